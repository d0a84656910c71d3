// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import org.slf4j.LoggerFactory;

/** Ends parts of an engine one after another. An interrupt cuts one wait short, but every part is told to end. */
final class Endings {
    private boolean interrupted;

    /** A part, which waits until it has ended. */
    interface Part {
        void end() throws InterruptedException;
    }

    void end(Part part) {
        try {
            part.end();
        } catch (InterruptedException e) {
            // The other parts must be ended too; the interrupt is made good at last.
            interrupted = true;
        }
    }

    /** All parts have been told. */
    void done() {
        if (interrupted) {
            Thread.currentThread().interrupt();
            LoggerFactory.getLogger("SparkContext").warn("Interrupted while stopping: some threads may still end");
        }
    }
}
