// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Settings that were renamed: the old name is still understood where the new one is asked for. */
final class DeprecatedKeys {

    private DeprecatedKeys() {}

    /** The name {@code key} has today; null if it was not renamed. */
    static String newNameOf(String key) {
        return switch (key) {
            case "spark.reducer.maxMbInFlight" -> "spark.reducer.maxSizeInFlight";
            case "spark.shuffle.file.buffer.kb" -> "spark.shuffle.file.buffer";
            case "spark.akka.frameSize" -> "spark.rpc.message.maxSize";
            case "spark.scheduler.listenerbus.eventqueue.size" -> "spark.scheduler.listenerbus.eventqueue.capacity";
            default -> null;
        };
    }

    /** The earlier name of {@code key}; null if it has none. */
    static String oldNameOf(String key) {
        return switch (key) {
            case "spark.reducer.maxSizeInFlight" -> "spark.reducer.maxMbInFlight";
            case "spark.shuffle.file.buffer" -> "spark.shuffle.file.buffer.kb";
            case "spark.rpc.message.maxSize" -> "spark.akka.frameSize";
            case "spark.scheduler.listenerbus.eventqueue.capacity" -> "spark.scheduler.listenerbus.eventqueue.size";
            default -> null;
        };
    }
}
