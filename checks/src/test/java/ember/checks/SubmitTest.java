// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.Ember.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ember submit} up to where Spark takes over; a script stands in for Spark. */
class SubmitTest {
    private static final int HEAP_MIB = 64;

    @TempDir
    Path folder;

    private Ember ember;
    private Path sparkHome;

    @BeforeEach
    void makeSpark() throws IOException {
        ember = new Ember(folder);
        sparkHome = folder.resolve("spark");
        Files.createDirectories(sparkHome.resolve("bin"));
        spark("exit 0");
    }

    @Test
    void passesOptionsAndArgumentsOn() throws Exception {
        spark("for word in \"$@\"; do echo \"[$word]\"; done");
        Outcome outcome = submit(
                "--master=local[2]",
                "--class",
                "a.B",
                "--conf",
                "spark.x=a b",
                "--executor-memory",
                "1g",
                "--supervise",
                ember.jar().toString(),
                "--class",
                "");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "[--master]",
                        "[local[2]]",
                        "[--class]",
                        "[a.B]",
                        "[--conf]",
                        "[spark.x=a b]",
                        "[--executor-memory]",
                        "[1g]",
                        "[--supervise]",
                        "[" + ember.jar() + "]",
                        "[--class]",
                        "[]");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void leavesOutKeysOfEmbersOwnAndSaysSo() throws Exception {
        spark("echo \"$@\"");
        Outcome outcome = submit(
                "--master",
                "local",
                "--class",
                "a.B",
                "--conf",
                "ember.strict=true",
                "--conf",
                "ember.executors=2",
                ember.jar().toString());
        assertThat(outcome.out()).isEqualTo("--master local --class a.B " + ember.jar() + "\n");
        assertThat(outcome.err())
                .isEqualTo(
                        "ember: left out ember.strict=true, ember.executors=2: Spark does not know Ember's own keys\n");
    }

    @Test
    void findsSparkInPath() throws Exception {
        spark("echo found");
        Outcome outcome = ember.start(
                        List.of(
                                "env",
                                "-u",
                                "SPARK_HOME",
                                "PATH=" + sparkHome.resolve("bin") + ":" + System.getenv("PATH")),
                        "-Xmx" + HEAP_MIB + "m",
                        "submit",
                        "--master",
                        "local",
                        "--class",
                        "a.B",
                        ember.jar().toString())
                .await();
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("found\n");
    }

    @Test
    void passesTheExitStatusThrough() throws Exception {
        spark("exit 42");
        assertThat(submit("--master", "local", "--class", "a.B", ember.jar().toString())
                        .status())
                .isEqualTo(42);
    }

    @Test
    void aSignalEndsSparkToo() throws Exception {
        spark("trap 'echo ended; exit 1' TERM\necho started\nwhile :; do sleep 0.05; done");
        Running running =
                start("--master", "local", "--class", "a.B", ember.jar().toString());
        running.awaitSaid("started");
        running.signal("TERM");
        Outcome outcome = running.await();
        assertThat(outcome.status()).isEqualTo(143);
        assertThat(outcome.out()).isEqualTo("started\nended\n");
    }

    /** JAR is one without a main class. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | JAR | submit needs --master: spark://host:port, yarn, k8s://... or local[N]",
                "2 | --master local | submit needs the jar of a program: ember submit --master M app.jar [args...]",
                "2 | --master local --explain JAR | unknown option --explain",
                "2 | --master local --name | --name needs a value",
                "2 | --master local --conf x JAR | --conf needs key=value, was 'x'",
                "2 | --master local --conf x=1 JAR | --conf takes keys that start with spark. or ember., was 'x'",
                "2 | --master mesos://h:1 JAR | the master must be spark://host:port, yarn, k8s://https://host:port or"
                        + " local[N], was 'mesos://h:1'",
                "2 | --master spark://h --class C JAR | the master 'spark://h' is not of the form spark://host:port",
                "2 | --master local JAR | the manifest of JAR names no Main-Class: say which with --class",
                "2 | --master local nowhere.jar | there is no file nowhere.jar",
                "2 | --master yarn hdfs://h/a.jar | the manifest of hdfs://h/a.jar cannot be read from here: name the class"
                        + " with --class",
                "1 | --master spark://127.0.0.1:1 --class C JAR | the master spark://127.0.0.1:1 cannot be reached"
                        + " (127.0.0.1:1 says: Connection refused): is it running?",
                "1 | --master k8s://https://127.0.0.1:1 --class C JAR | the master k8s://https://127.0.0.1:1 cannot be"
                        + " reached (127.0.0.1:1 says: Connection refused): is it running?",
                "1 | --master yarn --class C JAR | the master yarn needs HADOOP_CONF_DIR or YARN_CONF_DIR: set it to the"
                        + " directory of the cluster's core-site.xml and yarn-site.xml"
            })
    void saysInOneSentenceWhatIsMissing(int status, String words, String sentence) throws Exception {
        if (sentence.contains("127.0.0.1")) {
            Loopback.assumeUp();
        }
        String jar = ember.jar().toString();
        Outcome outcome = submit(words.replace("JAR", jar).split(" "));
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertThat(outcome.err().lines().findFirst()).contains("ember: " + sentence.replace("JAR", jar));
        assertThat(outcome.err().lines()).hasSize(status);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aSparkHomeWithoutSparkIsSaid() throws Exception {
        Path script = sparkHome.resolve("bin/spark-submit");
        Files.delete(script);
        Outcome outcome =
                submit("--master", "local", "--class", "a.B", ember.jar().toString());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("ember: SPARK_HOME is " + sparkHome + ", but there is no program " + script
                        + ": correct it, or unset it and Spark is looked for in PATH, then fetched\n");
    }

    @Test
    void aCacheThatOthersMayWriteToIsNotUsed() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache/ember"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Outcome outcome = ember.start(
                        List.of(
                                "env",
                                "-u",
                                "SPARK_HOME",
                                "PATH=/usr/bin:/bin",
                                "XDG_CACHE_HOME=" + folder.resolve("cache")),
                        "-Xmx" + HEAP_MIB + "m",
                        "submit",
                        "--master",
                        "local",
                        "--class",
                        "a.B",
                        ember.jar().toString())
                .await();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("ember: others may write to " + cache + ", from which programs would be run: chmod 700 "
                        + cache + "\n");
    }

    private Outcome submit(String... words) throws IOException, InterruptedException {
        return start(words).await();
    }

    private Running start(String... words) throws IOException {
        String[] all = new String[words.length + 1];
        all[0] = "submit";
        System.arraycopy(words, 0, all, 1, words.length);
        List<String> environment = List.of(
                "env",
                "-u",
                "HADOOP_CONF_DIR",
                "-u",
                "YARN_CONF_DIR",
                "-u",
                "HTTPS_PROXY",
                "-u",
                "https_proxy",
                "SPARK_HOME=" + sparkHome);
        return ember.start(environment, "-Xmx" + HEAP_MIB + "m", all);
    }

    private void spark(String body) throws IOException {
        Path script = sparkHome.resolve("bin/spark-submit");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }
}
