// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFormTest {
    private static final JsonForm FORM = new JsonForm.Builder()
            .number("a")
            .object("b")
            .text("c")
            .flag("d")
            .fields(out -> out.array("e").endArray())
            .nothing()
            .end()
            .number("g")
            .build();

    private static JsonFormOut begin(JsonOut out) {
        return out.object().field("before", 1).fields(FORM);
    }

    private static String text(JsonOut out) {
        return new String(out.field("after", 2).end().toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAsUsualIsThereToo() {
        JsonOut out = JsonOut.compact();
        begin(out).number(0).text("").flag(false).asUsual(2).number(0).end();

        assertThat(text(out))
                .isEqualTo("{\"before\":1,\"a\":0,\"b\":{\"c\":\"\",\"d\":false,\"e\":[]},\"g\":0,\"after\":2}");
    }

    @Test
    void whatIsNotAsUsualReplacesIt() {
        JsonOut out = JsonOut.compact();
        JsonFormOut form = begin(out).number(-12).text("x\"").flag(true);
        form.instead().array("e").value(5).endArray().field("ee", true);
        form.instead().object("f").end();
        form.number(Long.MIN_VALUE).end();

        assertThat(text(out))
                .isEqualTo(
                        "{\"before\":1,\"a\":-12,\"b\":{\"c\":\"x\\\"\",\"d\":true,\"e\":[5],\"ee\":true,\"f\":{}},\"g\":"
                                + Long.MIN_VALUE + ",\"after\":2}");
    }

    @Test
    void fieldsCanBeTheFirstOfAnObjectAndBeLeftOut() {
        JsonOut out = JsonOut.compact().object();
        JsonFormOut form = out.fields(FORM).asUsual(3);
        form.instead();
        form.asUsual(1).number(7).end();

        assertThat(text(out)).isEqualTo("{\"a\":0,\"b\":{\"c\":\"\",\"d\":false},\"g\":7,\"after\":2}");
    }
}
