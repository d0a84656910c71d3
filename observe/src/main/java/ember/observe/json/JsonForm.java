// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fields of an object with the values they mostly have, made once: whoever writes many such objects tells {@link JsonFormOut} only what
 * is not as usual, and the rest is copied in large pieces. Of the line of a task in an event log nearly all is as usual. Immutable.
 */
public final class JsonForm {
    final byte[] usual;
    /** Where what may be something else begins and ends, in order. */
    private final int[] from;

    private final int[] to;

    private JsonForm(byte[] usual, int[] from, int[] to) {
        this.usual = usual;
        this.from = from;
        this.to = to;
    }

    int from(int place) {
        return from[place];
    }

    int to(int place) {
        return to[place];
    }

    /** Writes the fields as they usually are, and remembers where something else may stand. */
    public static final class Builder {
        private final JsonOut out = JsonOut.compact().object();
        private final List<Integer> from = new ArrayList<>();
        private final List<Integer> to = new ArrayList<>();

        /** Usually 0. */
        public Builder number(String name) {
            out.field(name, 0);
            return place(out.length() - 1);
        }

        /** Usually false. */
        public Builder flag(String name) {
            out.field(name, false);
            return place(out.length() - "false".length());
        }

        /** Never as usual. */
        public Builder text(String name) {
            out.field(name, "");
            return place(out.length() - 2);
        }

        /** Usually nothing. Not at the beginning of an object. */
        public Builder nothing() {
            return place(out.length());
        }

        /** @param fields what usually stands there. Not at the beginning of an object: the comma before them belongs to them */
        public Builder fields(Consumer<JsonOut> fields) {
            int start = out.length();
            fields.accept(out);
            return place(start);
        }

        private Builder place(int start) {
            from.add(start);
            to.add(out.length());
            return this;
        }

        /** Begins an object within it. */
        public Builder object(String name) {
            out.object(name);
            return this;
        }

        /** Ends one. */
        public Builder end() {
            out.end();
            return this;
        }

        public JsonForm build() {
            byte[] all = out.toBytes();
            // Without the bracket: what it stands in has one.
            return new JsonForm(Arrays.copyOfRange(all, 1, all.length), withoutBracket(from), withoutBracket(to));
        }

        private static int[] withoutBracket(List<Integer> positions) {
            return positions.stream().mapToInt(position -> position - 1).toArray();
        }
    }
}
