// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** What a context costs whose UI is off. */
class UiOffTest {
    /** A program that counts. */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("off");
        for (String key : args) {
            conf.set(key, "true").set("spark.ui.port", "0");
        }
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            context.parallelize(List.of(1, 2, 3), 2).count();
            context.sc().uiWebUrl();
        }
    }

    /** The classes that a process of its own loads. */
    private static List<String> loaded(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                UiOffTest.class.getName()));
        command.addAll(List.of(keys));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static boolean isOfTheUi(String line) {
        return line.contains(" ember.observe.web.")
                || line.contains(" ember.observe.rest.")
                || line.contains(" ember.observe.ui.")
                || line.contains(" ember.observe.status.ApplicationStore")
                || line.contains(" com.sun.net.httpserver")
                || line.contains(" sun.nio.ch.ServerSocket");
    }

    private static boolean isOfMeasuring(String line) {
        return line.contains(" ember.model.flight.") && !line.contains(" ember.model.flight.Flight ")
                || line.contains(" jdk.jfr.") && !line.contains(" jdk.jfr.FlightRecorder ")
                || line.contains(" sun.management.")
                || line.contains(" ember.engine.JvmFigures");
    }

    @Test
    void withoutARecordingOrAReaderNothingIsMeasured() throws Exception {
        List<String> classes = loaded();
        assertThat(classes).filteredOn(UiOffTest::isOfMeasuring).isEmpty();
        assertThat(classes)
                .filteredOn(line -> line.contains(" ember.model.flight.Flight "))
                .isNotEmpty();
    }

    @Test
    void noClassOfTheUiIsLoadedAndNoSocketIsOpened() throws Exception {
        assertThat(loaded())
                .hasSizeGreaterThan(500)
                .filteredOn(UiOffTest::isOfTheUi)
                .isEmpty();
        assertThat(loaded("spark.ui.enabled")).filteredOn(UiOffTest::isOfTheUi).isNotEmpty();
    }
}
