// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.KeyEquality;
import ember.model.ShuffleSpec;
import ember.shuffle.Pair;
import ember.shuffle.Segment;
import ember.shuffle.Spills;
import ember.shuffle.write.ShuffleWriter;
import ember.shuffle.write.WrittenOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShuffleReaderTest {
    private static final Comparator<Object> ASCENDING = (a, b) -> ((Integer) a).compareTo((Integer) b);

    private final ShuffleReader reader = new ShuffleReader();
    private final ShuffleWriter writer = Spills.writer();

    private Iterator<Pair> open(ShuffleSpec<Pair> spec, Pair[]... maps) throws Exception {
        List<Segment> segments = new ArrayList<>();
        for (Pair[] map : maps) {
            segments.add(writer.write(spec, Spills.all(List.of(map).iterator()), Spills.roomy())
                    .segment(0));
        }
        return reader.read(spec, segments, () -> {}, Spills.roomy());
    }

    private static List<String> texts(Iterator<Pair> pairs) {
        List<String> texts = new ArrayList<>();
        pairs.forEachRemaining(pair -> texts.add(pair.toString()));
        return texts;
    }

    private static Pair[] map(Object... keysAndValues) {
        Pair[] pairs = new Pair[keysAndValues.length / 2];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Pair(keysAndValues[2 * i], keysAndValues[2 * i + 1]);
        }
        return pairs;
    }

    @Test
    void plainRecordsComeInTheOrderOfTheMapPartitions() throws Exception {
        Iterator<Pair> read = open(Pair.plain(1), map(3, 1, 1, 2), map(), map(2, new int[0].length));
        assertThat(texts(read)).containsExactly("3=1", "1=2", "2=0");
        assertThat(read.hasNext()).isFalse();
        assertThatThrownBy(read::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void plainRecordsAreReadAsTheyAreAskedFor() throws Exception {
        ShuffleSpec<Pair> spec = Pair.plain(1);
        AtomicInteger read = new AtomicInteger();
        Segment segment = writer.write(
                        spec, Spills.all(List.of(map(1, 1, 2, 2, 3, 3)).iterator()), Spills.roomy())
                .segment(0);
        Iterator<Pair> pairs = reader.read(spec, List.of(segment), read::incrementAndGet, Spills.roomy());
        assertThat(read).hasValue(0);
        pairs.next();
        assertThat(read).hasValue(1);
        pairs.forEachRemaining(pair -> {});
        assertThat(read).hasValue(3);
    }

    @Test
    void combinersOfTheMapSideAreMerged() throws Exception {
        assertThat(texts(open(Pair.combining(1, Pair.GROUP, true), map(1, "a", 1, "b", 2, "c"), map(1, "d"))))
                .containsExactlyInAnyOrder("1=[a, b, d]", "2=[c]");
    }

    @Test
    void plainValuesAreCombined() throws Exception {
        assertThat(texts(open(Pair.combining(1, Pair.GROUP, false), map(1, "a", 1, "b", 2, "c"), map(1, "d", null, 1))))
                .startsWith("null=[1]")
                .containsExactlyInAnyOrder("null=[1]", "1=[a, b, d]", "2=[c]");
    }

    @Test
    void sortingKeepsTheOrderOfEqualKeys() throws Exception {
        assertThat(texts(open(Pair.sorting(1, ASCENDING), map(2, "a", 1, "b", 2, "c"), map(1, "d", 2, "e"))))
                .containsExactly("1=b", "1=d", "2=a", "2=c", "2=e");
    }

    @Test
    void withAnAggregatorAndAnOrderingKeysAreCombinedAndSorted() throws Exception {
        for (boolean mapSide : new boolean[] {true, false}) {
            ShuffleSpec<Pair> spec = new ShuffleSpec<>(
                    0, Pair.PAIRING, Pair.hash(1), Pair.SUM, mapSide, ASCENDING.reversed(), KeyEquality.JDK);
            assertThat(texts(open(spec, map(2, 1, 1, 1, 3, 1), map(3, 1, 1, 1))))
                    .containsExactly("3=2", "2=1", "1=2");
        }
    }

    @Test
    void aKilledTaskStopsWhileCombining() throws Exception {
        ShuffleSpec<Pair> spec = Pair.combining(1, Pair.SUM, true);
        Segment segment = writer.write(spec, Spills.all(List.of(map(1, 1)).iterator()), Spills.roomy())
                .segment(0);
        assertThatThrownBy(() -> reader.read(
                        spec,
                        List.of(segment),
                        () -> {
                            throw new CancellationException("killed");
                        },
                        Spills.roomy()))
                .hasMessage("killed");
    }

    @Test
    void pairsThatStayWhereTheyAreCanBeCombinedAndSortedToo() throws Exception {
        assertThat(texts(reader.combine(
                        List.of(map(1, 1, 2, 2, 1, 3)).iterator(), Pair.PAIRING, Pair.SUM, Spills.roomy())))
                .containsExactlyInAnyOrder("1=4", "2=2");
        assertThat(texts(reader.sort(
                        List.of(map(2, "a", 1, "b", 2, "c")).iterator(), Pair.PAIRING, ASCENDING, Spills.roomy())))
                .containsExactly("1=b", "2=a", "2=c");
    }

    @Property(tries = 100)
    void sumsAreRightHoweverTheRecordsAreSpread(
            @ForAll @Size(max = 300) List<@IntRange(min = -50, max = 50) Integer> keys,
            @ForAll @IntRange(min = 1, max = 4) int maps,
            @ForAll @IntRange(min = 1, max = 5) int reduces,
            @ForAll boolean mapSide)
            throws Exception {
        ShuffleSpec<Pair> spec = Pair.combining(reduces, Pair.SUM, mapSide);
        Map<Object, Object> expected = new HashMap<>();
        List<WrittenOutput> outputs = new ArrayList<>();
        for (int m = 0; m < maps; m++) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = m; i < keys.size(); i += maps) {
                pairs.add(new Pair(keys.get(i), i));
                expected.merge(keys.get(i), i, (a, b) -> (Integer) a + (Integer) b);
            }
            outputs.add(writer.write(spec, Spills.all(pairs.iterator()), Spills.roomy()));
        }
        Map<Object, Object> sums = new HashMap<>();
        for (int p = 0; p < reduces; p++) {
            List<Segment> segments = new ArrayList<>();
            for (WrittenOutput output : outputs) {
                segments.add(output.segment(p));
            }
            reader.read(spec, segments, () -> {}, Spills.roomy())
                    .forEachRemaining(pair -> assertThat(sums.put(Pair.PAIRING.key(pair), Pair.PAIRING.value(pair)))
                            .isNull());
        }
        assertThat(sums).isEqualTo(expected);
    }
}
