// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Which faults a world knows, and when they come. Each world leaves a random half of the kinds out and is more or less unlucky in the
 * others, so that every mixture of few kinds comes up as well as every single kind in excess (swarm testing).
 */
public final class FaultPlan {
    private static final double[] MISFORTUNES = {0.3, 1, 2, 5};

    private final Set<Fault> kinds = EnumSet.noneOf(Fault.class);
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final double misfortune;
    private final SplittableRandom random;
    private Consumer<Fault> watcher = fault -> {};

    /** The plan that belongs to a sequence of random numbers. */
    public FaultPlan(SplittableRandom random) {
        this.random = random;
        boolean faultless = random.nextInt(50) == 0;
        misfortune = MISFORTUNES[random.nextInt(MISFORTUNES.length)];
        for (Fault fault : Fault.values()) {
            if (random.nextBoolean() && !faultless) {
                kinds.add(fault);
            }
        }
    }

    /** Whether a fault comes now, on one of its occasions. Who asks makes it come. */
    public boolean strikes(Fault fault) {
        if (!kinds.contains(fault)
                || random.nextDouble() >= fault.rate() * misfortune
                || count(fault) >= fault.limit()) {
            return false;
        }
        counts.merge(fault, 1, Integer::sum);
        watcher.accept(fault);
        return true;
    }

    /** Who is told of each fault that comes. */
    public void watchedBy(Consumer<Fault> watcher) {
        this.watcher = watcher;
    }

    /** How often a fault has come. */
    public int count(Fault fault) {
        return counts.getOrDefault(fault, 0);
    }
}
