// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.worker.Texts;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What Spark answered to programs, kept in files, so that a changed Ember can be compared without asking Spark again. A file has the
 * programs that ran on one context, and is named by the code of the programs too: answers tell its lines.
 */
final class SparkAnswers {
    private final @Nullable Path folder;
    private final Map<String, String> known = new LinkedHashMap<>();
    private Path file = Path.of("");
    private boolean added;

    private SparkAnswers(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Keeps nothing. */
    static SparkAnswers none() {
        return new SparkAnswers(null);
    }

    /**
     * @param folder where answers are kept
     * @param programs where the compiled programs lie
     */
    static SparkAnswers in(Path folder, Path programs) throws IOException {
        return new SparkAnswers(
                Files.createDirectories(folder.resolve(digest(programs.resolve("conformance/pipeline")))));
    }

    private static String digest(Path classes) throws IOException {
        CRC32 digest = new CRC32();
        try (Stream<Path> all = Files.list(classes)) {
            for (Path path : all.sorted().toList()) {
                digest.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(path));
            }
        }
        return Long.toHexString(digest.getValue());
    }

    /** Begins with what is kept for a context. */
    void read(long number) throws IOException {
        known.clear();
        if (folder == null) {
            return;
        }
        file = folder.resolve(number + ".gz");
        if (Files.exists(file)) {
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
                for (int left = in.readInt(); left > 0; left--) {
                    String program = Texts.read(in);
                    known.put(program, Texts.read(in));
                }
            }
        }
    }

    /** Null if it is not known. */
    @Nullable
    String of(String program) {
        return known.get(program);
    }

    void add(String program, String answer) {
        added |= !answer.equals(known.put(program, answer));
    }

    /** Keeps what was added. */
    void write() throws IOException {
        if (folder == null || !added) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(unfinished))))) {
            out.writeInt(known.size());
            for (Map.Entry<String, String> answer : known.entrySet()) {
                Texts.write(out, answer.getKey());
                Texts.write(out, answer.getValue());
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        added = false;
    }
}
