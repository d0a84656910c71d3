// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the command says of itself. */
@Command(
        name = "ember",
        mixinStandardHelpOptions = true,
        versionProvider = Help.Version.class,
        description = "Runs programs written against Apache Spark's Java API, in this process, on this machine.",
        subcommands = {
            Help.Run.class,
            Help.ExampleHelp.class,
            Help.CheckHelp.class,
            Help.ShellHelp.class,
            Help.SubmitHelp.class,
            Explain.class,
            History.class,
            Report.class,
            Help.SimulateHelp.class
        },
        footer = {
            "",
            "Exit status: 0 well, 1 the program failed (simulate: a rule was broken), 2 wrong use, 130 interrupted.",
            "EMBER_JAVA_OPTS are passed to the JVM, as in EMBER_JAVA_OPTS=-Xmx4g; JAVA_HOME says which JVM (17 or later)."
        })
final class Help implements Runnable {
    /** Columns of the help; its lines were written for it. */
    private static final int WIDTH = 120;

    /** @return the exit status */
    static int run(String[] args) {
        return new CommandLine(new Help()).setUsageHelpWidth(WIDTH).execute(args);
    }

    @Override
    public void run() {
        new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
    }

    /** Reads the version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Help.class.getPackage().getImplementationVersion();
            return new String[] {
                "Ember " + (version == null ? "(not built as a jar)" : version) + ", the API of Apache Spark 4.2.0",
                "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
            };
        }
    }

    /** Documents {@code run}; the program itself is started without picocli. */
    @Command(
            name = "run",
            description = "Runs the program in a jar that was compiled against Spark's Java API.",
            customSynopsis = "ember run [--class C] [--master M] [--name N] [--conf k=v]... [--explain] [--watch]"
                    + " [--verbose] app.jar [args...]",
            mixinStandardHelpOptions = true,
            footer = {
                "  --class C      the main class; default: the one that the jar's manifest names",
                "  --master M     local, local[N], local[*], local[N,F], local[*,F]; default local[*]",
                "                 (N tasks at once, F attempts of a task); the program's own setMaster wins",
                "  --name N       the application's name; default: the main class",
                "  --conf k=v     a configuration key that starts with spark. or ember.",
                "  --explain      say at the end why each stage and each repeated task ran",
                "  --watch        show the graph of the stages that run, in the terminal",
                "  --verbose      log what the scheduler does",
                "",
                "What follows the jar is passed to the program, from the first word that is not one of these options.",
                "",
                "Example: ember run --master local[4] target/app.jar input.txt"
            })
    static final class Run implements Runnable {
        @Override
        public void run() {
            new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
        }
    }

    /** Documents {@code check}. */
    @Command(
            name = "check",
            description =
                    "Rehearses a cluster: runs the program as it is and as a cluster might, and says what differs.",
            customSynopsis = "ember check [--class C] [--master M] [--name N] [--conf k=v]... app.jar [args...]",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Options are those of 'ember run'. The program runs twice or three times; what it prints is shown to nobody, what",
                "it saves is what the run without rehearsal has saved. Exit status 1: something was found. docs/check.md tells what."
            })
    static final class CheckHelp implements Runnable {
        @Override
        public void run() {
            new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
        }
    }

    /** Documents {@code shell}, whose options are read without picocli. */
    @Command(
            name = "shell",
            description = "Runs Java line by line, with a JavaSparkContext called sc: the JDK's JShell.",
            customSynopsis = "ember shell [--master M] [--conf k=v]... [--explain] [--verbose] [script]",
            mixinStandardHelpOptions = true,
            footer = {
                "  --master M     as for 'ember run'; default local[*]",
                "  --conf k=v     a configuration key that starts with spark. or ember.; spark.jars=a.jar,b.jar adds jars",
                "  script         a file of snippets; without it, and if standard input is no terminal, that is run",
                "",
                "In a terminal, Tab completes, the arrows go through what was typed before, /help lists JShell's commands and",
                "/exit ends. A script prints nothing by itself, and stops at the first snippet that fails, with exit status 1;",
                "'/exit N' ends it with another."
            })
    static final class ShellHelp implements Runnable {
        @Override
        public void run() {
            new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
        }
    }

    /** Documents {@code submit}; the words themselves are read without picocli. */
    @Command(
            name = "submit",
            description = "Runs the same jar, unchanged, on Apache Spark.",
            customSynopsis =
                    "ember submit --master M [--class C] [--conf k=v]... [option of spark-submit]... app.jar [args...]",
            mixinStandardHelpOptions = true,
            footer = {
                "  --master M       spark://host:port, yarn, k8s://https://host:port, or local[N] for Spark in one process",
                "  --class C        the main class; default: the one that the jar's manifest names",
                "  --conf k=v       a configuration key that starts with spark.; keys of Ember's own are left out, and named",
                "  --deploy-mode D  client: the program runs here; cluster: on the cluster; default client",
                "  --jars, --files, --packages, --driver-memory, --executor-memory, --executor-cores, --num-executors,",
                "  --properties-file and the other options of spark-submit for programs in Java are passed on as they are",
                "",
                "Spark is what SPARK_HOME names, else the spark-submit in PATH, else Spark 4.2.0, which Maven fetches once into",
                "~/.cache/ember (XDG_CACHE_HOME/ember). The exit status is Spark's; 1 if it could not be started.",
                "",
                "Example: ember submit --master spark://10.0.0.5:7077 --executor-memory 4g target/app.jar input.txt"
            })
    static final class SubmitHelp implements Runnable {
        @Override
        public void run() {
            new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
        }
    }

    /** Documents {@code simulate}. */
    @Command(
            name = "simulate",
            description =
                    "Puts the scheduler on trial: runs it in simulated clusters full of faults and judges every step.",
            customSynopsis = {
                "ember simulate --seed N",
                "       ember simulate --seeds N [--first N]",
                "       ember simulate --exhaustive",
                "       ember simulate --scale"
            },
            mixinStandardHelpOptions = true,
            footer = {
                "  --seed N       tell the story of one world: what the scheduler was told and what it ordered",
                "  --seeds N      run N worlds, from seed 0 or the one given with --first, on all processors",
                "  --exhaustive   go through every course that tiny worlds can take",
                "  --scale        run worlds of a million tasks, without faults, and print what each took",
                "",
                "The same seed always gives the same world. Exit status 1: a rule was broken; the message says which, and",
                "which seed tells how."
            })
    static final class SimulateHelp implements Runnable {
        @Override
        public void run() {
            new CommandLine(this).setUsageHelpWidth(WIDTH).usage(System.out);
        }
    }

    /** Lists the examples. */
    @Command(
            name = "example",
            description = "Runs one of the programs that come with Ember; without a name, lists them.",
            customSynopsis =
                    "ember example [--master M] [--conf k=v]... [--explain] [--watch] [--verbose] NAME [args...]",
            mixinStandardHelpOptions = true)
    static final class ExampleHelp implements Runnable {
        @Parameters(hidden = true, arity = "0..*")
        private String[] ignored = {};

        @Override
        public void run() {
            System.out.println("Examples, each run on the text that comes with Ember unless told otherwise:");
            for (Example example : Example.values()) {
                System.out.println("  " + example.synopsis());
            }
        }
    }
}
