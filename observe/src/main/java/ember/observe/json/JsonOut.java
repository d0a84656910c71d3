// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON document, field by field. What is null is left out, empty lists and maps are not. For one thread. */
public final class JsonOut {
    private static final JsonStream STREAM =
            JsonStream.builder().serializeNulls(false).serializeEmpty(true).build();

    private final BytesJsonWriter bytes;
    private final JsonWriter out;

    private JsonOut(boolean pretty) {
        bytes = STREAM.bufferedWriterAsBytes();
        out = bytes;
        out.pretty(pretty);
    }

    /** Without any white space: a line of a log. */
    public static JsonOut compact() {
        return new JsonOut(false);
    }

    /** In lines, indented by two. */
    public static JsonOut pretty() {
        return new JsonOut(true);
    }

    /** What was written, in UTF-8. Ends the writing. */
    public byte[] toBytes() {
        return bytes.result();
    }

    public JsonOut field(String name, @Nullable String value) {
        if (value != null) {
            out.name(name);
            out.value(value);
        }
        return this;
    }

    public JsonOut field(String name, long value) {
        out.name(name);
        out.value(value);
        return this;
    }

    public JsonOut field(String name, double value) {
        out.name(name);
        out.value(value);
        return this;
    }

    public JsonOut field(String name, boolean value) {
        out.name(name);
        out.value(value);
        return this;
    }

    /** Names and values, the values as text. */
    public JsonOut field(String name, Map<String, String> values) {
        object(name);
        values.forEach(this::field);
        return end();
    }

    public JsonOut texts(String name, Iterable<String> values) {
        array(name);
        values.forEach(out::value);
        return endArray();
    }

    public JsonOut numbers(String name, Iterable<Integer> values) {
        array(name);
        for (int value : values) {
            out.value(value);
        }
        return endArray();
    }

    public JsonOut numbers(String name, double[] values) {
        array(name);
        for (double value : values) {
            out.value(value);
        }
        return endArray();
    }

    /** An element of a list. */
    public JsonOut value(String value) {
        out.value(value);
        return this;
    }

    /** An element of a list. */
    public JsonOut value(long value) {
        out.value(value);
        return this;
    }

    /** Begins an object that is no field. */
    public JsonOut object() {
        out.beginObject();
        return this;
    }

    public JsonOut object(String name) {
        out.name(name);
        out.beginObject();
        return this;
    }

    /** Ends an object. */
    public JsonOut end() {
        out.endObject();
        return this;
    }

    /** Begins a list that is no field. */
    public JsonOut array() {
        out.beginArray();
        return this;
    }

    public JsonOut array(String name) {
        out.name(name);
        out.beginArray();
        return this;
    }

    public JsonOut endArray() {
        out.endArray();
        return this;
    }
}
