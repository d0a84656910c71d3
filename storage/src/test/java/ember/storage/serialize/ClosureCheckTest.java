// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.ImmutableContainers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosureCheckTest {
    private final ClosureCheck check = new ClosureCheck(new Immutability(ImmutableContainers.NONE));

    interface Fn extends Serializable {
        Object call(Object argument);
    }

    /** Cannot travel. */
    private static final class Connection {
        Object use(Object argument) {
            return argument;
        }
    }

    private static final class Config implements Serializable {
        final Connection connection = new Connection();
    }

    @Test
    void functionsThatCanTravelPass() {
        List<String> words = new ArrayList<>(List.of("a"));
        Fn nothing = x -> x;
        Fn list = x -> words.size();
        assertThatCode(() -> {
                    check.check(nothing);
                    check.check(list);
                })
                .doesNotThrowAnyException();
    }

    private record Point(int x) {}

    @Test
    void whatIsInArraysMustBeAbleToTravelToo() {
        double[][] numbers = {{1, 2}, {}};
        Object[] connections = {"a", new Connection()};
        Object[] points = {new int[] {1}, new Point(1)};
        Fn ofNumbers = x -> numbers.length;
        Fn ofConnections = x -> connections.length;
        Fn ofPoints = x -> points.length;
        assertThatCode(() -> check.check(ofNumbers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.check(ofConnections)).hasMessageContaining(Connection.class.getName());
        assertThatThrownBy(() -> check.check(ofPoints)).hasMessageContaining(Point.class.getName());
    }

    @Test
    void theMessageNamesTheLambdaAndWhatItCaptured() {
        Connection connection = new Connection();
        Fn lambda = x -> connection.use(x);
        assertThatThrownBy(() -> check.check(lambda))
                .isInstanceOf(NotSerializableClosure.class)
                .hasMessageStartingWith("Task not serializable")
                .hasMessageContaining("the lambda in " + ClosureCheckTest.class.getName()
                        + ".theMessageNamesTheLambdaAndWhatItCaptured\n\t- by captured variable 0 ("
                        + Connection.class.getName()
                        + ")")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void aCapturedThisIsCalledThat() {
        Fn lambda = x -> check.toString();
        assertThatThrownBy(() -> check.check(lambda))
                .hasMessageContaining("- by captured this (" + ClosureCheckTest.class.getName() + ")");
    }

    @Test
    void aBoundMethodReferenceIsNamedAsWritten() {
        Fn reference = new Connection()::use;
        assertThatThrownBy(() -> check.check(reference))
                .hasMessageContaining(
                        "the method reference " + Connection.class.getName() + "::use\n\t- by the bound object");
    }

    @Test
    void thePathGoesThroughFieldsCollectionsAndOtherLambdas() {
        Map<String, Config> configs = new java.util.HashMap<>(Map.of("main", new Config()));
        Fn inner = x -> configs.get(x);
        Fn outer = x -> inner.call(x);
        assertThatThrownBy(() -> check.check(outer))
                .hasMessageContaining("captured variable 0 (the lambda in " + ClosureCheckTest.class.getName())
                .hasMessageContaining("captured variable 0 (java.util.HashMap)")
                .hasMessageContaining("value 0 (" + Config.class.getName() + ")")
                .hasMessageContaining("field " + Config.class.getName() + ".connection");
    }

    @Test
    void aFunctionThatIsItselfNotSerializableIsRefused() {
        Runnable plain = () -> {};
        assertThatThrownBy(() -> check.check(plain))
                .isInstanceOf(NotSerializableClosure.class)
                .hasMessageStartingWith(
                        "Task not serializable: " + plain.getClass().getName());
    }

    @Test
    void whatTheUsersOwnSerialisationThrowsIsTheCause() {
        assertThatThrownBy(() -> check.check(new RefusesToBeWritten()))
                .isInstanceOf(NotSerializableClosure.class)
                .hasMessageStartingWith("Task not serializable")
                .hasMessageContaining("destroyed")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private static final class RefusesToBeWritten implements Serializable {
        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("destroyed");
        }
    }

    @Test
    void somethingImmutableIsAlwaysReallySerialisable() throws Exception {
        JavaSerialization serialization = new JavaSerialization(null);
        Immutability immutability = new Immutability(ImmutableContainers.NONE);
        String text = "t";
        Fn inner = x -> text;
        Fn[] functions = {x -> x, inner, x -> inner.call(x), String::valueOf, text::equals};
        for (Fn function : functions) {
            assertThat(immutability.isImmutable(function)).isTrue();
            assertThat(serialization.copy(function).call("x")).isEqualTo(function.call("x"));
        }
    }
}
