// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Why a task attempt ended: {@link Success$} or a {@link TaskFailedReason}. */
public interface TaskEndReason {}
