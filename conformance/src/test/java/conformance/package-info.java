// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Runs the same programs on Ember and on Apache Spark and compares what comes of them. */
package conformance;
