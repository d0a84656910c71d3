// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.analysis.Caches;
import ember.observe.json.JsonOut;
import java.util.List;

/** What keeping RDDs was good for. */
final class CachesJson {
    private CachesJson() {}

    static byte[] write(List<Caches.Use> uses) {
        JsonOut out = JsonOut.compact().object().array("caches");
        for (Caches.Use use : uses) {
            out.object()
                    .field("id", use.history().rdd().id())
                    .field("name", use.history().rdd().name())
                    .field("callSite", use.history().rdd().callSite().shortForm())
                    .field("partitions", use.history().rdd().numPartitions())
                    .field("stored", use.history().storedBlocks())
                    .field("lost", use.history().lostBlocks())
                    .field("needed", use.neededBlocks())
                    .field("hits", use.hits())
                    .field("byteMillis", use.history().byteMillis())
                    .field("unpersisted", use.history().unpersisted())
                    .field("neverReadAgain", use.neverReadAgain())
                    .end();
        }
        return out.endArray().end().toBytes();
    }
}
