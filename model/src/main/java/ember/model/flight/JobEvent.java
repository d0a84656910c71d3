// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A job, from its start to its end. */
@Name("ember.Job")
@Label("Job")
@Description("A job, from its start to its end")
@Category("Ember")
@StackTrace(false)
@Threshold("0 ns")
public final class JobEvent extends Event {
    final int jobId;

    final String name;

    final int stages;

    boolean succeeded;

    private JobEvent(int jobId, String name, int stages) {
        this.jobId = jobId;
        this.name = name;
        this.stages = stages;
    }

    static JobEvent started(EngineEvent.JobStarted job) {
        List<StageInfo> all = job.stages();
        JobEvent event = new JobEvent(
                job.jobId(), all.isEmpty() ? "" : all.get(all.size() - 1).name(), all.size());
        event.begin();
        return event;
    }

    /** The job is over. */
    public void ended(JobOutcome outcome) {
        end();
        if (shouldCommit()) {
            succeeded = outcome instanceof JobOutcome.Succeeded;
            commit();
        }
    }
}
