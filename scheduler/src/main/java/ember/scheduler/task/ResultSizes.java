// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.ByteText;
import org.jspecify.annotations.Nullable;

/** How large the results of a set are in all. */
final class ResultSizes {
    private long bytes;
    private int results;

    /**
     * Adds a result.
     *
     * @param maxBytes what the driver takes; 0: any size
     * @return Spark's words if that is more than the driver takes; null: it is not
     */
    @Nullable
    String add(long more, long maxBytes) {
        bytes += more;
        results++;
        return maxBytes == 0 || bytes <= maxBytes
                ? null
                : "Total size of serialized results of " + results + " tasks (" + ByteText.of(bytes)
                        + ") is bigger than spark.driver.maxResultSize (" + ByteText.of(maxBytes) + ")";
    }
}
