// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.model.Threads;
import ember.model.event.EngineEvent;
import ember.observe.status.StatusStore;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows at the foot of a terminal how jobs stand, in several lines that are drawn over while jobs run and wiped out when one ends. What
 * the program and its log write meanwhile stands above them.
 *
 * <p>Takes the place of {@link System#err}, and of {@link System#out} if that is the terminal too, until the application ends. Must be
 * told of events after the store it reads. Its daemon thread starts with the first stage.
 */
public final class RichConsole implements EngineEvent.Handler {
    /** Shorter jobs are not worth a flicker. */
    private static final long FIRST_DELAY_MILLIS = 500;

    private final ConsoleView view;
    private final int width;
    private final long intervalMillis;
    private final TerminalBlock block;
    private final PrintStream error;
    private final PrintStream errorAbove;
    private final @Nullable PrintStream output;
    private final @Nullable PrintStream outputAbove;
    private @Nullable Thread thread;
    private long runsSinceMillis;
    private int jobs;
    private boolean stopped;

    /** What stands there. */
    public enum Shows {
        /** The stages that run. {@code ember.ui.console=rich} */
        STAGES,
        /** The graphs of the jobs that run. {@code ember.ui.console=graph} */
        GRAPH
    }

    /**
     * @param outputIsTerminal whether standard output goes to the same terminal as standard error
     * @param columns the terminal's width as the environment variable {@code COLUMNS} has it; null: not set, 80
     * @param intervalMillis time between two drawings, at least 1
     */
    public RichConsole(
            StatusStore status, Shows shows, boolean outputIsTerminal, @Nullable String columns, long intervalMillis) {
        this.view = shows == Shows.STAGES ? new StagesView(status) : new GraphView(status);
        this.width = Painter.width(columns);
        this.intervalMillis = intervalMillis;
        this.error = System.err;
        this.block = new TerminalBlock(error);
        this.errorAbove = block.above(error);
        System.setErr(errorAbove);
        this.output = outputIsTerminal ? System.out : null;
        this.outputAbove = output == null ? null : block.above(output);
        if (outputAbove != null) {
            System.setOut(outputAbove);
        }
    }

    @Override
    public boolean readsFigures() {
        return false;
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        view.jobStarted(event);
        if (jobs++ == 0) {
            runsSinceMillis = event.timeMillis();
        }
        if (stopped) {
            return;
        }
        if (thread == null) {
            thread = Threads.daemon(this::run, "ember-console");
            thread.start();
        } else {
            notifyAll();
        }
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        view.stageCompleted(event);
    }

    /** The lines are gone before the caller of an action continues. */
    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        view.jobEnded(event);
        jobs--;
        block.show(List.of());
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        stop();
    }

    /** Wipes the lines out, for good, and gives the streams back. */
    public synchronized void stop() {
        stopped = true;
        block.show(List.of());
        notifyAll();
        if (System.err == errorAbove) {
            System.setErr(error);
        }
        if (output != null && System.out == outputAbove) {
            System.setOut(output);
        }
    }

    private synchronized void run() {
        try {
            while (!stopped) {
                if (jobs == 0) {
                    wait();
                } else {
                    wait(intervalMillis);
                    draw(System.currentTimeMillis());
                }
            }
        } catch (InterruptedException e) {
            // Nobody here interrupts this thread: whoever does wants it to end.
            stop();
        }
    }

    synchronized void draw(long nowMillis) {
        if (!stopped && jobs > 0 && nowMillis - runsSinceMillis >= FIRST_DELAY_MILLIS) {
            block.show(view.lines(nowMillis, width));
        }
    }
}
