// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.ImmutableContainers.Components;
import java.io.IOException;
import scala.Tuple1;
import scala.Tuple10;
import scala.Tuple11;
import scala.Tuple12;
import scala.Tuple13;
import scala.Tuple14;
import scala.Tuple15;
import scala.Tuple16;
import scala.Tuple17;
import scala.Tuple18;
import scala.Tuple19;
import scala.Tuple2;
import scala.Tuple20;
import scala.Tuple21;
import scala.Tuple22;
import scala.Tuple3;
import scala.Tuple4;
import scala.Tuple5;
import scala.Tuple6;
import scala.Tuple7;
import scala.Tuple8;
import scala.Tuple9;

/** Makes tuples of any size out of their components. */
final class TupleRebuilding {
    private TupleRebuilding() {}

    /** @param c asked once for each component, from the first on */
    static Object rebuild(int arity, Components c) throws IOException, ClassNotFoundException {
        // Pairs are by far the most frequent; the rest is apart, so that this stays small enough to be compiled into
        // its caller.
        return arity == 2 ? new Tuple2<>(c.next(), c.next()) : arity <= 10 ? small(arity, c) : large(arity, c);
    }

    private static Object small(int arity, Components c) throws IOException, ClassNotFoundException {
        return switch (arity) {
            case 1 -> new Tuple1<>(c.next());
            case 3 -> new Tuple3<>(c.next(), c.next(), c.next());
            case 4 -> new Tuple4<>(c.next(), c.next(), c.next(), c.next());
            case 5 -> new Tuple5<>(c.next(), c.next(), c.next(), c.next(), c.next());
            case 6 -> new Tuple6<>(c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 7 -> new Tuple7<>(c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 8 -> new Tuple8<>(c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 9 ->
                new Tuple9<>(c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 10 ->
                new Tuple10<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next());
            default -> throw new IllegalArgumentException("no tuple has " + arity + " components");
        };
    }

    private static Object large(int arity, Components c) throws IOException, ClassNotFoundException {
        return switch (arity) {
            case 11 ->
                new Tuple11<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next());
            case 12 ->
                new Tuple12<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next());
            case 13 ->
                new Tuple13<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next());
            case 14 ->
                new Tuple14<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next());
            case 15 ->
                new Tuple15<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 16 ->
                new Tuple16<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 17 ->
                new Tuple17<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 18 ->
                new Tuple18<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next());
            case 19 ->
                new Tuple19<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next());
            case 20 ->
                new Tuple20<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next());
            case 21 ->
                new Tuple21<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next());
            case 22 ->
                new Tuple22<>(
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), c.next(),
                        c.next(), c.next(), c.next(), c.next());
            default -> throw new IllegalArgumentException("no tuple has " + arity + " components");
        };
    }
}
