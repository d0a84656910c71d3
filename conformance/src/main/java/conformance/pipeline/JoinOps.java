// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.*;
import scala.Tuple2;

/** Steps on several RDDs of pairs. */
final class JoinOps {
    /** Two RDDs by key. */
    static final List<Operator> JOINS = List.of(
            operator(
                    "join",
                    "PP>P",
                    "Tell.joined({l}.join({r}))",
                    in -> Tell.joined(in.p().join(in.p2()))),
            operator("joinInto", "PP>P", "Tell.joined({l}.join({r}, {n}))", in -> {
                int n = in.n();
                return Tell.joined(in.p().join(in.p2(), n));
            }),
            operator("joinBy", "PP>P", "Tell.joined({l}.join({r}, new Fn.Modulo({n})))", in -> {
                int n = in.n();
                return Tell.joined(in.p().join(in.p2(), new Fn.Modulo(n)));
            }),
            operator(
                    "leftOuterJoin",
                    "PP>P",
                    "Tell.joined({l}.leftOuterJoin({r}))",
                    in -> Tell.joined(in.p().leftOuterJoin(in.p2()))),
            operator("leftOuterJoinInto", "PP>P", "Tell.joined({l}.leftOuterJoin({r}, {n}))", in -> {
                int n = in.n();
                return Tell.joined(in.p().leftOuterJoin(in.p2(), n));
            }),
            operator("leftOuterJoinBy", "PP>P", "Tell.joined({l}.leftOuterJoin({r}, new Fn.Modulo({n})))", in -> {
                int n = in.n();
                return Tell.joined(in.p().leftOuterJoin(in.p2(), new Fn.Modulo(n)));
            }),
            operator(
                    "rightOuterJoin",
                    "PP>P",
                    "Tell.joined({l}.rightOuterJoin({r}))",
                    in -> Tell.joined(in.p().rightOuterJoin(in.p2()))),
            operator("rightOuterJoinInto", "PP>P", "Tell.joined({l}.rightOuterJoin({r}, {n}))", in -> {
                int n = in.n();
                return Tell.joined(in.p().rightOuterJoin(in.p2(), n));
            }),
            operator(
                    "rightOuterJoinBy",
                    "PP>P",
                    "Tell.joined({l}.rightOuterJoin({r}, new HashPartitioner({n})))",
                    in -> {
                        int n = in.n();
                        return Tell.joined(in.p().rightOuterJoin(in.p2(), new HashPartitioner(n)));
                    }),
            operator(
                    "fullOuterJoin",
                    "PP>P",
                    "Tell.joined({l}.fullOuterJoin({r}))",
                    in -> Tell.joined(in.p().fullOuterJoin(in.p2()))),
            operator("fullOuterJoinInto", "PP>P", "Tell.joined({l}.fullOuterJoin({r}, {n}))", in -> {
                int n = in.n();
                return Tell.joined(in.p().fullOuterJoin(in.p2(), n));
            }),
            operator("fullOuterJoinBy", "PP>P", "Tell.joined({l}.fullOuterJoin({r}, new HashPartitioner({n})))", in -> {
                int n = in.n();
                return Tell.joined(in.p().fullOuterJoin(in.p2(), new HashPartitioner(n)));
            }),
            operator(
                    "subtractByKey",
                    "PP>P",
                    "{l}.subtractByKey({r})",
                    in -> in.p().subtractByKey(in.p2())),
            operator("subtractByKeyInto", "PP>P", "{l}.subtractByKey({r}, {n})", in -> {
                int n = in.n();
                return in.p().subtractByKey(in.p2(), n);
            }),
            operator("subtractByKeyBy", "PP>P", "{l}.subtractByKey({r}, new Fn.Modulo({n}))", in -> {
                int n = in.n();
                return in.p().subtractByKey(in.p2(), new Fn.Modulo(n));
            }),
            operator(
                    "intersectionPairs",
                    "PP>P",
                    "{l}.intersection({r})",
                    in -> in.p().intersection(in.p2())),
            operator("subtractPairs", "PP>P", "{l}.subtract({r})", in -> in.p().subtract(in.p2())),
            operator("subtractPairsInto", "PP>P", "{l}.subtract({r}, {n})", in -> {
                int n = in.n();
                return in.p().subtract(in.p2(), n);
            }));

    /** Groups of several RDDs. */
    static final List<Operator> GROUPS = List.of(
            operator(
                    "cogroup",
                    "PP>P",
                    "{l}.cogroup({r}).mapValues(groups -> (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())))",
                    in -> in.p().cogroup(in.p2()).mapValues(groups ->
                            (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())))),
            operator(
                    "cogroupInto",
                    "PP>P",
                    "{l}.cogroup({r}, {n}).mapValues(groups -> (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())))",
                    in -> {
                        int n = in.n();
                        return in.p().cogroup(in.p2(), n).mapValues(groups ->
                                (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())));
                    }),
            operator(
                    "cogroupBy",
                    "PP>P",
                    "{l}.cogroup({r}, new Fn.Modulo({n})).mapValues(groups -> (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())))",
                    in -> {
                        int n = in.n();
                        return in.p().cogroup(in.p2(), new Fn.Modulo(n)).mapValues(groups ->
                                (Object) new Tuple2<>(Show.text(groups._1()), Show.text(groups._2())));
                    }),
            operator(
                    "cogroupThree",
                    "PP>P",
                    "{l}.cogroup({r}, {l}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> in.p().cogroup(in.p2(), in.p()).mapValues(groups -> (Object) Show.text(groups))),
            operator(
                    "cogroupThreeInto",
                    "PP>P",
                    "{l}.cogroup({r}, {l}, {n}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> {
                        int n = in.n();
                        return in.p().cogroup(in.p2(), in.p(), n).mapValues(groups -> (Object) Show.text(groups));
                    }),
            operator(
                    "cogroupFour",
                    "PP>P",
                    "{l}.cogroup({r}, {l}, {r}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> in.p().cogroup(in.p2(), in.p(), in.p2()).mapValues(groups -> (Object) Show.text(groups))),
            operator(
                    "cogroupFourBy",
                    "PP>P",
                    "{l}.cogroup({r}, {l}, {r}, new HashPartitioner({n})).mapValues(groups -> (Object) Show.text(groups))",
                    in -> {
                        int n = in.n();
                        return in.p()
                                .cogroup(in.p2(), in.p(), in.p2(), new HashPartitioner(n))
                                .mapValues(groups -> (Object) Show.text(groups));
                    }),
            operator(
                    "groupWith",
                    "PP>P",
                    "{l}.groupWith({r}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> in.p().groupWith(in.p2()).mapValues(groups -> (Object) Show.text(groups))),
            operator(
                    "groupWithThree",
                    "PP>P",
                    "{l}.groupWith({r}, {r}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> in.p().groupWith(in.p2(), in.p2()).mapValues(groups -> (Object) Show.text(groups))),
            operator(
                    "groupWithFour",
                    "PP>P",
                    "{l}.groupWith({r}, {l}, {l}).mapValues(groups -> (Object) Show.text(groups))",
                    in -> in.p().groupWith(in.p2(), in.p(), in.p()).mapValues(groups -> (Object) Show.text(groups))));

    private JoinOps() {}
}
