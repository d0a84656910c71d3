// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.Optional;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.storage.StorageLevel;
import scala.Product;

/** Values as text that tells different ones apart: types of numbers, null and "null", empty and missing. */
public final class Show {
    private Show() {}

    public static String text(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        if (value == null || value instanceof Integer || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof String string) {
            text.append('"')
                    .append(string.replace("\n", "\\n").replace("\r", "\\r"))
                    .append('"');
        } else if (value instanceof Number || value instanceof Character) {
            text.append(value).append(value.getClass().getSimpleName().charAt(0));
        } else if (value instanceof Map<?, ?> map) {
            TreeSet<String> entries = new TreeSet<>();
            map.forEach((key, entry) -> entries.add(text(key) + "=" + text(entry)));
            text.append('{').append(String.join(", ", entries)).append('}');
        } else if (value instanceof Product tuple && value.getClass().getName().startsWith("scala.Tuple")) {
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < tuple.productArity(); i++) {
                parts.add(tuple.productElement(i));
            }
            append(text, '(', parts.iterator(), ')');
        } else if (value instanceof Iterable<?> elements) {
            append(text, '[', elements.iterator(), ']');
        } else if (value instanceof Iterator<?> elements) {
            append(text, '<', elements, '>');
        } else if (value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            text.append(value.getClass().getComponentType().getSimpleName());
            append(text, '{', elements.iterator(), '}');
        } else {
            text.append(special(value));
        }
    }

    private static void append(StringBuilder text, char open, Iterator<?> elements, char close) {
        text.append(open);
        String separator = "";
        while (elements.hasNext()) {
            text.append(separator);
            append(text, elements.next());
            separator = ", ";
        }
        text.append(close);
    }

    private static String special(Object value) {
        if (value instanceof Partitioner partitioner) {
            return partitioner.getClass().getName() + "(" + partitioner.numPartitions() + ")";
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? "Optional(" + text(optional.get()) + ")" : "Optional()";
        }
        if (value instanceof StorageLevel level) {
            return level.description() + level;
        }
        if (value instanceof PartialResult<?> partial) {
            return "initial " + text(partial.initialValue()) + " final " + text(partial.getFinalValue());
        }
        if (value instanceof BoundedDouble bounded) {
            return bounded.toString();
        }
        return value.toString();
    }

    /** The elements in any order. */
    public static String multiset(Iterable<?> elements) {
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> texts.add(text(element)));
        Collections.sort(texts);
        return texts.toString();
    }
}
