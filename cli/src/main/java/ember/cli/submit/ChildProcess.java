// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A process that works for this one, and ends when this one is told to. */
final class ChildProcess {
    private @Nullable Process process;
    private boolean ending;

    private ChildProcess() {}

    /**
     * Runs a command to its end. Ctrl-C in a terminal reaches it without help; if this process alone is ended, so is the other, and this
     * one waits for it.
     *
     * @return its exit status; 128 and the number of the signal if one ended it
     * @throws IOException if it cannot be started, or this process is ending already
     */
    static int run(ProcessBuilder command) throws IOException, InterruptedException {
        ChildProcess child = new ChildProcess();
        // Before it starts, so that no signal finds it alone.
        Runtime.getRuntime().addShutdownHook(new Thread(child::end, "ember-end-child"));
        return child.start(command).waitFor();
    }

    private synchronized Process start(ProcessBuilder command) throws IOException {
        if (ending) {
            throw new IOException("this process is ending");
        }
        Process started = command.start();
        process = started;
        return started;
    }

    private synchronized void end() {
        ending = true;
        if (process != null) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
