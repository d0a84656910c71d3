// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.io.Serializable;

/**
 * What registration gives an accumulator.
 *
 * @param name shown to people; null: not shown
 * @param countFailedValues whether updates of failed tasks count too
 */
record AccumulatorMetadata(long id, String name, boolean countFailedValues) implements Serializable {}
