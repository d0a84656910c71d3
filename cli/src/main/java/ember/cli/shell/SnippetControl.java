// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs snippets in this process, and on Ctrl-C cancels the jobs they wait for; a snippet that waits for none is stopped as JShell does it.
 * JShell finds it by its name, as a service.
 */
public final class SnippetControl implements ExecutionControlProvider {
    static final String NAME = "ember";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new LocalExecutionControl() {
            @Override
            protected String invoke(Method snippet) throws Exception {
                return super.invoke(SnippetThread.toRun(snippet));
            }

            @Override
            public void stop() throws EngineTerminationException, InternalException {
                if (!ShellContext.cancelJobs()) {
                    super.stop();
                }
            }
        };
    }
}
