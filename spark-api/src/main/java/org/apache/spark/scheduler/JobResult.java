// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

/** How a job ended: {@link JobSucceeded$} or a {@link JobFailed}. */
public interface JobResult {}
