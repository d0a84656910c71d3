// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import java.util.List;
import java.util.concurrent.Future;

/**
 * An action that runs while its caller goes on.
 *
 * @param <T> type of the result
 */
public interface JavaFutureAction<T> extends Future<T> {

    /** The jobs that the action has run so far, the latest first. */
    List<Integer> jobIds();
}
