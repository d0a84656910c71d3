// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

/** Fills a {@link JsonForm}: is told of every place in turn what stands there, and at last of the end. For one thread. */
public final class JsonFormOut {
    private final JsonForm form;
    private final JsonOut out;
    private final JsonBytes bytes;
    private int place;
    /** How much of the form was written, or left out. */
    private int done;

    JsonFormOut(JsonForm form, JsonOut out, JsonBytes bytes) {
        this.form = form;
        this.out = out;
        this.bytes = bytes;
    }

    public JsonFormOut number(long value) {
        if (value == 0) {
            place++;
        } else {
            next();
            bytes.number(value);
        }
        return this;
    }

    public JsonFormOut flag(boolean value) {
        if (value) {
            next();
            bytes.raw(JsonOut.TRUE);
        } else {
            place++;
        }
        return this;
    }

    public JsonFormOut text(String value) {
        next();
        bytes.text(value);
        return this;
    }

    /** What stands in so many places is as usual. */
    public JsonFormOut asUsual(int count) {
        place += count;
        return this;
    }

    /** @return to write the fields that stand there instead, if any */
    public JsonOut instead() {
        next();
        return out;
    }

    private void next() {
        int from = form.from(place);
        bytes.raw(form.usual, done, from - done);
        done = form.to(place++);
    }

    /** The rest is as usual. */
    public void end() {
        bytes.raw(form.usual, done, form.usual.length - done);
    }
}
