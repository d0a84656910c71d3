// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import ember.cli.program.UsageException;
import java.io.File;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Runs snippets from a file or a pipe, one after the other, up to the end, {@code /exit} or the first that fails. */
final class Script {
    private static final int FAILED = 1;

    private final String name;
    private final List<String> lines;
    private final String classPath;
    /** The beginning of a snippet, and the line it stands in. */
    private String pending = "";

    private int begin;

    /**
     * @param name what messages call it
     * @param classPath where its imports are found
     */
    Script(String name, String text, String classPath) {
        this.name = name;
        this.lines = text.lines().toList();
        this.classPath = classPath;
    }

    /** @return 0, what {@code /exit} says, or 1 if a snippet failed */
    int run() throws UsageException {
        try (JShell shell =
                JShell.builder().executionEngine(SnippetControl.NAME).build()) {
            for (String path : classPath.split(File.pathSeparator, -1)) {
                shell.addToClasspath(path);
            }
            for (String snippet : Startup.snippets().split("\n", -1)) {
                if (!succeeds(shell, snippet, 0)) {
                    return FAILED;
                }
            }
            return runSnippets(shell);
        }
    }

    private int runSnippets(JShell shell) throws UsageException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (pending.isEmpty()) {
                if (isCommand(line)) {
                    return exitStatus(line.strip(), i + 1);
                }
                if (line.isBlank() || (i == 0 && line.startsWith("#!"))) {
                    continue;
                }
                begin = i + 1;
            }
            pending += line + "\n";
            boolean mayBeWhole = i + 1 == lines.size() || !goesOn(lines.get(i + 1));
            if (mayBeWhole && !wholeSnippetsSucceed(shell)) {
                return FAILED;
            }
        }
        return pending.isEmpty() || succeeds(shell, pending, begin) ? 0 : FAILED;
    }

    /** Runs what is whole of the pending text, and keeps the rest. */
    private boolean wholeSnippetsSucceed(JShell shell) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        CompletionInfo next = analysis.analyzeCompletion(pending);
        while (next.completeness().isComplete()) {
            if (!succeeds(shell, next.source(), begin)) {
                return false;
            }
            String rest = next.remaining();
            begin += linesBefore(pending, pending.length() - rest.length());
            pending = rest;
            next = analysis.analyzeCompletion(pending);
        }
        if (next.completeness() == Completeness.EMPTY) {
            pending = "";
        }
        return true;
    }

    /** Whether a line can only be the rest of the one before, which may look whole. */
    private static boolean goesOn(String line) {
        String text = line.strip();
        return text.startsWith(".") || text.startsWith("else ") || text.equals("else");
    }

    private static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//") && !line.startsWith("/*");
    }

    /** @param line where the snippet begins, from 1 on; 0: it is not of the script */
    private boolean succeeds(JShell shell, String source, int line) {
        for (SnippetEvent event : shell.eval(source)) {
            JShellException exception = event.exception();
            if (exception != null) {
                System.err.print(place(line) + ": ");
                print(exception);
                return false;
            }
            if (event.status() == Snippet.Status.REJECTED) {
                shell.diagnostics(event.snippet())
                        .filter(Diag::isError)
                        .forEach(error -> System.err.println(place(line + linesBefore(source, error.getPosition()))
                                + ": " + error.getMessage(Locale.ROOT)));
                return false;
            }
        }
        return true;
    }

    /** As the JVM prints an exception that nobody caught, under the name of the class that was thrown. */
    private static void print(JShellException exception) {
        String what = exception instanceof EvalException thrown ? thrown.getExceptionClassName() : "not declared";
        String message = exception.getMessage();
        System.err.println(message == null ? what : what + ": " + message);
        for (StackTraceElement frame : exception.getStackTrace()) {
            System.err.println("\tat " + frame);
        }
        if (exception.getCause() instanceof JShellException cause) {
            System.err.print("Caused by: ");
            print(cause);
        }
    }

    private String place(int line) {
        return line == 0 ? "ember" : name + ":" + line;
    }

    private static int linesBefore(String text, long position) {
        int lines = 0;
        for (int i = 0; i < position && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private int exitStatus(String command, int line) throws UsageException {
        if (command.equals("/exit")) {
            return 0;
        }
        try {
            if (command.startsWith("/exit ")) {
                return Integer.parseInt(command.substring("/exit ".length()).strip());
            }
        } catch (NumberFormatException e) {
            throw new UsageException(place(line) + ": /exit takes a number, was '" + command + "'");
        }
        throw new UsageException(
                place(line) + ": '" + command + "' is for terminals: of the commands, a script may say /exit");
    }
}
