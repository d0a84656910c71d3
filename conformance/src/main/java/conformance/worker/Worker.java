// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.worker;

import conformance.pipeline.Interpreter;
import conformance.pipeline.Program;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs programs that it is sent, on whichever engine is on its class path, and sends back what came of them. A request is a word, a blank
 * and what the word is about; requests and answers are {@link Texts}.
 */
public final class Worker {
    private final Path directory;
    private JavaSparkContext context;

    private Worker(Path directory) {
        this.directory = directory;
    }

    /** @param args a directory for files */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        // Programs may print; answers must not be mixed with that.
        System.setOut(System.err);
        Worker worker = new Worker(Path.of(args[0]));
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(answers);
        while (true) {
            String request;
            try {
                request = Texts.read(in);
            } catch (EOFException e) {
                break;
            }
            Texts.write(out, worker.answer(request));
            out.flush();
        }
        worker.stop();
        System.exit(0);
    }

    private String answer(String request) throws IOException {
        int blank = request.indexOf(' ');
        String about = request.substring(blank + 1);
        return switch (request.substring(0, blank)) {
            case "context" -> start(about);
            case "program" -> run(about);
            case "fixed" -> FixedPrograms.run(about, context, directory);
            case "spared" -> Long.toString(Looks.spared());
            default -> throw new IllegalArgumentException(request);
        };
    }

    /** @param about the id that the first RDD shall have, and in the next lines the program */
    private String run(String about) throws IOException {
        int line = about.indexOf('\n');
        return new Interpreter(context, directory.resolve("program"), System.getProperty("conformance.planted", ""))
                .run(Program.decoded(about.substring(line + 1)), Integer.parseInt(about.substring(0, line)));
    }

    /** @param settings the master and keys with values, apart by blanks */
    private String start(String settings) throws IOException {
        stop();
        Files.createDirectories(directory);
        String[] words = settings.split(" ");
        SparkConf conf = new SparkConf().setMaster(words[0]).setAppName("conformance");
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            conf.set(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        context = new JavaSparkContext(conf);
        return context.version();
    }

    private void stop() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }
}
