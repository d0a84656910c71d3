// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

/**
 * A step of a program: an operator on what earlier steps made, which are named by their numbers.
 *
 * @param left number of the step whose RDD is used; of a source, how many elements there are
 * @param right number of the second step whose RDD is used; of a source, what kind of elements there are
 * @param number how many partitions, elements or the like, where the operator asks for that; may be zero or negative
 * @param variant chooses among forms of the operator and seeds what is random; never negative
 */
public record Step(String operator, int left, int right, int number, int variant) {
    /** One line. */
    public String encoded() {
        return operator + " " + left + " " + right + " " + number + " " + variant;
    }

    /** @throws IllegalArgumentException if the line is none that {@link #encoded} makes */
    static Step decoded(String line) {
        String[] words = line.split(" ");
        if (words.length != 5) {
            throw new IllegalArgumentException("not a step: '" + line + "'");
        }
        return new Step(
                words[0],
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }
}
