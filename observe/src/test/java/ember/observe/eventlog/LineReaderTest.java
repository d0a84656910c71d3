// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that are larger than any log, or no text at all. */
class LineReaderTest {
    /** So many bytes, none of which is the end of a line; nobody holds them. */
    private static InputStream endless(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                if (left <= 0) {
                    return -1;
                }
                int some = (int) Math.min(left, count);
                Arrays.fill(into, from, from + some, (byte) 'x');
                left -= some;
                return some;
            }
        };
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // the very object says that a line was too long
    void aLineThatIsTooLongIsPassedOverAndTheNextIsRead() throws Exception {
        LineReader reader = new LineReader(new SequenceInputStream(
                Collections.enumeration(List.of(text("first\n"), endless(3L << 30), text("\nlast")))));

        assertThat(reader.next()).isEqualTo("first");
        assertThat(reader.next() == LineReader.TOO_LONG).isTrue();
        assertThat(reader.isWhole()).isTrue();
        assertThat(reader.next()).isEqualTo("last");
        assertThat(reader.isWhole()).isFalse();
        assertThat(reader.next()).isNull();
    }
}
