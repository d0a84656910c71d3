// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.UsageException;
import ember.cli.shell.Shell;
import ember.cli.submit.Submit;
import ember.cli.submit.SubmitOptions;

/** Where the command begins. */
public final class Main {
    private Main() {}

    /** Exit status: 0 well, 1 the program failed or a rule was broken, 2 the command was used wrongly, 130 interrupted. */
    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        int status;
        try {
            if (command.equals("run") && !asksForHelp(args)) {
                status = Launcher.launch(RunOptions.parseRun(args));
            } else if (command.equals("example") && args.length > 1 && !asksForHelp(args)) {
                status = Launcher.launch(RunOptions.parseExample(args));
            } else if (command.equals("check") && args.length > 1 && !asksForHelp(args)) {
                status = Check.run(args);
            } else if (command.equals("simulate") && args.length > 1 && !asksForHelp(args)) {
                status = Simulate.run(SimulateOptions.parse(args));
            } else if (command.equals("submit") && !asksForHelp(args)) {
                status = Submit.run(SubmitOptions.parse(args));
            } else if (command.equals("shell") && !asksForHelp(args)) {
                status = shell(RunOptions.parseShell(args));
            } else {
                status = Help.run(args);
            }
        } catch (UsageException e) {
            System.err.println("ember: " + e.getMessage());
            System.err.println("Try 'ember --help'.");
            status = UsageException.STATUS;
        }
        // Exits only to say that something failed: otherwise threads of the program's own may go on. During a shutdown
        // the JVM
        // is leaving already, and another exit would wait for it for ever.
        if (status != 0 && !ShutdownHook.isRunning()) {
            System.exit(status);
        }
    }

    private static int shell(RunOptions options) throws UsageException {
        Launcher.configure(options.settings(), "Ember shell");
        return Shell.run(options.settings(), options.jar(), System.getProperty("ember.input.terminal") != null);
    }

    /** Help is asked for before the program's name; what comes after is the program's own. */
    private static boolean asksForHelp(String[] args) {
        return args.length > 1 && (args[1].equals("--help") || args[1].equals("-h"));
    }
}
