// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.input;

import org.apache.hadoop.conf.Configuration;

/** The member of {@link PortableDataStream} that names a type of Hadoop, apart from what serialisation reflects on. Not of Spark's. */
public interface HadoopStream {
    /** Hadoop's configuration, by which the file is opened. */
    default Configuration getConfiguration() {
        return ((PortableDataStream) this).configuration().value();
    }
}
