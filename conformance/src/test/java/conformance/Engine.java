// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import conformance.worker.Texts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process with one engine on its class path, which runs one program after the other. Both engines never meet on a class path. */
final class Engine implements AutoCloseable {
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private final String name;
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final Path log;

    private Engine(String name, List<String> options, String classPath, Path folder) throws IOException {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        command.add("-Djava.io.tmpdir=" + folder);
        // What the JDK says of a null names variables of the engine.
        command.add("-XX:-ShowCodeDetailsInExceptionMessages");
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                "conformance.worker.Worker",
                folder.resolve(name).toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_LOCAL_HOSTNAME", "localhost");
        this.process = builder.start();
        this.requests = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /**
     * @param folder where the engine and its log may write
     * @param planted an operator that works wrongly; empty: none
     */
    static Engine ember(Path folder, String planted) throws IOException {
        return ember(folder, planted, "error");
    }

    /** @param level what is logged: error or info */
    static Engine ember(Path folder, String planted, String level) throws IOException {
        List<String> options = List.of(
                FIRST_COMPILER,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                "-Dconformance.planted=" + planted);
        return new Engine("ember", options, System.getProperty("java.class.path"), folder);
    }

    /** @param folder where the engine and its log may write */
    static Engine spark(Path folder) throws IOException {
        return spark(folder, "error", false);
    }

    /**
     * @param folder where the engine and its log may write
     * @param quick whether its closure cleaner is changed as {@link QuickCleaner} says
     */
    static Engine spark(Path folder, boolean quick) throws IOException {
        return spark(folder, quick ? "off" : "error", quick);
    }

    /** @param level what is logged: error or info */
    static Engine spark(Path folder, String level) throws IOException {
        return spark(folder, level, false);
    }

    private static Engine spark(Path folder, String level, boolean quick) throws IOException {
        List<String> options = new ArrayList<>();
        for (String opened : OPENED) {
            options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        // The other compiler pays after some thousand programs; it makes exceptions without messages unless told not
        // to.
        options.add(quick ? "-XX:-OmitStackTraceInFastThrow" : FIRST_COMPILER);
        options.add("-Dspark.ui.enabled=false");
        // Each stage is broadcast, and a block is allocated in whole: 4 MiB unless told otherwise. So are other
        // buffers.
        options.add("-Dspark.broadcast.blockSize=8k");
        options.add("-Dspark.shuffle.file.buffer=4k");
        options.add("-Dspark.shuffle.unsafe.file.output.buffer=4k");
        options.add("-Dspark.io.compression.lz4.blockSize=4k");
        options.add("-Dspark.kryoserializer.buffer=4k");
        options.add("-Dspark.log.level=" + level.toUpperCase(Locale.ROOT));
        options.add("-Dspark.driver.host=localhost");
        options.add("-Dspark.driver.bindAddress=127.0.0.1");
        String classPath = sparkClassPath();
        if (quick) {
            classPath = QuickCleaner.write(folder, classPath) + ":" + classPath;
        }
        return new Engine("spark", options, programs() + ":" + classPath, folder);
    }

    /** The packages that Spark wants opened. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** Where the compiled programs lie. */
    static Path programs() {
        return Path.of("target", "classes").toAbsolutePath();
    }

    private static String sparkClassPath() throws IOException {
        Path file = Path.of(System.getProperty("conformance.spark.classpath", "spark/target/spark.classpath"));
        return Files.readString(file).strip();
    }

    /** Asks for something and waits for it. */
    String ask(String request) {
        send(request);
        return receive();
    }

    void send(String request) {
        try {
            Texts.write(requests, request);
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is gone: " + said(), e);
        }
    }

    String receive() {
        try {
            return Texts.read(answers);
        } catch (EOFException e) {
            throw new IllegalStateException(name + " ended: " + said(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged so far. */
    String logged() throws IOException {
        return Files.readString(log);
    }

    private String said() {
        try {
            String text = logged();
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "and its log cannot be read: " + e;
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
