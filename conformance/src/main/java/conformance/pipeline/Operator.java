// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.List;

/**
 * What a step does, as code and as the Java text of the same code.
 *
 * @param inputs what it takes: nothing if it is a source, one RDD or two
 * @param output what it makes
 * @param java the text: {l} and {r} stand for the RDDs, {n} and {v} for the step's numbers, {c} and {k} for a source's count and kind
 */
public record Operator(String name, List<Kind> inputs, Kind output, String java, Body body) {
    /** The code; returns an RDD or what it has to tell. */
    @FunctionalInterface
    public interface Body {
        Object run(Inputs in) throws Exception;
    }

    public boolean isSource() {
        return inputs.isEmpty();
    }

    /** @param signature letters of what is taken and made, such as {@code EP>E}; nothing after the arrow is an answer */
    static Operator operator(String name, String signature, String java, Body body) {
        int arrow = signature.indexOf('>');
        List<Kind> inputs = signature
                .substring(0, arrow)
                .chars()
                .mapToObj(letter -> Kind.of((char) letter))
                .toList();
        Kind output = arrow == signature.length() - 1 ? Kind.ANSWER : Kind.of(signature.charAt(arrow + 1));
        return new Operator(name, inputs, output, java, body);
    }
}
