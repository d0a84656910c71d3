// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonOutTest {
    private static String text(JsonOut out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aCompactDocumentHasNoWhiteSpace() {
        JsonOut out = JsonOut.compact().object().field("a", 1).field("b", true).array("c");
        out.value("x").object().field("d", 0.5).end().array().endArray().endArray();

        assertThat(text(out.field("e", Map.of()).end()))
                .isEqualTo("{\"a\":1,\"b\":true,\"c\":[\"x\",{\"d\":0.5},[]],\"e\":{}}");
    }

    @Test
    void aPrettyOneHasAFieldInEachLine() {
        JsonOut out = JsonOut.pretty().array().object().field("a", 1).texts("b", List.of("x"));

        assertThat(text(out.end().endArray()))
                .isEqualTo("[\n  {\n    \"a\": 1,\n    \"b\": [\n      \"x\"\n    ]\n  }\n]");
    }

    @Test
    void anyTextIsReadAsItWas() {
        Random random = new Random(7);
        JsonMapper reader = JsonMapper.builder().build();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder any = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                int range = random.nextInt(4);
                any.appendCodePoint(
                        range == 0
                                ? random.nextInt(0x20)
                                : range == 1
                                        ? 0x20 + random.nextInt(0x60)
                                        : range == 2 ? 0x80 + random.nextInt(0xD000) : 0x10000 + random.nextInt(5000));
            }
            String line =
                    text(JsonOut.compact().object().field("x", any.toString()).end());

            assertThat(reader.fromJsonObject(line)).containsEntry("x", any.toString());
        }
    }

    @Test
    void halfACharacterIsEscaped() {
        assertThat(text(JsonOut.compact().object().field("x", "a\ud83d!").end()))
                .isEqualTo("{\"x\":\"a\\ud83d!\"}");
    }

    @Test
    void numbersHaveAllTheirDigits() {
        List<Long> numbers = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
        long power = 1;
        for (int digits = 1; digits < 20; digits++) {
            numbers.addAll(List.of(power - 1, power, power + 1, -power + 1, -power, -power - 1));
            power *= 10;
        }
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            numbers.add(random.nextLong() >> random.nextInt(64));
        }
        JsonOut out = JsonOut.compact().array();
        numbers.forEach(out::value);

        assertThat(text(out.endArray())).isEqualTo(numbers.toString().replace(" ", ""));
    }

    @Test
    void whatIsNoNumberIsTold() {
        assertThat(text(JsonOut.compact()
                        .object()
                        .numbers("x", new double[] {1e20, Double.NaN, Double.NEGATIVE_INFINITY})
                        .end()))
                .isEqualTo("{\"x\":[1.0E20,\"NaN\",\"-Infinity\"]}");
    }

    @Test
    void anotherDocumentBeginsAnew() {
        JsonOut out = JsonOut.compact().object().field("a", "x".repeat(1000)).end();

        assertThat(text(out.clear().object().field("b", 2).end())).isEqualTo("{\"b\":2}");
    }
}
