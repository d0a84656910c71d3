// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ember shell} as somebody at a terminal meets it. */
class ShellTerminalTest {
    private static final String TAB = "\t";
    /** The line before: what the arrow up does, in every kind of terminal. */
    private static final String CONTROL_P = "\u0010";

    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";

    @TempDir
    Path folder;

    @BeforeEach
    void needTerminal() throws InterruptedException {
        Terminal.assumeAvailable();
    }

    @Test
    void completesShowsProgressAndRemembers() throws Exception {
        try (Terminal first = shell()) {
            first.awaitShown("sc is a JavaSparkContext with master local[2]");
            first.awaitShown("ember> ");
            first.type("1 + 41\r");
            first.awaitShown("$1 ==> 42");
            first.type("sc.defaultMinP" + TAB);
            first.awaitShown("defaultMinPartitions()");
            first.type("\r");
            first.awaitShown("$2 ==> 2");
            first.type(
                    "sc.parallelize(List.of(1, 2, 3, 4), 4).map(x -> { Thread.sleep(600); return x * 10; }).collect()\r");
            first.awaitShown("[Stage 0:");
            first.awaitShown("$3 ==> [10, 20, 30, 40]");
            first.type("/exit 3\r");
            assertThat(first.awaitEnd()).isEqualTo(3);
        }
        try (Terminal second = shell()) {
            second.awaitShown("ember> ");
            second.type(CONTROL_P.repeat(4));
            second.awaitShown("1 + 41");
            second.type("\r");
            second.awaitShown("$1 ==> 42");
            second.type(CONTROL_D);
            assertThat(second.awaitEnd()).isZero();
        }
    }

    @Test
    void controlCCancelsTheJobsAndTheShellGoesOn() throws Exception {
        try (Terminal terminal = shell()) {
            terminal.awaitShown("ember> ");
            terminal.type("sc.parallelize(List.of(1, 2)).map(x -> { Thread.sleep(60000); return x; }).count()\r");
            terminal.awaitShown("[Stage 0:");
            terminal.type(CONTROL_C);
            terminal.awaitShown("cancelled as part of cancellation of");
            terminal.type("sc.parallelize(List.of(1, 2)).count()\r");
            terminal.awaitShown("==> 2");
            terminal.type(CONTROL_D);
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    private Terminal shell() throws IOException {
        List<String> command = Ember.command(
                List.of(), "-Dember.terminal=true", "shell", "--master", "local[2]", "--conf=spark.ui.enabled=false");
        command.add(command.indexOf("-cp"), "-Dember.input.terminal=true");
        return new Terminal(command, List.of("XDG_STATE_HOME=" + folder, "TERM=xterm", "COLUMNS=200"), folder);
    }
}
