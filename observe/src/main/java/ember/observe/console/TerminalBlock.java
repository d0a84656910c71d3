// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Lines at the foot of a terminal that are drawn over again and again. What is written to one of its streams meanwhile goes above them:
 * they are wiped out before it, and drawn below it the next time. Safe for use by many threads.
 */
final class TerminalBlock {
    private static final String UP = "\u001b[%A";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream terminal;
    private List<String> shown = List.of();
    /** Whether something was written without an end of line: a prompt, say, which must not be drawn over. */
    private boolean lineIsOpen;

    /** @param terminal where the lines are drawn, by ANSI sequences */
    TerminalBlock(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Draws lines in place of those that stand there; none: wipes them out. */
    synchronized void show(List<String> lines) {
        if (lines.equals(shown) || lineIsOpen) {
            return;
        }
        StringBuilder text = new StringBuilder(wiping());
        for (String line : lines) {
            text.append(line).append('\n');
        }
        terminal.print(text);
        terminal.flush();
        shown = List.copyOf(lines);
    }

    private String wiping() {
        return shown.isEmpty() ? "" : UP.replace("%", Integer.toString(shown.size())) + '\r' + CLEAR_BELOW;
    }

    private synchronized void write(OutputStream to, byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        show(List.of());
        to.write(bytes, from, length);
        to.flush();
        lineIsOpen = bytes[from + length - 1] != '\n';
    }

    /** A stream whose output goes above the lines. @param to what it goes to, the same terminal */
    PrintStream above(PrintStream to) {
        return new PrintStream(new Above(to), true, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }

    private final class Above extends FilterOutputStream {
        private Above(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            TerminalBlock.this.write(out, bytes, from, length);
        }
    }
}
