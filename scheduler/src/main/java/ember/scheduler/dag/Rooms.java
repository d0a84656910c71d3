// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.scheduler.effect.Outbox;
import ember.scheduler.task.OutputCommitCoordinator;
import ember.scheduler.task.TaskScheduler;

/** The tables and neighbours that the classes of this package work on together. One of each. */
record Rooms(
        StageGraph graph,
        JobRegistry jobs,
        MapOutputTable outputs,
        CacheTable cache,
        MissingParents parents,
        TaskScheduler taskScheduler,
        OutputCommitCoordinator outputCommitCoordinator,
        Announcer announcer,
        Outbox outbox,
        StageLog log) {}
