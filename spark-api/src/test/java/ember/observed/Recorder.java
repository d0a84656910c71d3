// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs the program and writes down what REST tells of it. With Apache Spark on the class path instead of Ember this makes the
 * recording in {@code src/test/resources/observed}: {@code Recorder paths.txt DIRECTORY}.
 */
public final class Recorder {
    private Recorder() {}

    /** An answer: its status, the kind of its body, and the body. */
    record Answer(int status, String contentType, String body) {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[1]));
        try (JavaSparkContext context = new JavaSparkContext(ObservedProgram.conf())) {
            JavaRDD<Integer> kept = ObservedProgram.run(context);
            // Spark writes to its store a moment after it happened.
            Thread.sleep(1500);
            List<String> paths = Files.readAllLines(Path.of(args[0]));
            for (int i = 0; i < paths.size(); i++) {
                Answer answer = ask(context, paths.get(i));
                Files.writeString(
                        directory.resolve("%02d.txt".formatted(i)),
                        paths.get(i) + "\n" + answer.status() + " " + answer.contentType() + "\n" + answer.body());
            }
            System.out.println(kept.id());
        }
    }

    /** @param path in which APP stands for the application's id */
    static Answer ask(JavaSparkContext context, String path) throws IOException, InterruptedException {
        String url =
                context.sc().uiWebUrl().get() + path.replace("APP", context.sc().applicationId());
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.body());
    }
}
