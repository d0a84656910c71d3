// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.analysis.Estimate;
import ember.observe.json.JsonOut;
import java.util.TreeSet;

/** What other cores, or even partitions, would have changed. */
final class EstimateJson {
    private static final int MOST_CHAINS = 10;

    private EstimateJson() {}

    /** @param cores that there are */
    static byte[] write(Estimate estimate, int cores) {
        int now = Math.max(1, cores);
        JsonOut out = JsonOut.compact()
                .object()
                .field("cores", now)
                .field("wallMillis", estimate.wallMillis())
                .field("driverMillis", estimate.driverMillis())
                .field("unlimitedMillis", estimate.millis(Estimate.UNLIMITED, false))
                .field("evenMillis", estimate.millis(now, true))
                .array("estimates");
        for (int some : new TreeSet<>(java.util.List.of(Math.max(1, now / 2), now, now * 2, now * 4, now * 8))) {
            out.object()
                    .field("cores", some)
                    .field("millis", estimate.millis(some, false))
                    .end();
        }
        out.endArray().array("chains");
        for (Estimate.Chain chain : estimate.chains(MOST_CHAINS)) {
            out.object()
                    .field("job", chain.jobId())
                    .field("millis", chain.millis())
                    .numbers("stages", chain.stageIds())
                    .end();
        }
        return out.endArray().end().toBytes();
    }
}
