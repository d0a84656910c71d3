// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

/** Finds the file an example reads. */
final class Input {
    private Input() {}

    /**
     * The first argument, or a bundled file if there is none.
     *
     * @param bundled the name of a file of the project's {@code data} folder, which the system property {@code
     *     ember.data} locates (default: {@code data} below the working directory)
     */
    static String pathOr(String[] args, String bundled) {
        return args.length > 0 ? args[0] : System.getProperty("ember.data", "data") + "/" + bundled;
    }
}
