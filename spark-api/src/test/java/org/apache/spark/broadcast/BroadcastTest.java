// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.spark.SerialForm;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

class BroadcastTest {

    private final Held broadcast = new Held(4, "v");

    @Test
    void valueIsThereUntilItIsDestroyed() throws Exception {
        assertThat(broadcast.value()).isEqualTo("v");
        broadcast.unpersist();
        assertThat(broadcast.value()).isEqualTo("v");
        assertThat(SerialForm.copyOf(broadcast).value()).isEqualTo("v");
        assertThat(broadcast).hasToString("Broadcast(4)");
    }

    @Test
    void destroyedBroadcastSaysWhereItWasDestroyed() {
        broadcast.destroy();

        assertThatThrownBy(broadcast::value)
                .isInstanceOf(SparkException.class)
                .hasMessageMatching("\\[INTERNAL_ERROR_BROADCAST] Attempted to use Broadcast\\(4\\) after it was "
                        + "destroyed \\(.* at .*\\)  SQLSTATE: XX000");
        assertThatThrownBy(broadcast::unpersist).isInstanceOf(SparkException.class);
        assertThatThrownBy(broadcast::destroy).isInstanceOf(SparkException.class);
    }

    @Test
    void destroyedBroadcastDoesNotTravel() {
        broadcast.destroy();

        assertThatThrownBy(() -> SerialForm.bytesOf(broadcast))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(SparkException.class);
    }

    private static final class Held extends Broadcast<String> {

        private final String value;

        Held(long id, String value) {
            super(id, ClassTag$.MODULE$.apply(String.class));
            this.value = value;
        }

        @Override
        public String getValue() {
            return value;
        }

        @Override
        public void doUnpersist(boolean blocking) {}

        @Override
        public void doDestroy(boolean blocking) {}
    }
}
