// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

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
}
