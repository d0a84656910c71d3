// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over several ordered cursors as one, by partition and then by the records' order; records of the same place come in the order
 * of their cursors. A tree of losers: each step costs one comparison for each doubling of the number of cursors (Knuth, The Art of
 * Computer Programming 3, 5.4.1).
 */
final class OrderedMerge implements PartitionedCursor {
    private final PartitionedCursor[] sources;
    private final RecordOrder order;
    private final Runnable onEnd;
    private final boolean[] ended;
    private final int[] ranks;
    /** losers[0] is the winner of all; losers[n] for n > 0 lost the match at node n. */
    private final int[] losers;

    private boolean started;
    private boolean done;

    /** @param onEnd called once, when all have come to their end */
    OrderedMerge(List<? extends PartitionedCursor> sources, RecordOrder order, Runnable onEnd) {
        this.sources = sources.toArray(new PartitionedCursor[0]);
        this.order = order;
        this.onEnd = onEnd;
        this.ended = new boolean[this.sources.length];
        this.ranks = new int[this.sources.length];
        this.losers = new int[Math.max(1, this.sources.length)];
    }

    @Override
    public boolean advance() throws Exception {
        if (done) {
            return false;
        }
        if (started) {
            step(losers[0]);
            replay(losers[0]);
        } else {
            started = true;
            for (int i = 0; i < sources.length; i++) {
                step(i);
            }
            losers[0] = play(1);
        }
        done = ended[losers[0]];
        if (done) {
            onEnd.run();
        }
        return !done;
    }

    private void step(int source) throws Exception {
        ended[source] = !sources[source].advance();
        ranks[source] = ended[source] ? 0 : order.rank(sources[source].key());
    }

    /** Plays the matches below a node; the leaves are the nodes from the number of sources on. */
    private int play(int node) {
        if (node >= sources.length) {
            return node - sources.length;
        }
        int left = play(2 * node);
        int right = play(2 * node + 1);
        boolean leftWins = beats(left, right);
        losers[node] = leftWins ? right : left;
        return leftWins ? left : right;
    }

    private void replay(int source) {
        int winner = source;
        for (int node = (source + sources.length) / 2; node > 0; node /= 2) {
            if (beats(losers[node], winner)) {
                int loser = winner;
                winner = losers[node];
                losers[node] = loser;
            }
        }
        losers[0] = winner;
    }

    private boolean beats(int one, int other) {
        if (ended[one] || ended[other]) {
            return ended[other] && (!ended[one] || one < other);
        }
        int byPartition = Integer.compare(sources[one].partition(), sources[other].partition());
        int compared =
                byPartition != 0 ? byPartition : order.compare(sources[one], ranks[one], sources[other], ranks[other]);
        return compared < 0 || (compared == 0 && one < other);
    }

    /** Whether a record that was seen before has the same place as the current one. */
    boolean isAt(int partition, @Nullable Object key, int rank) {
        int current = losers[0];
        return sources[current].partition() == partition
                && (order.ordering() == null
                        ? ranks[current] == rank
                        : samePlace(order.ordering(), key, sources[current].key()));
    }

    // Null keys go to the program's comparator as they are, as in Spark.
    @SuppressWarnings("NullAway")
    private static boolean samePlace(Comparator<Object> ordering, @Nullable Object left, @Nullable Object right) {
        return ordering.compare(left, right) == 0;
    }

    int rank() {
        return ranks[losers[0]];
    }

    @Override
    public int partition() {
        return sources[losers[0]].partition();
    }

    @Override
    public @Nullable Object key() {
        return sources[losers[0]].key();
    }

    @Override
    public @Nullable Object value() {
        return sources[losers[0]].value();
    }
}
