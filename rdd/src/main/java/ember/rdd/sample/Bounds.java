// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

/** Fractions at which a sample is almost certainly large enough, or almost certainly not too large. */
public final class Bounds {
    private static final double SMALLEST = 1e-10;

    private Bounds() {}

    /** The fraction of {@code total} elements to draw so that there are at least {@code size} with a chance of 99.99 %. */
    public static double fractionFor(int size, long total, boolean withReplacement) {
        return withReplacement ? poissonUpper(size) / total : binomialUpper(1e-4, total, (double) size / total);
    }

    static double poissonLower(double size) {
        return Math.max(size - deviations(size) * Math.sqrt(size), 0);
    }

    static double poissonUpper(double size) {
        return Math.max(size + deviations(size) * Math.sqrt(size), SMALLEST);
    }

    private static double deviations(double size) {
        if (size < 6) {
            return 12;
        }
        return size < 16 ? 9 : 6;
    }

    /** @param delta chance of being wrong */
    static double binomialLower(double delta, long total, double fraction) {
        double gamma = -Math.log(delta) / total * (2.0 / 3.0);
        return fraction + gamma - Math.sqrt(gamma * gamma + 3 * gamma * fraction);
    }

    /** @param delta chance of being wrong */
    static double binomialUpper(double delta, long total, double fraction) {
        double gamma = -Math.log(delta) / total;
        return Math.min(1, Math.max(SMALLEST, fraction + gamma + Math.sqrt(gamma * gamma + 2 * gamma * fraction)));
    }
}
