// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import org.apache.spark.SparkConf;

/** Stands in for Spark's, which a suite hands to {@code combineByKey}: Ember looks at no serialiser that it is given there. */
public final class KryoSerializer extends Serializer {
    private static final long serialVersionUID = 1;

    public KryoSerializer(SparkConf conf) {}

    @Override
    public SerializerInstance newInstance() {
        throw new UnsupportedOperationException("nothing is serialised by Kryo");
    }
}
