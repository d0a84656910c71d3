// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.event.RddInfo;
import ember.observe.json.JsonOut;
import ember.observe.status.StageView;
import java.util.List;

/** What stages compute: their RDDs with the operations that made them, and the program's own lines. */
final class GraphJson {
    private GraphJson() {}

    static byte[] write(List<StageView> stages) {
        JsonOut out = JsonOut.compact().object().array("stages");
        for (StageView stage : stages) {
            write(out, stage);
            out.end();
        }
        return out.endArray().end().toBytes();
    }

    /** @param lineage that of the stage, as a text */
    static byte[] write(StageView stage, String lineage) {
        JsonOut out = JsonOut.compact().object().array("stages");
        write(out, stage);
        out.field("lineage", lineage).end();
        return out.endArray().end().toBytes();
    }

    private static void write(JsonOut out, StageView stage) {
        out.object()
                .field("id", stage.info().stageId())
                .field("attempt", stage.info().attempt())
                .field("details", stage.info().details())
                .array("rdds");
        for (RddInfo rdd : stage.info().rddInfos()) {
            write(out.object(), rdd);
        }
        out.endArray();
    }

    private static void write(JsonOut out, RddInfo rdd) {
        out.field("id", rdd.id())
                .field("name", rdd.name())
                .field("callSite", rdd.callSite().shortForm())
                .field("scope", rdd.scopeJson())
                .field("partitions", rdd.numPartitions())
                .field("persisted", rdd.storageLevel().isValid())
                .field("barrier", rdd.barrier())
                .numbers("parents", rdd.parentIds())
                .end();
    }
}
