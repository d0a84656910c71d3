// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.ImmutableContainers;
import java.io.IOException;
import org.apache.spark.api.java.Optional;
import org.apache.spark.broadcast.LocalBroadcast;
import org.jspecify.annotations.Nullable;
import scala.Product;

/**
 * Tuples and optional values change only if what they hold does. A broadcast is a handle that tasks share, unless it was destroyed:
 * then it has to be refused, which is what copying it does.
 */
public final class TupleContainers implements ImmutableContainers {
    private static final String TUPLE = "scala.Tuple";
    private static final int OPTIONAL = 0;

    @Override
    public int arity(Class<?> type) {
        String name = type.getName();
        if (name.startsWith(TUPLE)) {
            return tupleArity(name);
        }
        return type == Optional.class || type == LocalBroadcast.class ? 1 : -1;
    }

    /** Of {@code scala.Tuple22}, and of specialised forms such as {@code scala.Tuple2$mcII$sp}. */
    private static int tupleArity(String name) {
        int arity = 0;
        int end = TUPLE.length();
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
            arity = arity * 10 + Character.digit(name.charAt(end), 10);
            end++;
        }
        boolean ended = end == name.length() || name.startsWith("$mc", end);
        return ended && arity > 0 ? arity : -1;
    }

    @Override
    public @Nullable Object component(Object container, int index) {
        if (container instanceof Optional<?> optional) {
            return optional.orNull();
        }
        if (container instanceof LocalBroadcast<?> broadcast) {
            return broadcast.isUsable() ? null : broadcast;
        }
        return ((Product) container).productElement(index);
    }

    /** The arity of a tuple, and none for its specialised forms, which hold unboxed values; 0 for an optional value. */
    @Override
    public int code(Class<?> type) {
        if (type == Optional.class) {
            return OPTIONAL;
        }
        String name = type.getName();
        return name.startsWith(TUPLE) && name.indexOf('$') < 0 ? tupleArity(name) : -1;
    }

    @Override
    public Object rebuild(int code, Components components) throws IOException, ClassNotFoundException {
        return code == OPTIONAL ? Optional.ofNullable(components.next()) : TupleRebuilding.rebuild(code, components);
    }
}
