// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

/** Why something ran, as plain data: what a program may ask for is in the fields, what a person reads in the sentence. */
public sealed interface RunCause permits StageCause, TaskCause {
    /** The kind of cause, for programs and files: lower case, words joined by dashes. Never changes its meaning. */
    String code();

    /** What follows <i>because</i> when a person is told, such as {@code job 3 needs it for the first time}. */
    String sentence();
}
