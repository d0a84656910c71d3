// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.UsageException;

/**
 * What is to be simulated.
 *
 * @param first the first seed, at least 0
 * @param count how many seeds, at least 1
 */
record SimulateOptions(Mode mode, long first, long count) {
    enum Mode {
        /** Tell the story of one seed. */
        STORY,
        /** Run many seeds. */
        SEEDS,
        /** Go through every course that tiny worlds can take. */
        EXHAUSTIVE,
        /** Worlds of great size and no faults. */
        SCALE
    }

    /**
     * Reads {@code simulate --seed N}, {@code simulate --seeds N [--first N]}, {@code simulate --exhaustive} or
     * {@code simulate --scale}.
     */
    static SimulateOptions parse(String[] args) throws UsageException {
        long seed = -1;
        long seeds = -1;
        long first = -1;
        boolean exhaustive = false;
        boolean scale = false;
        for (int next = 1; next < args.length; next++) {
            String word = args[next];
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (name.equals("--exhaustive") && equals < 0) {
                exhaustive = true;
                continue;
            }
            if (name.equals("--scale") && equals < 0) {
                scale = true;
                continue;
            }
            if (!name.equals("--seed") && !name.equals("--seeds") && !name.equals("--first")) {
                throw new UsageException(
                        word.startsWith("--") ? "unknown option " + word : "simulate takes options only, was " + word);
            }
            if (equals < 0 && next + 1 == args.length) {
                throw new UsageException(word + " needs a value");
            }
            String value = equals < 0 ? args[++next] : word.substring(equals + 1);
            switch (name) {
                case "--seed" -> seed = number(name, value, 0);
                case "--seeds" -> seeds = number(name, value, 1);
                default -> first = number(name, value, 0);
            }
        }
        if ((seed >= 0 ? 1 : 0) + (seeds >= 0 ? 1 : 0) + (exhaustive ? 1 : 0) + (scale ? 1 : 0) != 1) {
            throw new UsageException("simulate needs one of --seed N, --seeds N, --exhaustive, --scale");
        }
        if (first >= 0 && seeds < 0) {
            throw new UsageException("--first goes with --seeds");
        }
        if (scale) {
            return new SimulateOptions(Mode.SCALE, 0, 1);
        }
        if (exhaustive) {
            return new SimulateOptions(Mode.EXHAUSTIVE, 0, 1);
        }
        if (seed >= 0) {
            return new SimulateOptions(Mode.STORY, seed, 1);
        }
        long from = Math.max(first, 0);
        if (from > Long.MAX_VALUE / 2 || seeds > Long.MAX_VALUE / 2) {
            throw new UsageException("--first and --seeds must stay below " + Long.MAX_VALUE / 2);
        }
        return new SimulateOptions(Mode.SEEDS, from, seeds);
    }

    private static long number(String name, String value, long least) throws UsageException {
        try {
            long number = Long.parseLong(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below: a word and a number too large are as wrong as a number too small.
        }
        throw new UsageException(name + " needs a whole number, " + least + " or more, was '" + value + "'");
    }
}
