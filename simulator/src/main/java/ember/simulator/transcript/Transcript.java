// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario as text. It begins with comments that say what it shows; then blocks, apart by empty lines: commands, {@code ----}, and what
 * the scheduler orders, in order. The commands of a block are one turn.
 *
 * <pre>
 * # A job of one stage.
 * executors 1 slots=1
 * submit job=0 result=1
 * ----
 * prepare stage=0.0 partitions={0}
 *
 * prepared stage=0.0
 * ----
 * launch task=0 stage=0.0 partition=0 executor=0
 * </pre>
 *
 * <p>Commands (times in milliseconds; brackets enclose what may be left out):
 *
 * <pre>
 * limit [task-failures=2] [stage-attempts=2] [stage-attempts-in-all=2] [barrier-checks=1] [barrier-check-seconds=15]
 *     [barrier-wait-seconds=60]                     limits other than Spark's; first of all
 * show announcements                                also what only listeners see
 * executors 2 slots=1                               executors 0, 1, ... join
 * join executor=0 slots=1, lose executor=0 "why" [caused-by-app]
 * submit job=0 result=1 [barrier] [reads=0,1] [group=g] [tags=a,b] map(shuffle=0 partitions=2 [barrier] [reads=1]) ...
 * submit job=0 wants=0 map(shuffle=0 partitions=2)  the map stage's outputs are all it wants
 * prepared stage=0.0, preparation-failed stage=0.0 "why"
 * succeed task=0 [task=1], fail task=0 "message", killed task=0 "why", result-lost task=0
 * fetch-failed task=2 shuffle=0 map=1 writer=1      without map and writer: it cannot say which
 * barrier task=0 [task=1] [epoch=0], gather task=0    waits for the others; gather brings a message
 * ask-commit task=0, commit-denied task=0
 * cancel job=0|stage=0|group=g [future-jobs-too]|tag=t|all ["why"]
 * release shuffle=0, stop, advance 200ms
 * </pre>
 */
public final class Transcript {
    private static final String SEPARATOR = "----";

    private Transcript() {}

    /**
     * Runs a transcript.
     *
     * @param transcript text as described above; what is below the lines does not matter
     * @return the same text with what the scheduler really ordered below the lines
     * @throws IllegalArgumentException if a command cannot be understood
     */
    public static String run(String transcript) {
        Commands commands = new Commands();
        StringBuilder out = new StringBuilder();
        List<String> block = new ArrayList<>();
        boolean below = false;
        for (String line : transcript.lines().toList()) {
            if (line.isBlank()) {
                below = false;
            } else if (line.equals(SEPARATOR)) {
                out.append(SEPARATOR).append('\n');
                for (String ordered : commands.perform(block)) {
                    out.append(ordered).append('\n');
                }
                out.append('\n');
                block.clear();
                below = true;
            } else if (!below) {
                out.append(line).append('\n');
                if (!line.startsWith("#")) {
                    block.add(line);
                }
            }
        }
        return out.toString().stripTrailing() + "\n";
    }
}
