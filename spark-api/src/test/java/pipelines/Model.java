// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import scala.Tuple2;

/** What pipelines come to, by plain loops over lists. */
final class Model {
    private Model() {}

    /**
     * The answer to each call; null where the model has none.
     *
     * @param most for each RDD how many elements there may be; too many to join are thinned out, which the model does not know
     */
    static List<Answer> run(Pipeline pipeline, List<Long> most) {
        List<List<Object>> made = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            made.add(source.model());
        }
        for (Step step : pipeline.steps()) {
            List<Object> left = made.get(step.left());
            List<Object> right = made.get(step.right());
            boolean thinned = step.op().hasTwoInputs() && most.get(step.left()) + most.get(step.right()) > Op.MANY;
            made.add(left == null || right == null || thinned ? null : step.op().model(step, left, right));
        }
        List<Answer> answers = new ArrayList<>();
        for (Pipeline.Call call : pipeline.calls()) {
            List<Object> elements = made.get(call.rdd());
            answers.add(elements == null ? null : call.action().model(elements));
        }
        return answers;
    }

    static List<Tuple2<Object, Object>> pairs(List<Object> elements) {
        List<Tuple2<Object, Object>> pairs = new ArrayList<>();
        for (Object element : elements) {
            pairs.add(Values.asPair(element));
        }
        return pairs;
    }

    static Map<Object, List<Object>> groups(List<Object> elements) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (Tuple2<Object, Object> pair : pairs(elements)) {
            groups.computeIfAbsent(pair._1(), key -> new ArrayList<>()).add(pair._2());
        }
        return groups;
    }

    /** Keys with one value each. */
    static List<Object> reduced(List<Object> elements, BinaryOperator<Object> function) {
        List<Object> reduced = new ArrayList<>();
        groups(elements).forEach((key, values) -> {
            Object sum = values.get(0);
            for (Object value : values.subList(1, values.size())) {
                sum = function.apply(sum, value);
            }
            reduced.add(new Tuple2<>(key, sum));
        });
        return reduced;
    }

    static List<Object> distinct(List<Object> elements) {
        Map<Object, Object> seen = new LinkedHashMap<>();
        for (Object element : elements) {
            seen.put(Values.asKey(element), element);
        }
        return new ArrayList<>(seen.keySet());
    }

    static List<Object> map(List<Object> elements, BinaryOperator<Object> function) {
        List<Object> mapped = new ArrayList<>();
        for (Tuple2<Object, Object> pair : pairs(elements)) {
            mapped.add(function.apply(pair._1(), pair._2()));
        }
        return mapped;
    }

    static List<Object> groupsAsPairs(List<Object> elements) {
        List<Object> all = new ArrayList<>();
        groups(elements).forEach((key, values) -> all.add(new Tuple2<>(key, values)));
        return all;
    }

    /** For each key the sum of its values' digests. */
    static List<Object> sums(List<Object> elements) {
        return reduced(map(elements, (key, value) -> new Tuple2<>(key, Values.digest(value))), KeyOp::sum);
    }
}
