// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what two engines tell of a program. What is known to differ, and why, is in docs/differences.md. */
final class Differences {
    private static final Pattern PARTIAL = Pattern.compile("shuffled \\d+ for (take|first|isEmpty|TAKE|lookup)");
    private static final Pattern CHECKPOINTS = Pattern.compile("(?m)^\\d+ checkpoint$");
    private static final Pattern UNLISTABLE =
            Pattern.compile("Can't zip RDDs with unequal numbers of partitions|Positive number of partitions required"
                    + "|NegativeArraySizeException|Illegal Capacity");
    private static final Pattern TRUNCATES = Pattern.compile("(?m)^\\d+ (checkpoint|localCheckpoint)$");
    private static final Pattern DOUBLES = Pattern.compile("(ToDouble|parallelizeDoubles) at");
    private static final Pattern STARTED = Pattern.compile("tasks started \\[([^]]*)]");
    private static final Pattern BAD_ELEMENT =
            Pattern.compile("java.lang.(NullPointerException(: null)?|ClassCastException: CAST"
                    + "|IllegalArgumentException: requirement failed: text files do not allow null rows)");
    private static final Pattern LOCALLY = Pattern.compile("(?m)^\\d+ reduceByKeyLocally: .*$");
    private static final Pattern FAILED = Pattern.compile("(?m)^job \\d+ failed: ");
    private static final String CACHED = "(?m)^.*CachedPartitions: .*\\n";
    private static final String ROUND = "(?m)^  stage .*\\n";
    private static final String READ = "read \\d+ shuffled \\d+";

    private Differences() {}

    /** The lines that differ, or null. */
    static String between(String settings, String spark, String ember) {
        if (spark.equals(ember)) {
            return null;
        }
        // Of an empty partition Spark's Kryo, which it always takes for doubles, makes no byte, so Spark takes it for
        // not cached. What the other tasks of a job that fails still keep is up to chance.
        if (settings.contains("KryoSerializer")
                || DOUBLES.matcher(spark).find()
                || FAILED.matcher(spark).find()) {
            spark = spark.replaceAll(CACHED, "");
            ember = ember.replaceAll(CACHED, "");
        }
        // Tasks start first where their data is kept, and which of two stages keeps it before the other starts is up to
        // chance.
        if (spark.contains(" kept ")) {
            spark = STARTED.matcher(spark).replaceAll(Differences::inOrder);
            ember = STARTED.matcher(ember).replaceAll(Differences::inOrder);
        }
        // What a process is fed with is read by a thread of its own, which need not have begun when the task ends; what
        // is checkpointed was written by the action, so its own job reads nothing.
        if (spark.contains(" at pipe at ") || CHECKPOINTS.matcher(spark).find()) {
            spark = spark.replaceAll(READ, "read");
            ember = ember.replaceAll(READ, "read");
        }
        // Truncating what was unpersisted before it was kept fails an assertion of Spark's; Ember computes it.
        if (spark.contains("is not appropriate for local checkpointing")) {
            return null;
        }
        // Spark lists partitions when a shuffle is defined, Ember when they are needed: what cannot be listed fails
        // later.
        if (UNLISTABLE.matcher(spark).find()) {
            return null;
        }
        // The rounds of a take are planned once, so a lineage that the first has truncated is told as it was.
        if (TRUNCATES.matcher(spark).find()) {
            spark = spark.replaceAll(ROUND, "");
            ember = ember.replaceAll(ROUND, "");
        }
        String left = LOCALLY.matcher(plain(spark)).replaceAll(Differences::anyNumber);
        String right = LOCALLY.matcher(plain(ember)).replaceAll(Differences::anyNumber);
        return FAILED.matcher(spark).find() ? compare(failing(left), failing(right)) : compare(left, right);
    }

    /** Which of the tasks fails first that sort by the natural order or write elements that are null is up to chance. */
    private static String failing(String text) {
        return BAD_ELEMENT.matcher(text).replaceAll("BAD ELEMENT");
    }

    /** Spark merges partitions as they end, and a null that comes first without calling the function, which makes longs. */
    private static String anyNumber(MatchResult merged) {
        return Matcher.quoteReplacement(merged.group().replaceAll("(\\d)L", "$1"));
    }

    private static String inOrder(MatchResult started) {
        return Arrays.stream(started.group(1).split(", "))
                .sorted()
                .collect(Collectors.joining(", ", "tasks started [", "]"));
    }

    /** Without what is known to differ. */
    private static String plain(String text) {
        return text
                // A saving job is called by the program's line, not by one of Spark's.
                .replace("runJob at SparkHadoopWriter.scala:85", "SAVE")
                .replaceAll("saveAs(Text|Object)File at (Actions|Tell).java:\\d+", "SAVE")
                // So is an asynchronous take.
                .replaceAll("run at ThreadPoolExecutor.java:\\d+|takeAsync at Actions.java:\\d+", "TAKE")
                // So are the jobs of an exact sample.
                .replaceAll(
                        "\\w+ at StratifiedSamplingUtils.scala:\\d+|sampleByKeyExact at PairOps.java:\\d+", "SAMPLE")
                // The least and greatest elements are found with other comparisons, so of two casts another one fails;
                // lists that the
                // engine makes are of other classes.
                .replaceAll("class (\\S+) cannot be cast to class \\S+ [^)]*\\)", "CAST")
                // Of several blocks that are gone, which is missed first is up to chance.
                .replaceAll("Checkpoint block rdd_\\d+_\\d+ not found", "BLOCK not found")
                // Estimates of sizes.
                .replaceAll("(MemorySize|DiskSize): [^;\\n]*", "$1");
    }

    /** Spark counts what a task reads of a shuffle when it has read it to the end; Ember always does. */
    private static boolean readsInPart(String spark, String ember) {
        return PARTIAL.matcher(spark).find()
                && PARTIAL.matcher(ember).find()
                && shuffled(spark) < shuffled(ember)
                && spark.replaceFirst("shuffled \\d+", "").equals(ember.replaceFirst("shuffled \\d+", ""));
    }

    private static long shuffled(String line) {
        return Long.parseLong(line.replaceFirst(".*shuffled (\\d+).*", "$1"));
    }

    private static String compare(String spark, String ember) {
        if (spark.equals(ember)) {
            return null;
        }
        List<String> sparks = spark.lines().toList();
        List<String> embers = ember.lines().toList();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.max(sparks.size(), embers.size()); i++) {
            String left = i < sparks.size() ? sparks.get(i) : "(nothing)";
            String right = i < embers.size() ? embers.get(i) : "(nothing)";
            if (!left.equals(right) && !readsInPart(left, right) && shown.size() < 12) {
                shown.add("spark: " + left);
                shown.add("ember: " + right);
            }
        }
        return shown.isEmpty() ? null : String.join("\n", shown);
    }
}
