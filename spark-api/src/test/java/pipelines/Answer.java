// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.Arrays;
import java.util.List;

/** What an action returned, by digests. */
record Answer(long[] digests) {
    static Answer inOrder(Iterable<?> values) {
        long[] digests = new long[16];
        int count = 0;
        for (Object value : values) {
            if (count == digests.length) {
                digests = Arrays.copyOf(digests, 2 * count);
            }
            digests[count++] = Values.digest(value);
        }
        return new Answer(Arrays.copyOf(digests, count));
    }

    static Answer inAnyOrder(Iterable<?> values) {
        Answer answer = inOrder(values);
        Arrays.sort(answer.digests);
        return answer;
    }

    static Answer of(Object value) {
        return inOrder(java.util.Collections.singletonList(value));
    }

    static Answer none() {
        return inOrder(List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && Arrays.equals(digests, that.digests);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digests);
    }

    /** How another differs. */
    String difference(Answer other) {
        long[] mine = digests.clone();
        long[] theirs = other.digests.clone();
        Arrays.sort(mine);
        Arrays.sort(theirs);
        int only = 0;
        int onlyTheirs = 0;
        int i = 0;
        int j = 0;
        while (i < mine.length || j < theirs.length) {
            if (j == theirs.length || (i < mine.length && mine[i] < theirs[j])) {
                only++;
                i++;
            } else if (i == mine.length || theirs[j] < mine[i]) {
                onlyTheirs++;
                j++;
            } else {
                i++;
                j++;
            }
        }
        return mine.length + " values instead of " + theirs.length + ": " + only + " are wrong, " + onlyTheirs
                + " are missing" + (only + onlyTheirs == 0 ? ", but the order differs" : "");
    }

    @Override
    public String toString() {
        return digests.length + " values";
    }
}
