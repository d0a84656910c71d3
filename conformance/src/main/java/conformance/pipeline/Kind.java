// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

/** What a step takes or makes. */
public enum Kind {
    ELEMENTS("JavaRDD<Object>"),
    PAIRS("JavaPairRDD<Object, Object>"),
    DOUBLES("JavaDoubleRDD"),
    /** No RDD: something to be told. */
    ANSWER("Object");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** The type in a Java program. */
    public String type() {
        return type;
    }

    static Kind of(char letter) {
        return switch (letter) {
            case 'E' -> ELEMENTS;
            case 'P' -> PAIRS;
            case 'D' -> DOUBLES;
            default -> throw new IllegalArgumentException("no kind: " + letter);
        };
    }
}
