// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.flight.StageSampler;
import ember.observe.json.JsonOut;

/** What the threads of a stage attempt's tasks executed, as a tree of calls. */
final class SamplesJson {
    private SamplesJson() {}

    static byte[] write(StageSampler.Samples samples) {
        return JsonOut.compact()
                .object()
                .field("state", samples.state().name())
                .field("until", samples.untilMillis())
                .field("samples", samples.tree().samples())
                .texts("names", samples.tree().names())
                .numbers("parents", samples.tree().parents())
                .numbers("self", samples.tree().self())
                .end()
                .toBytes();
    }
}
