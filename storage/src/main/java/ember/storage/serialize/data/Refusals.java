// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

/**
 * Remembers of which classes records were refused by the library, so that it is not asked in vain each time: what a record holds is
 * found out only by trying. After each refusal in a row twice as many records of the class do without it as before. Safe for use by
 * many threads; counts may be a little off.
 */
final class Refusals {
    private static final int MOST = 1 << 12;

    private final ClassValue<Count> counts = new ClassValue<>() {
        @Override
        protected Count computeValue(Class<?> type) {
            return new Count();
        }
    };

    /** Whether to do without the library this time. */
    boolean isLikely(Class<?> type) {
        Count count = counts.get(type);
        int left = count.left;
        if (left == 0) {
            return false;
        }
        count.left = left - 1;
        return true;
    }

    void refused(Class<?> type) {
        Count count = counts.get(type);
        count.pause = Math.min(MOST, 2 * count.pause + 1);
        count.left = count.pause;
    }

    private static final class Count {
        volatile int pause;
        volatile int left;
    }
}
