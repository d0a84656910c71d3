// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import ember.model.Failures;

/** Reads the names of blocks. */
final class BlockNames {

    private BlockNames() {}

    static BlockId parse(String name) {
        BlockId id = parseOrNull(name, name.split("_", -1));
        if (id == null) {
            throw Failures.<RuntimeException>sneaky(new UnrecognizedBlockId(name));
        }
        return id;
    }

    private static BlockId parseOrNull(String name, String[] parts) {
        try {
            if (name.startsWith("rdd_") && parts.length == 3) {
                return new RDDBlockId(number(parts[1]), number(parts[2]));
            }
            if (name.startsWith("shuffle_") && parts.length == 4) {
                return new ShuffleBlockId(number(parts[1]), longNumber(parts[2]), number(parts[3]));
            }
            if (name.startsWith("broadcast_") && parts.length >= 2) {
                String field = name.substring("broadcast_".length() + parts[1].length());
                return new BroadcastBlockId(longNumber(parts[1]), field.isEmpty() ? "" : field.substring(1));
            }
            if (name.startsWith("taskresult_") && parts.length == 2) {
                return new TaskResultBlockId(longNumber(parts[1]));
            }
            return null;
        } catch (NumberFormatException e) {
            // No number where the name of such a block has one, so it is not such a name.
            return null;
        }
    }

    private static int number(String digits) {
        long number = longNumber(digits);
        if (number > Integer.MAX_VALUE) {
            throw new NumberFormatException(digits);
        }
        return (int) number;
    }

    /** Digits only: a sign is no part of a name. */
    private static long longNumber(String digits) {
        long number = Long.parseLong(digits);
        if (!Character.isDigit(digits.charAt(0))) {
            throw new NumberFormatException(digits);
        }
        return number;
    }
}
