// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How Spark's {@code spark-submit} is called: the user's own, or that of the assembled Spark. */
final class SparkCommand {
    private static final String SCALA = "2.13";

    private final List<String> words;
    private final Map<String, String> added;

    private SparkCommand(List<String> words, Map<String, String> added) {
        this.words = words;
        this.added = added;
    }

    /**
     * Looks in {@code SPARK_HOME}, then in {@code PATH}; if Spark is not installed, assembles it.
     *
     * @throws NotReadyException if it can be had in no way
     */
    static SparkCommand find(Master.Kind kind, Map<String, String> environment)
            throws NotReadyException, IOException, InterruptedException {
        String home = environment.getOrDefault("SPARK_HOME", "");
        if (!home.isEmpty()) {
            Path script = Path.of(home, "bin", "spark-submit");
            if (!Files.isExecutable(script)) {
                throw new NotReadyException("SPARK_HOME is " + home + ", but there is no program " + script
                        + ": correct it, or unset it and Spark is looked for in PATH, then fetched");
            }
            return new SparkCommand(List.of(script.toString()), Map.of());
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path script = Path.of(folder, "spark-submit");
            if (!folder.isEmpty() && Files.isRegularFile(script) && Files.isExecutable(script)) {
                return new SparkCommand(List.of(script.toString()), Map.of());
            }
        }
        String checkout = System.getProperty("ember.home");
        Path maven = checkout == null ? null : Path.of(checkout, "mvnw");
        return assembled(new SparkAssembly(CacheFolder.of(environment), maven).locate(kind));
    }

    /** An assembly has no scripts: its launcher is asked for the command that they would run. */
    private static SparkCommand assembled(Path home) {
        List<String> launcher = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("jars") + File.separator + "*",
                "org.apache.spark.launcher.Main",
                "org.apache.spark.deploy.SparkSubmit");
        return new SparkCommand(launcher, Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", SCALA));
    }

    /** Runs it with these arguments, and returns its exit status. */
    int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.addAll(arguments);
        return ChildProcess.run(
                process(added.isEmpty() ? command : resolved(command)).inheritIO());
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(added);
        return builder;
    }

    private List<String> resolved(List<String> command) throws IOException, InterruptedException {
        Process launcher =
                process(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        launcher.getOutputStream().close();
        String said;
        try (InputStream out = launcher.getInputStream()) {
            said = new String(out.readAllBytes(), Charset.defaultCharset());
        }
        int status = launcher.waitFor();
        // An empty word and a line end come first, then the words, each ended by a zero.
        String lead = "\0" + System.lineSeparator();
        if (status != 0 || !said.startsWith(lead)) {
            throw new IOException("its launcher failed with exit status " + status);
        }
        return List.of(said.substring(lead.length()).split("\0"));
    }
}
