package ember.checks.program;

/** Has no main method. */
public final class NoMain {
    private NoMain() {}
}
