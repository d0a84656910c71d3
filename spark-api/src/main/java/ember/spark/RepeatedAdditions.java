// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Iterator;

/**
 * Finds named accumulators that were added to more than once for the same partition of a shuffle's map side. Called by one thread, as all
 * listeners are.
 */
public abstract class RepeatedAdditions extends SparkListener {
    private final Map<Integer, String> stages = new HashMap<>();
    private final Set<Added> added = new HashSet<>();

    private record Added(int stageId, int partition, long accumulator) {}

    /** One that has seen nothing yet. */
    protected RepeatedAdditions() {}

    /**
     * An accumulator counts what was done twice.
     *
     * @param accumulator its name
     * @param stage the stage's name, which tells its place in the program
     */
    protected abstract void found(String accumulator, String stage);

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        stages.put(event.stageInfo().stageId(), event.stageInfo().name());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        if (!event.taskType().equals("ShuffleMapTask") || !event.reason().equals(Success$.MODULE$)) {
            return;
        }
        Iterator<AccumulableInfo> infos = event.taskInfo().accumulables().iterator();
        while (infos.hasNext()) {
            AccumulableInfo info = infos.next();
            if (!info.internal()
                    && info.update().isDefined()
                    && !added.add(new Added(event.stageId(), event.taskInfo().partitionId(), info.id()))) {
                found(info.name().get(), stages.getOrDefault(event.stageId(), ""));
            }
        }
    }
}
