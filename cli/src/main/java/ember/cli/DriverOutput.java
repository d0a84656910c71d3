// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.spark.TaskContext;

/** Standard output of the driver. What tasks print goes nowhere, as on a cluster, and is told. */
final class DriverOutput extends OutputStream {
    private final OutputStream out;
    private final Findings findings;
    private final Failure failure;

    DriverOutput(OutputStream out, Findings findings, Failure failure) {
        this.failure = failure;
        this.out = out;
        this.findings = findings;
    }

    @Override
    public void write(int value) throws IOException {
        if (isOfDriver()) {
            out.write(value);
        }
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (isOfDriver()) {
            out.write(bytes, start, length);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private boolean isOfDriver() {
        if (TaskContext.get() == null) {
            return true;
        }
        findings.fault(
                "A task prints to standard output: on a cluster that goes to the log of an executor.",
                failure.place(new Throwable().getStackTrace(), "A task"),
                "To print in the driver, collect() or take() first.");
        return false;
    }
}
