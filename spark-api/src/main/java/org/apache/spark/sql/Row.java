// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

import java.io.Serializable;

/** A row of a table of Spark SQL, which is not part of Ember: there are none. */
public interface Row extends Serializable {}
