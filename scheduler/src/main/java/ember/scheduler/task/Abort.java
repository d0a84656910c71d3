// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import org.jspecify.annotations.Nullable;

/**
 * Why a task set cannot be completed.
 *
 * @param reason Spark's text, as it follows {@code Job aborted due to stage failure: }
 * @param cause the user's exception that is to blame; null: none is known
 */
public record Abort(String reason, @Nullable Throwable cause) {}
