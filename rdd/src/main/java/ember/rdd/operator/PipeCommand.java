// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * A command to pipe elements through.
 *
 * @param words program and arguments; no shell looks at them
 * @param environment variables beside those of this process
 * @param separateDirectory run in a directory of its own that has links to the files of the current one
 * @param bufferBytes of the pipe to the command
 * @param charset of both pipes
 */
public record PipeCommand(
        List<String> words,
        Map<String, String> environment,
        boolean separateDirectory,
        int bufferBytes,
        Charset charset) {
    private static final int BUFFER_BYTES = 8192;

    public PipeCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static PipeCommand of(List<String> words, Map<String, String> environment) {
        return new PipeCommand(words, environment, false, BUFFER_BYTES, Charset.defaultCharset());
    }

    /** A line cut at white space. */
    public static PipeCommand parse(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(line);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return of(words, Map.of());
    }
}
