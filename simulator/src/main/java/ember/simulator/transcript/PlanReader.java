// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import ember.model.CallSite;
import ember.model.JobTags;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageSpec;
import ember.simulator.scenario.Reach;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a job: {@code submit job=0 result=1 map(shuffle=0 partitions=2)}.
 *
 * <p>{@code result} is the number of result partitions; the result stage reads the shuffle named last, a map stage none, unless
 * {@code reads=0,1} says otherwise. A shuffle that another job brought may be named in {@code reads} alone. With {@code wants=0} instead
 * of {@code result} the job is for the outputs of that shuffle's map stage. {@code barrier}, of the job or of a map stage: the tasks must
 * all run at once.
 */
final class PlanReader {
    private final Map<Integer, ShuffleModel> shuffles = new LinkedHashMap<>();
    private int nextRdd;

    JobPlan read(Line line) {
        for (Line map : line.groups()) {
            int id = map.number("shuffle");
            int partitions = map.number("partitions");
            Reach reads = map.has("reads") ? reach(map.get("reads")) : Reach.NOTHING;
            int reduces = line.number("result", 1);
            shuffles.put(
                    id,
                    map.has("barrier")
                            ? StageModel.barrierMapStage(nextRdd++, partitions, reads, id, reduces)
                            : StageModel.mapStage(nextRdd++, partitions, reads, id, reduces));
        }
        String last = line.groups().isEmpty()
                ? ""
                : line.groups().get(line.groups().size() - 1).get("shuffle");
        String read = line.get("reads", last);
        if (line.has("wants")) {
            return job(line, shuffle(line.number("wants")).writer());
        }
        Reach reads = read.isEmpty() ? Reach.NOTHING : reach(read);
        return job(line, result(line.number("result"), reads, line.has("barrier")));
    }

    private static JobPlan job(Line line, StageModel last) {
        List<StageSpec> ancestors = new ArrayList<>();
        addAncestors(last, ancestors);
        CallSite callSite = new CallSite("job " + line.get("job"), "");
        return new JobPlan(line.number("job"), callSite, last.spec(), ancestors, properties(line));
    }

    private StageModel result(int partitions, Reach reads, boolean barrier) {
        if (barrier) {
            return StageModel.barrierResultStage(nextRdd++, partitions, reads);
        }
        int[] requested = new int[partitions];
        for (int i = 0; i < requested.length; i++) {
            requested[i] = i;
        }
        return StageModel.resultStage(nextRdd++, partitions, reads, false, requested);
    }

    private Reach reach(String ids) {
        List<ShuffleModel> read = new ArrayList<>();
        for (int id : Line.list(ids)) {
            read.add(shuffle(id));
        }
        return new Reach(read, List.of());
    }

    private ShuffleModel shuffle(int id) {
        ShuffleModel shuffle = shuffles.get(id);
        if (shuffle == null) {
            throw new IllegalArgumentException("no shuffle " + id + " was described");
        }
        return shuffle;
    }

    private static void addAncestors(StageModel stage, List<StageSpec> ancestors) {
        for (ShuffleModel shuffle : stage.shuffles()) {
            if (!ancestors.contains(shuffle.writer().spec())) {
                addAncestors(shuffle.writer(), ancestors);
                ancestors.add(shuffle.writer().spec());
            }
        }
    }

    private static Map<String, String> properties(Line line) {
        Map<String, String> properties = new HashMap<>();
        if (line.has("group")) {
            properties.put(JobTags.GROUP_PROPERTY, line.get("group"));
        }
        if (line.has("tags")) {
            properties.put(JobTags.TAGS_PROPERTY, line.get("tags"));
        }
        return properties;
    }
}
