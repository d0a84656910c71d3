// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import java.io.Serializable;
import org.apache.spark.ReadOnlySparkConf;

/**
 * What {@code spark.kryo*} says.
 *
 * @param bufferBytes of a new buffer
 * @param maxBufferBytes that a buffer may grow to
 * @param registrationRequired refuse classes that were not registered
 * @param referenceTracking tell objects apart that are reached by several ways
 * @param classes to register, comma-separated
 * @param registrators to ask, comma-separated
 */
record KryoSettings(
        int bufferBytes,
        int maxBufferBytes,
        boolean registrationRequired,
        boolean referenceTracking,
        String classes,
        String registrators)
        implements Serializable {
    static KryoSettings of(ReadOnlySparkConf conf) {
        long buffer = conf.getSizeAsKb("spark.kryoserializer.buffer", "64k");
        long max = conf.getSizeAsMb("spark.kryoserializer.buffer.max", "64m");
        requireBelow2048("spark.kryoserializer.buffer", buffer >> 10);
        requireBelow2048("spark.kryoserializer.buffer.max", max);
        return new KryoSettings(
                (int) (buffer << 10),
                (int) (max << 20),
                conf.getBoolean("spark.kryo.registrationRequired", false),
                conf.getBoolean("spark.kryo.referenceTracking", true),
                conf.get("spark.kryo.classesToRegister", ""),
                conf.get("spark.kryo.registrator", ""));
    }

    private static void requireBelow2048(String key, long mebibytes) {
        if (mebibytes >= 2048) {
            throw new IllegalArgumentException(key + " must be less than 2048 MiB, got: " + mebibytes + " MiB.");
        }
    }
}
