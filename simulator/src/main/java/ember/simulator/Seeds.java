// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.simulator.oracle.Violation;
import java.util.function.Supplier;

/** Runs worlds one seed after the other. */
public final class Seeds {
    private static final int TRACE_LINES = 120;

    private Seeds() {}

    /**
     * Runs {@code count} worlds.
     *
     * @return what happened in all of them
     * @throws Violation at the first world in which the scheduler did what it must not, with the command that runs it again and the
     *     last lines of its trace
     */
    public static Tally run(long firstSeed, long count) {
        return run(firstSeed, count, () -> Wire.FAITHFUL);
    }

    /** @param wires makes what lies between cluster and scheduler, anew for each world */
    static Tally run(long firstSeed, long count, Supplier<Wire> wires) {
        Tally total = new Tally();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            try {
                total.add(new Simulation(seed, wires.get()).run());
            } catch (Violation violation) {
                throw explained(seed, wires.get(), violation);
            }
        }
        return total;
    }

    private static Violation explained(long seed, Wire wire, Violation violation) {
        Trace trace = new Trace(TRACE_LINES);
        String again;
        try {
            new Simulation(seed, wire).tracedBy(trace).run();
            again = "the same seed went well the second time: something depends on more than the seed";
        } catch (Violation repeated) {
            again = String.valueOf(repeated.getMessage());
        }
        return new Violation(
                "seed " + seed + ": " + again + "\nrun it again: " + command(seed) + "\n" + trace, violation);
    }

    private static String command(long seed) {
        return "./mvnw -q -pl simulator -am test -Dtest=FaultScheduleTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dember.simulator.seed=" + seed;
    }
}
