// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.CallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The contexts of this JVM that have not been stopped. */
public final class ActiveContexts {
    private static final CopyOnWriteArrayList<EmberContext> ACTIVE = new CopyOnWriteArrayList<>();

    private ActiveContexts() {}

    static void add(EmberContext context) {
        ACTIVE.add(context);
    }

    static void remove(EmberContext context) {
        ACTIVE.remove(context);
    }

    /** In the order they were made. */
    public static List<EmberContext> all() {
        return new ArrayList<>(ACTIVE);
    }

    /** What whoever uses a stopped context is told, in Spark's words. */
    static String stoppedMessage(CallSite createdAt, CallSite stoppedAt) {
        List<EmberContext> active = all();
        String latest = active.isEmpty()
                ? "(No active SparkContext.)"
                : active.get(active.size() - 1).createdAt().longForm();
        return "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was created at:\n\n"
                + createdAt.longForm() + "\n\nAnd it was stopped at:\n\n" + stoppedAt.longForm()
                + "\n\nThe currently active SparkContext was created at:\n\n" + latest + "\n         ";
    }
}
