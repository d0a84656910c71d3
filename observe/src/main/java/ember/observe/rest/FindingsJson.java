// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.advice.Finding;
import ember.observe.json.JsonOut;
import java.util.List;

/** Findings, the costliest first. */
final class FindingsJson {
    private FindingsJson() {}

    static byte[] write(List<Finding> findings) {
        JsonOut out = JsonOut.compact().object().array("findings");
        for (Finding finding : findings) {
            out.object()
                    .field("kind", finding.kind())
                    .field("costMillis", finding.costMillis())
                    .field("sentence", finding.sentence())
                    .field("threshold", finding.threshold())
                    .field("remedy", finding.remedy())
                    .field("job", finding.jobId())
                    .field("stage", finding.stageId())
                    .field("attempt", finding.stageAttempt())
                    .end();
        }
        return out.endArray().end().toBytes();
    }
}
