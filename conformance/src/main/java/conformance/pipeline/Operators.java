// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All operators by name. */
public final class Operators {
    private static final Map<String, Operator> ALL = byName();

    private Operators() {}

    /** In a fixed order. */
    public static List<Operator> all() {
        return List.copyOf(ALL.values());
    }

    /** @throws IllegalArgumentException if there is no such operator */
    public static Operator of(Step step) {
        Operator operator = ALL.get(step.operator());
        if (operator == null) {
            throw new IllegalArgumentException("no operator " + step.operator());
        }
        return operator;
    }

    private static Map<String, Operator> byName() {
        List<Operator> all = new ArrayList<>();
        all.addAll(Sources.SOURCES);
        all.addAll(ElementOps.PLAIN);
        all.addAll(ElementOps.SHUFFLED);
        all.addAll(ElementOps.KEPT);
        all.addAll(PairOps.PLAIN);
        all.addAll(PairOps.BY_KEY);
        all.addAll(PairOps.SORTED);
        all.addAll(JoinOps.JOINS);
        all.addAll(JoinOps.GROUPS);
        all.addAll(DoubleOps.STEPS);
        all.addAll(DoubleOps.ANSWERS);
        all.addAll(Actions.RESULTS);
        all.addAll(Actions.LATER);
        all.addAll(Actions.OF_PAIRS);
        all.addAll(Actions.OF);
        Map<String, Operator> byName = new LinkedHashMap<>();
        for (Operator operator : all) {
            if (byName.put(operator.name(), operator) != null) {
                throw new IllegalStateException("two operators " + operator.name());
            }
        }
        return Collections.unmodifiableMap(byName);
    }
}
