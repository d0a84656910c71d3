// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.pool.KryoPool;
import ember.spark.OptionalLibrary;

/**
 * The members of {@link KryoSerializer} that name types of Kryo, apart from what serialisation reflects on. {@link
 * UnsupportedOperationException} if Kryo is not on the class path. Not a type of Spark's.
 */
public interface KryoMembers {
    private KryoSettings settings() {
        return ((KryoSerializer) this).settings();
    }

    /** A Kryo of one thread's own, with the program's classes registered. */
    default Kryo newKryo() {
        return (Kryo) OptionalLibrary.KRYO.make("KryoSerializer", () -> Kryos.newKryo(settings()));
    }

    /** A buffer that grows as far as {@code spark.kryoserializer.buffer.max} allows. */
    default Output newKryoOutput() {
        return (Output) OptionalLibrary.KRYO.make("KryoSerializer", () -> Kryos.newOutput(settings()));
    }

    /** Kryos that are used again. */
    default KryoPool pool() {
        return (KryoPool) OptionalLibrary.KRYO.make("KryoSerializer", () -> Kryos.pool(settings()));
    }
}
