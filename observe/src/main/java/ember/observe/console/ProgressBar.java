// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.model.event.EngineEvent;
import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how far the running stages are, in one line that is drawn over until a job ends and then wiped out.
 *
 * <p>The line is gone before the caller of an action continues, so it does not mix with what the program prints between actions.
 * Must be told of events after the store it reads. Its daemon thread starts with the first stage and rests while none runs.
 */
public final class ProgressBar implements EngineEvent.Handler {
    /** Spark's default of {@code spark.ui.consoleProgress.update.interval}. */
    public static final long DEFAULT_INTERVAL_MILLIS = 200;

    /** Shorter stages, and pauses between jobs, are not worth a flicker. */
    private static final long FIRST_DELAY_MILLIS = 500;
    /** An unchanged line is drawn again after this time: a terminal may have lost it to other output. */
    private static final long REDRAW_MILLIS = 60_000;

    private static final int MAX_STAGES = 3;

    private final StatusStore status;
    private final PrintStream out;
    private final int width;
    private final long intervalMillis;

    private @Nullable Thread thread;
    private boolean stagesRun;
    private boolean stopped;
    /** What stands on the terminal; empty: nothing. */
    private String shown = "";

    private long shownSinceMillis;
    private long lastJobEndMillis;

    /**
     * @param out a terminal: standard error, as standard output belongs to the program
     * @param columns the terminal's width as the environment variable {@code COLUMNS} has it; null: not set, 80
     * @param intervalMillis time between two looks, at least 1: {@code spark.ui.consoleProgress.update.interval}
     */
    public ProgressBar(StatusStore status, PrintStream out, @Nullable String columns, long intervalMillis) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("intervalMillis must be >= 1, was " + intervalMillis);
        }
        this.status = status;
        this.out = out;
        this.width = Painter.width(columns);
        this.intervalMillis = intervalMillis;
    }

    @Override
    public boolean readsFigures() {
        return false;
    }

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        if (stopped || stagesRun) {
            return;
        }
        stagesRun = true;
        if (thread == null) {
            thread = new Thread(this::run, "progress-bar");
            thread.setDaemon(true);
            thread.start();
        } else {
            notifyAll();
        }
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        wipe();
        lastJobEndMillis = event.timeMillis();
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        stop();
    }

    /** Wipes the line out, for good, and ends the thread. */
    public synchronized void stop() {
        stopped = true;
        wipe();
        notifyAll();
    }

    private synchronized void run() {
        try {
            while (!stopped) {
                if (!stagesRun) {
                    wait();
                    continue;
                }
                wait(intervalMillis);
                List<StageStatus> stages = status.activeStages();
                stagesRun = !stages.isEmpty();
                repaint(stages, System.currentTimeMillis());
            }
        } catch (InterruptedException e) {
            // Nobody here interrupts this thread: whoever does wants it to end.
            stop();
        }
    }

    /** Draws the stages that have lasted; without any, what stands there stays until the job ends. */
    synchronized void repaint(List<StageStatus> stages, long nowMillis) {
        if (stopped || nowMillis - lastJobEndMillis < FIRST_DELAY_MILLIS) {
            return;
        }
        List<StageStatus> lasting = new ArrayList<>(MAX_STAGES);
        for (int i = 0; i < stages.size() && lasting.size() < MAX_STAGES; i++) {
            if (nowMillis - stages.get(i).submissionTimeMillis() > FIRST_DELAY_MILLIS) {
                lasting.add(stages.get(i));
            }
        }
        if (lasting.isEmpty()) {
            return;
        }
        String line = Painter.paint(lasting, width);
        if (!line.equals(shown) || nowMillis - shownSinceMillis >= REDRAW_MILLIS) {
            print(line + " ".repeat(Math.max(0, shown.length() - line.length())));
            shown = line;
            shownSinceMillis = nowMillis;
        }
    }

    private void wipe() {
        if (!shown.isEmpty()) {
            print(" ".repeat(shown.length()));
            shown = "";
        }
    }

    /** Leaves the cursor at the start of the line, so that whatever is printed next covers it. */
    private void print(String line) {
        out.print('\r' + line + '\r');
        out.flush();
    }
}
