// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

/** Something that a submission needs is not there. {@link #sentence()} says what, and what to do. */
final class NotReadyException extends Exception {
    private final String sentence;

    NotReadyException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
