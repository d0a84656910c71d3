// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.ImmutableContainers;
import ember.rdd.Elements;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.data.DataSerialization;
import java.io.NotSerializableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskResultTest {
    private final Isolation isolation = new Isolation(
            new Immutability(ImmutableContainers.NONE),
            new JavaSerialization(null),
            new DataSerialization(ImmutableContainers.NONE, null));

    private Object[] travelled(Object... elements) throws Exception {
        Object opened = TaskResult.of(Elements.over(elements), isolation).open(isolation);
        assertThat(opened).isInstanceOf(Elements.class);
        return ((Elements) opened).values();
    }

    @Test
    void elementsThatNobodyCanChangeAreHandedOver() throws Exception {
        Elements elements = Elements.of(List.of("a", 1L).iterator());
        TaskResult result = TaskResult.of(elements, isolation);
        assertThat(result.sizeBytes()).isZero();
        assertThat(result.open(isolation)).isSameAs(elements);
    }

    @Test
    void elementsThatCouldBeChangedComeAsCopies() throws Exception {
        double[] element = {1, 2};
        Object[] read = travelled(element, null, "a");
        assertThat(read[0]).isEqualTo(new double[] {1, 2}).isNotSameAs(element);
        assertThat(read[1]).isNull();
        assertThat(read[2]).isEqualTo("a");
        assertThat(read).hasSize(3);
    }

    @Test
    void anElementThatComesTwiceIsOneObjectAfterwards() throws Exception {
        int[] element = {7};
        Object[] read = travelled(element, element);
        assertThat(read[0]).isSameAs(read[1]);
    }

    @Test
    void elementsWithCodecsAreNotWrittenByJavaSerialisation() throws Exception {
        TaskResult result = TaskResult.of(Elements.over(new Object[] {new int[] {1}, new int[] {2}}), isolation);
        // The name of the class alone would take more.
        assertThat(result.sizeBytes())
                .isPositive()
                .isLessThan(Elements.class.getName().length());
    }

    @Test
    void elementsOfAProgramsOwnClassComeAsCopiesToo() throws Exception {
        StringBuilder element = new StringBuilder("text");
        Object[] read = travelled(element);
        assertThat(read[0]).isNotSameAs(element).hasToString("text");
    }

    @Test
    void anElementThatCannotBeSerialisedIsNamed() {
        Elements elements = Elements.over(new Object[] {new Thread()});
        assertThatThrownBy(() -> TaskResult.of(elements, isolation))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void anArrayThatIsAResultItselfStaysOne() throws Exception {
        Object opened = TaskResult.of(new Object[] {new int[] {3}}, isolation).open(isolation);
        assertThat(opened).isInstanceOf(Object[].class);
    }
}
