// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON object of a log, asked for its fields. A field that is missing or of another kind is a {@link MalformedEventException}. */
final class Fields {
    private final Map<?, ?> values;
    private final String path;

    Fields(Map<?, ?> values, String path) {
        this.values = values;
        this.path = path;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return required(name, String.class);
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    int intValue(String name) {
        return (int) longValue(name);
    }

    int intOr(String name, int otherwise) {
        return has(name) ? intValue(name) : otherwise;
    }

    long longValue(String name) {
        return required(name, Number.class).longValue();
    }

    long longOr(String name, long otherwise) {
        return has(name) ? longValue(name) : otherwise;
    }

    double number(String name) {
        return required(name, Number.class).doubleValue();
    }

    /** Tells every field of an object whose fields are objects themselves. */
    void each(String name, BiConsumer<String, Fields> field) {
        Fields object = object(name);
        for (Object key : object.values.keySet()) {
            field.accept(String.valueOf(key), object.object(String.valueOf(key)));
        }
    }

    boolean flagOr(String name, boolean otherwise) {
        return has(name) ? required(name, Boolean.class) : otherwise;
    }

    Fields object(String name) {
        return new Fields(required(name, Map.class), path + "." + name);
    }

    /** Elements of a list, each an object; none if there is no such field. */
    <T> List<T> objects(String name, Function<Fields, T> read) {
        List<T> elements = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof Map<?, ?> object)) {
                throw new MalformedEventException(path + "." + name + " should hold objects, but holds " + element);
            }
            elements.add(read.apply(new Fields(object, path + "." + name)));
        }
        return elements;
    }

    /** Numbers of a list; none if there is no such field. */
    List<Integer> ints(String name) {
        List<Integer> elements = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof Number number)) {
                throw new MalformedEventException(path + "." + name + " should hold numbers, but holds " + element);
            }
            elements.add(number.intValue());
        }
        return elements;
    }

    /** Names and texts; none if there is no such field. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (has(name)) {
            Map<?, ?> object = required(name, Map.class);
            object.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    private List<?> list(String name) {
        return has(name) ? required(name, List.class) : List.of();
    }

    private <T> T required(String name, Class<T> kind) {
        Object value = values.get(name);
        if (!kind.isInstance(value)) {
            throw new MalformedEventException(path + "." + name + " should be a " + kind.getSimpleName() + ", but "
                    + (value == null ? "is missing" : "was " + value));
        }
        return kind.cast(value);
    }
}
