// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/** Receives a job's results in the order of their arrival, on the thread that waits for the job. */
public interface ResultHandler<U> {
    /**
     * Takes in one result.
     *
     * @param index position of the partition in the list that was asked for
     * @throws Exception anything: the job fails with {@link ember.model.Failures#driverFunctionFailed}
     */
    void accept(int index, U result) throws Exception;
}
