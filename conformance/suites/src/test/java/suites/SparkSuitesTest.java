// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Spark's own Java suites, compiled by Spark's authors against Spark, on Ember. */
class SparkSuitesTest {
    private static final String[] SUITES = {
        "test.org.apache.spark.JavaAPISuite",
        "test.org.apache.spark.Java8RDDAPISuite",
        "test.org.apache.spark.JavaSparkContextSuite",
        "org.apache.spark.JavaJdbcRDDSuite",
        "org.apache.spark.api.java.OptionalSuite",
        "org.apache.spark.resource.JavaResourceProfileSuite"
    };

    /** What came of each test: empty if it passed. */
    private static final class Results implements TestExecutionListener {
        private final Map<String, String> results = Collections.synchronizedMap(new TreeMap<>());

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            TestSource source = test.getSource().orElse(null);
            if (test.isTest() && source instanceof MethodSource method) {
                String name = method.getClassName().replaceAll(".*\\.", "") + "." + method.getMethodName();
                results.put(name, result.getThrowable().map(Throwable::toString).orElse(""));
            } else if (result.getThrowable().isPresent()) {
                results.put(test.getDisplayName(), result.getThrowable().get().toString());
            }
        }
    }

    @Test
    void allTestsPassButThoseThatAreListedWithTheirReason() throws IOException, ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String suite : SUITES) {
            request.selectors(selectClass(suite));
        }
        Results listener = new Results();
        LauncherFactory.create().execute(request.build(), listener);

        Map<String, String> failed = new TreeMap<>(listener.results);
        failed.values().removeIf(String::isEmpty);
        System.out.println(listener.results.size() - failed.size() + " of " + listener.results.size() + " tests pass");
        failed.forEach((name, why) ->
                System.out.println("  " + name + ": " + why.lines().findFirst().orElse("")));
        assertThat(failed.keySet())
                .as("those that fail are those listed in failing.txt: %s", failed)
                .containsExactlyInAnyOrderElementsOf(listed());
        assertThat(listener.results).hasSize(122);
    }

    private static Iterable<String> listed() throws IOException {
        try (var in = SparkSuitesTest.class.getResourceAsStream("/suites/failing.txt")) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
        }
    }
}
