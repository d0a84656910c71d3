// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import ember.model.TaskEnd;

/** A task cannot read one of its inputs. Carries no stack: it is an event of the simulated world, not a mistake of ours. */
public final class UnreadableBlockException extends Exception {
    private final transient TaskEnd.FetchFailed end;

    /** @param end how the task has to end */
    public UnreadableBlockException(TaskEnd.FetchFailed end) {
        super(end.message(), null, false, false);
        this.end = end;
    }

    /** How the task has to end. */
    public TaskEnd.FetchFailed end() {
        return end;
    }
}
