// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Apache Spark's own standalone cluster: a master and workers, each a process of its own, on ports of the loopback interface that the
 * system picks. Ends with this object, and at the latest with this JVM.
 */
final class SparkCluster implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern URL = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");

    private final Path home;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final String url;

    /**
     * @param home an assembled Spark
     * @param folder for logs and the workers' files
     * @param workers how many, of one core each
     */
    SparkCluster(Path home, Path folder, int workers) throws IOException, InterruptedException {
        this.home = home;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            Matcher said = start("master", "Starting Spark master at (" + URL + ")", "master.Master");
            url = said.group(1);
            for (int i = 0; i < workers; i++) {
                Path work = folder.resolve("worker" + i);
                start(
                        "worker" + i + ".log",
                        "Successfully registered with master",
                        "worker.Worker",
                        "--cores",
                        "1",
                        "--memory",
                        "512M",
                        "--work-dir",
                        work.toString(),
                        url);
            }
        } catch (IOException | InterruptedException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** {@code spark://127.0.0.1:port}. */
    String url() {
        return url;
    }

    /** Starts one and waits until it has logged what shows that it is ready. */
    private Matcher start(String name, String ready, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dspark.master.rest.enabled=false",
                "-cp",
                home.resolve("jars") + "/*",
                "org.apache.spark.deploy." + mainClass,
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(name);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        processes.add(process);
        Pattern pattern = Pattern.compile(ready);
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Matcher matcher = pattern.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher;
            }
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new AssertionError(name + " never said '" + ready + "': " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    /** Executors are children of workers. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
