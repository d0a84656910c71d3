// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ImmutableContainers;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {
    private final Immutability immutability = new Immutability(ImmutableContainers.NONE);

    record Point(int x, String name) implements Serializable {}

    record Holder(Object content) implements Serializable {}

    record NotSerializable(int x) {}

    record Node(Node left, Node right) implements Serializable {}

    interface Fn extends Serializable {
        Object call(Object argument);
    }

    @Test
    void valuesOfTheJdkThatNeverChangeAreImmutable() {
        assertThat(List.of(
                        "text",
                        1,
                        2L,
                        (short) 3,
                        (byte) 4,
                        5.0,
                        6f,
                        'c',
                        true,
                        BigInteger.ONE,
                        BigDecimal.TEN,
                        new UUID(1, 2),
                        TimeUnit.DAYS,
                        String.class,
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"))))
                .allMatch(immutability::isImmutable);
        assertThat(immutability.isImmutable(null)).isTrue();
    }

    @Test
    void arraysCollectionsAndCountersAreNot() {
        assertThat(List.of(new int[0], new Object[0], new ArrayList<>(), Set.of(1), new AtomicInteger()))
                .noneMatch(immutability::isImmutable);
    }

    @Test
    void aListThatNobodyCanChangeIsImmutableIfItsElementsAre() {
        assertThat(List.of(List.of(), List.of(1), List.of("a", 2, 3L), List.copyOf(new ArrayList<>(List.of(1)))))
                .allMatch(immutability::isImmutable);
        assertThat(immutability.isImmutable(Stream.of(1, 2, 3).toList())).isTrue();
        assertThat(immutability.isImmutable(List.of(List.of(1), new int[0]))).isFalse();
        assertThat(immutability.isImmutable(new Holder(List.of(new ArrayList<>()))))
                .isFalse();
        assertThat(immutability.isImmutable(Collections.nCopies(65, 1).stream().toList()))
                .isFalse();
    }

    @Test
    void aViewOfAListIsNotAsItsOwnerCanChangeIt() {
        List<Integer> own = new ArrayList<>(List.of(1));
        assertThat(List.of(Collections.unmodifiableList(own), Arrays.asList(1, 2), own.subList(0, 1)))
                .noneMatch(immutability::isImmutable);
    }

    @Test
    void whoSharesNothingCallsOnlyNullImmutable() {
        Immutability strict = Immutability.sharingNothing();
        Fn nothing = x -> x;
        assertThat(List.of("text", 1, new Point(1, "p"), nothing, List.of())).noneMatch(strict::isImmutable);
        assertThat(strict.isImmutable(null)).isTrue();
        assertThat(strict.newProbe().isImmutable("text")).isFalse();
        assertThat(strict.sharesNothing()).isTrue();
        assertThat(immutability.sharesNothing()).isFalse();
    }

    @Test
    void aSubclassOfAnImmutableClassIsNotTakenForIt() {
        class Counting extends BigInteger {
            int count;

            Counting() {
                super("1");
            }
        }
        assertThat(immutability.isImmutable(new Counting())).isFalse();
    }

    @Test
    void aRecordIsImmutableIfItsComponentsAre() {
        assertThat(immutability.isImmutable(new Point(1, "p"))).isTrue();
        assertThat(immutability.isImmutable(new Holder("text"))).isTrue();
        assertThat(immutability.isImmutable(new Holder(new Point(1, "p")))).isTrue();
        assertThat(immutability.isImmutable(new Holder(new int[1]))).isFalse();
        assertThat(immutability.isImmutable(new Holder(new Holder(new ArrayList<>()))))
                .isFalse();
    }

    @Test
    void aRecordThatIsNotSerializableIsNotHandedOver() {
        assertThat(immutability.isImmutable(new NotSerializable(1))).isFalse();
    }

    @Test
    void anOrdinaryClassOfFinalFieldsIsImmutableAndOneWithAnAssignableFieldIsNot() {
        class Fixed implements Serializable {
            final long value = 1;
        }
        class Assignable implements Serializable {
            long value;
        }
        class Inheriting extends Assignable {
            final int more = 1;
        }
        assertThat(immutability.isImmutable(staticFixed())).isTrue();
        // These capture the test, which is not serialisable.
        assertThat(immutability.isImmutable(new Fixed())).isFalse();
        assertThat(immutability.isImmutable(new Assignable())).isFalse();
        assertThat(immutability.isImmutable(new Inheriting())).isFalse();
    }

    private static Object staticFixed() {
        return new Serializable() {
            final long value = 1;
        };
    }

    @Test
    void aTransientFieldWouldBeLostInACopySoTheObjectIsNotShared() {
        assertThat(immutability.isImmutable(new WithTransient())).isFalse();
    }

    private static final class WithTransient implements Serializable {
        final transient String cached = "x";
    }

    @Test
    void anObjectThatWritesItselfIsNotShared() {
        assertThat(immutability.isImmutable(new Replaced())).isFalse();
        assertThat(immutability.isImmutable(new WritesItself())).isFalse();
        assertThat(immutability.isImmutable(new ReadsItself())).isFalse();
    }

    private static final class Replaced implements Serializable {
        Object writeReplace() {
            return "other";
        }
    }

    private static final class WritesItself implements Serializable {
        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
        }
    }

    private static final class ReadsItself implements Serializable {
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
        }
    }

    @Test
    void aLambdaThatCapturesNothingOrImmutableThingsIsShared() {
        int number = 3;
        String text = "t";
        Fn nothing = x -> x;
        Fn some = x -> text + number + x;
        Fn nested = x -> some.call(nothing.call(x));
        Fn reference = String::valueOf;
        assertThat(List.of(nothing, some, nested, reference)).allMatch(immutability::isImmutable);
    }

    @Test
    void aLambdaThatCapturesSomethingMutableIsNotShared() {
        List<Object> sink = new ArrayList<>();
        int[] counter = {0};
        Fn adding = x -> sink.add(x);
        Fn counting = x -> counter[0]++;
        Fn outer = x -> counting.call(x);
        assertThat(List.of(adding, counting, outer)).noneMatch(immutability::isImmutable);
    }

    @Test
    void aLambdaThatIsNotSerializableIsNotShared() {
        Supplier<String> plain = () -> "x";
        assertThat(immutability.isImmutable(plain)).isFalse();
    }

    @Test
    void theFacadeNamesFurtherContainers() {
        class Box {
            Object content;
        }
        Immutability knowing = new Immutability(new ImmutableContainers() {
            @Override
            public int arity(Class<?> type) {
                return type == Box.class ? 1 : -1;
            }

            @Override
            public Object component(Object container, int index) {
                return ((Box) container).content;
            }

            @Override
            public int code(Class<?> type) {
                return -1;
            }

            @Override
            public Object rebuild(int code, Components components) {
                throw new IllegalArgumentException("no box has a code");
            }
        });
        Box box = new Box();
        box.content = "text";
        assertThat(knowing.isImmutable(box)).isTrue();
        assertThat(knowing.isImmutable(new Holder(box))).isTrue();
        box.content = new Object[0];
        assertThat(knowing.isImmutable(box)).isFalse();
        assertThat(immutability.isImmutable(box)).isFalse();
    }

    @Test
    void aLargeStructureIsCalledMutableRatherThanWalked() {
        Node shared = new Node(null, null);
        for (int i = 0; i < 60; i++) {
            // As a tree it has 2^60 nodes.
            shared = new Node(shared, shared);
        }
        assertThat(immutability.isImmutable(shared)).isFalse();
        assertThat(immutability.isImmutable(new Node(new Node(null, null), null)))
                .isTrue();
    }

    @Test
    void aProbeGivesTheSameAnswersInAnyOrder() {
        Immutability.Probe probe = immutability.newProbe();
        for (Object value :
                new Object[] {"a", "b", 1, new int[0], "c", new Holder("x"), new Holder(new int[0]), null}) {
            assertThat(probe.isImmutable(value)).isEqualTo(immutability.isImmutable(value));
        }
    }
}
