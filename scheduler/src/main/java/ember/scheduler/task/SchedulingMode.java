// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/** In which order a pool serves what is in it. */
public enum SchedulingMode {
    /** By job id, then by stage id. */
    FIFO,
    /** By need: pools below their minimum share first, then those with the fewest running tasks for their weight. */
    FAIR
}
