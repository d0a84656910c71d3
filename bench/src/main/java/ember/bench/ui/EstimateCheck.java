// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.ui;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** What a run on two cores says that four would take, and what four take: tasks that wait, so that it holds on any machine. */
public final class EstimateCheck {
    private static final Pattern OF_FOUR = Pattern.compile("\"cores\":4,\"millis\":(\\d+)");
    private static final Pattern WALL = Pattern.compile("\"wallMillis\":(\\d+)");

    private EstimateCheck() {}

    /** Prints both; asserts nothing. */
    public static void main(String[] args) throws IOException, InterruptedException {
        run(4); // classes are loaded
        String ofTwo = run(2);
        String ofFour = run(4);
        long estimated = number(OF_FOUR, ofTwo);
        long took = number(WALL, ofFour);
        System.out.printf(
                "2 cores took %,d ms; 4 cores were estimated at %,d ms and took %,d ms: %.0f %% off%n",
                number(WALL, ofTwo), estimated, took, 100.0 * Math.abs(estimated - took) / took);
    }

    /** Ten jobs of two stages, with partitions that differ. @return what is estimated after it */
    private static String run(int cores) throws IOException, InterruptedException {
        SparkConf conf = new SparkConf()
                .setMaster("local[" + cores + "]")
                .setAppName("estimated")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0");
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            numbers.add(i);
        }
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            for (int job = 0; job < 10; job++) {
                sc.parallelize(numbers, 16)
                        .mapToPair(x -> {
                            Thread.sleep(x == 3 ? 250 : 60 + 5 * x);
                            return new Tuple2<>(x % 6, 1);
                        })
                        .reduceByKey(Integer::sum, 6)
                        .mapValues(x -> {
                            Thread.sleep(40);
                            return x;
                        })
                        .count();
            }
            String address = sc.sc().uiWebUrl().get() + "/api/ember/v1/applications/"
                    + sc.sc().applicationId() + "/estimate";
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }
}
