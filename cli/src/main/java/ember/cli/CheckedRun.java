// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/** One of the runs of {@code ember check}, a process of its own: as it is, or rehearsed. */
final class CheckedRun {
    private static final int FAILED = 1;

    /** What a cluster does to a program; what the user has set goes before. */
    private static final Map<String, String> REHEARSAL = Map.of(
            "ember.strict", "true",
            "ember.rehearse.faults", "true",
            "ember.executors", "2",
            "spark.task.maxFailures", "4",
            "spark.master", "local[4]");

    private CheckedRun() {}

    /** @param args {@code rehearse} or {@code plain}, then those of {@code ember run} */
    public static void main(String[] args) throws Exception {
        int status;
        try {
            status = run(args[0].equals("rehearse"), Arrays.copyOfRange(args, 1, args.length));
        } catch (UsageException e) {
            System.err.println("ember: " + e.getMessage());
            status = UsageException.STATUS;
        }
        if (!ShutdownHook.isRunning()) {
            // Threads of the program's own would keep the check waiting.
            System.exit(status);
        }
    }

    private static int run(boolean rehearse, String[] args) throws UsageException, IOException {
        RunOptions options = RunOptions.parseRun(args);
        Findings findings = Findings.ofThisRun();
        File jar = new File(String.valueOf(options.jar()));
        Failure failure = new Failure(jar);
        System.setOut(new PrintStream(new DriverOutput(System.out, findings, failure), true, Charset.defaultCharset()));
        RehearsalLoader loader = rehearse ? loaderOf(jar) : null;
        Class<?> program = loader == null ? Launcher.load(options) : Launcher.load(options, loader);
        Method main = Launcher.mainOf(program);
        Launcher.configure(options.settings(), program.getName());
        if (rehearse) {
            rehearse(options);
        }
        // Ember's own examples are on the class path, so their class loader is not this one.
        Thread.currentThread().setContextClassLoader(loader == null ? program.getClassLoader() : loader);
        ShutdownHook.install(Thread.currentThread());
        try {
            main.invoke(null, (Object) options.arguments().toArray(new String[0]));
            return 0;
        } catch (InvocationTargetException e) {
            System.err.print("Exception in thread \"main\" ");
            e.getTargetException().printStackTrace();
            if (rehearse) {
                findings.fault(failure.describe("The program fails.", e.getTargetException()));
            } else if (Failure.lacksSomething(e.getTargetException())) {
                findings.fault(failure.describe(
                        "The program needs something that is neither in its jar nor in Ember; on Apache Spark it may be there.",
                        e.getTargetException()));
            }
            return FAILED;
        } catch (IllegalAccessException e) {
            throw new UsageException(program.getName() + ".main cannot be called: " + e.getMessage());
        } finally {
            System.out.flush();
            if (loader != null) {
                Statics.compare(jar, loader, findings);
            }
        }
    }

    private static RehearsalLoader loaderOf(File jar) throws UsageException {
        try {
            return new RehearsalLoader(jar.toURI().toURL(), CheckedRun.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new UsageException(jar + " has no URL: " + e.getMessage());
        }
    }

    private static void rehearse(RunOptions options) {
        REHEARSAL.forEach((key, value) -> {
            if (!options.settings().containsKey(key)) {
                System.setProperty(key, value);
            }
        });
        String listeners = options.settings().get("spark.extraListeners");
        String watch = AccumulatorWatch.class.getName();
        System.setProperty("spark.extraListeners", listeners == null ? watch : listeners + "," + watch);
    }
}
