// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON documents, field by field, as bytes of UTF-8. What is null is left out, empty lists and maps are not. For one thread.
 *
 * <p>An event log writes two documents for each task: the bytes are made here, without anything in between, in an array that the next
 * document uses again.
 */
public final class JsonOut {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final boolean pretty;
    private final JsonBytes bytes = new JsonBytes();
    private int depth;
    /** Nothing stands in the innermost object or list yet. */
    private boolean first = true;

    private boolean named;

    private JsonOut(boolean pretty) {
        this.pretty = pretty;
    }

    /** Without any white space: a line of a log. */
    public static JsonOut compact() {
        return new JsonOut(false);
    }

    /** In lines, indented by two. */
    public static JsonOut pretty() {
        return new JsonOut(true);
    }

    /** What was written, in UTF-8. */
    public byte[] toBytes() {
        return bytes.toBytes();
    }

    /** How many bytes were written. */
    public int length() {
        return bytes.length();
    }

    /** Passes on what was written. */
    public void writeTo(OutputStream to) throws IOException {
        bytes.writeTo(to);
    }

    /** Forgets what was written: another document begins. */
    public JsonOut clear() {
        bytes.clear();
        depth = 0;
        first = true;
        named = false;
        return this;
    }

    public JsonOut field(String name, @Nullable String value) {
        return value == null ? this : name(name).value(value);
    }

    public JsonOut field(String name, long value) {
        return name(name).value(value);
    }

    /** What is no number is told as text: JSON has no other way. */
    public JsonOut field(String name, double value) {
        return name(name).value(value);
    }

    public JsonOut field(String name, boolean value) {
        name(name).next();
        bytes.raw(value ? TRUE : FALSE);
        return this;
    }

    /** Begins fields of which most are as usual. Of a compact document. */
    public JsonFormOut fields(JsonForm usual) {
        next();
        return new JsonFormOut(usual, this, bytes);
    }

    /** Names and values, the values as text. */
    public JsonOut field(String name, Map<String, String> values) {
        object(name);
        values.forEach(this::field);
        return end();
    }

    public JsonOut texts(String name, Iterable<String> values) {
        array(name);
        values.forEach(this::value);
        return endArray();
    }

    public JsonOut numbers(String name, Iterable<Integer> values) {
        array(name);
        for (int value : values) {
            value(value);
        }
        return endArray();
    }

    public JsonOut numbers(String name, double[] values) {
        array(name);
        for (double value : values) {
            value(value);
        }
        return endArray();
    }

    /** An element of a list. */
    public JsonOut value(@Nullable String value) {
        next();
        if (value == null) {
            bytes.raw(NULL);
        } else {
            bytes.text(value);
        }
        return this;
    }

    /** An element of a list. */
    public JsonOut value(long value) {
        next();
        bytes.number(value);
        return this;
    }

    private JsonOut value(double value) {
        next();
        String text = Double.toString(value);
        if (Double.isFinite(value)) {
            bytes.ascii(text);
        } else {
            bytes.text(text);
        }
        return this;
    }

    /** Begins an object that is no field. */
    public JsonOut object() {
        return begin('{');
    }

    public JsonOut object(String name) {
        return name(name).object();
    }

    /** Ends an object. */
    public JsonOut end() {
        return end('}');
    }

    /** Begins a list that is no field. */
    public JsonOut array() {
        return begin('[');
    }

    public JsonOut array(String name) {
        return name(name).array();
    }

    public JsonOut endArray() {
        return end(']');
    }

    private JsonOut begin(char bracket) {
        next();
        bytes.raw(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonOut end(char bracket) {
        depth--;
        if (pretty && !first) {
            newLine();
        }
        bytes.raw(bracket);
        first = false;
        return this;
    }

    private JsonOut name(String name) {
        next();
        bytes.text(name);
        bytes.raw(':');
        if (pretty) {
            bytes.raw(' ');
        }
        named = true;
        return this;
    }

    /** What comes before a value, or before the name of one. */
    private void next() {
        if (named) {
            named = false;
            return;
        }
        if (!first) {
            bytes.raw(',');
        }
        first = false;
        if (pretty && depth > 0) {
            newLine();
        }
    }

    private void newLine() {
        bytes.raw('\n');
        for (int i = 0; i < depth; i++) {
            bytes.raw(' ');
            bytes.raw(' ');
        }
    }
}
