// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

/**
 * A step of a pipeline: makes an RDD of one or two earlier ones, which are named by their numbers.
 *
 * @param partitions of what comes out, where the operator asks for it
 * @param variant chooses among forms of the operator
 */
record Step(Op op, int left, int right, int partitions, int variant) {
    Step with(int newLeft, int newRight, int newPartitions) {
        return new Step(op, newLeft, newRight, newPartitions, variant);
    }

    @Override
    public String toString() {
        return op.name() + "(r" + left + (op.hasTwoInputs() ? ", r" + right : "") + ") partitions " + partitions
                + " variant " + variant;
    }
}
