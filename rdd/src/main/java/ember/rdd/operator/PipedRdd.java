// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Failures;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/** What a command prints that is given the parent's elements, a line each: one process per partition. */
public final class PipedRdd extends Rdd<String> {
    private final PipeCommand command;

    public PipedRdd(Rdd<?> parent, PipeCommand command) {
        super(parent.runner(), List.of(new NarrowDependency.OneToOne(parent)));
        this.command = command;
    }

    @Override
    public String kind() {
        return "PipedRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(dependencies().get(0).rdd().numPartitions());
    }

    @Override
    public Iterator<String> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws Exception {
        return PipeProcess.start(command, elements(parents.get(0).rdd(), partition.index(), context), context);
    }

    /** What fails before there is an element fails whoever feeds the command, which its reader is told, as in Spark. */
    private static Iterator<?> elements(Rdd<?> parent, int partition, TaskContext context) {
        try {
            return context.read(parent, partition);
        } catch (Exception e) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    throw Failures.<RuntimeException>sneaky(e);
                }

                @Override
                public Object next() {
                    throw Failures.<RuntimeException>sneaky(e);
                }
            };
        }
    }
}
