// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import pipelines.Frame.Order;

/** Runs a pipeline on a context. */
final class Interpreter {
    /**
     * What came out.
     *
     * @param answers to each call
     * @param most for each RDD how many elements it may have, about
     */
    record Result(List<Answer> answers, List<Long> most) {}

    private Interpreter() {}

    /**
     * Makes all RDDs, then calls the actions.
     *
     * @param directory where files may be written
     */
    static Result run(Pipeline pipeline, JavaSparkContext context, Path directory) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            frames.add(Frame.of(source.make(context), Order.EXACT, source.count()));
        }
        for (Step step : pipeline.steps()) {
            frames.add(step.op().run(context, step, frames.get(step.left()), frames.get(step.right())));
        }
        List<Answer> answers = new ArrayList<>();
        for (Pipeline.Call call : pipeline.calls()) {
            answers.add(call.action().run(context, frames.get(call.rdd()), call.number(), directory));
        }
        return new Result(answers, frames.stream().map(Frame::most).toList());
    }
}
