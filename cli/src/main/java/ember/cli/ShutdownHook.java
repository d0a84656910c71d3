// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.engine.ActiveContexts;
import ember.engine.EmberContext;

/**
 * Ends what a program left running when the JVM ends, by Ctrl-C or otherwise: contexts are stopped, so jobs fail as cancelled, and the
 * program's thread gets the time to clean up what it had half written.
 */
final class ShutdownHook extends Thread {
    private static final long CLEAN_UP_MILLIS = 10_000;

    private static volatile boolean running;

    private final Thread program;

    private ShutdownHook(Thread program) {
        super("ember-shutdown");
        this.program = program;
    }

    /** @param program the thread that runs the user's main method */
    static void install(Thread program) {
        Runtime.getRuntime().addShutdownHook(new ShutdownHook(program));
    }

    static boolean isRunning() {
        return running;
    }

    @Override
    public void run() {
        running = true;
        boolean interrupted = !ActiveContexts.all().isEmpty();
        for (EmberContext context : ActiveContexts.all()) {
            context.stop();
        }
        if (interrupted) {
            try {
                program.join(CLEAN_UP_MILLIS);
            } catch (InterruptedException e) {
                // The JVM is ending anyway: there is nobody left to tell.
                Thread.currentThread().interrupt();
            }
        }
    }
}
