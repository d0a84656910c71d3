// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.CallSite;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of the calling thread that travel with its jobs. A thread starts with a copy of its parent's. */
public final class LocalProperties {
    /** Properties that stand for the place of a call, as in Spark. */
    private static final String CALL_SITE_SHORT = "callSite.short";

    private static final String CALL_SITE_LONG = "callSite.long";

    @SuppressWarnings("ThreadLocalUsage") // one per context on purpose: contexts of one JVM do not share properties
    private final InheritableThreadLocal<Map<String, String>> values = new InheritableThreadLocal<>() {
        @Override
        protected Map<String, String> initialValue() {
            return new HashMap<>();
        }

        @Override
        protected Map<String, String> childValue(Map<String, String> parent) {
            return new HashMap<>(parent);
        }
    };

    public @Nullable String get(String key) {
        return values.get().get(key);
    }

    /** @param value null removes the property */
    public void set(String key, @Nullable String value) {
        if (value == null) {
            values.get().remove(key);
        } else {
            values.get().put(key, value);
        }
    }

    /** The properties as they are now. */
    public Map<String, String> snapshot() {
        return new HashMap<>(values.get());
    }

    /** The place of calls that the program has set; null: none. */
    @Nullable
    CallSite callSite() {
        String given = get(CALL_SITE_SHORT);
        String details = get(CALL_SITE_LONG);
        return given == null ? null : new CallSite(given, details == null ? "" : details);
    }

    /** Wraps work so that whichever thread does it has the properties of now, and its own again afterwards. */
    Runnable carriedBy(Runnable work, CallSite site) {
        Map<String, String> properties = snapshot();
        properties.put(CALL_SITE_SHORT, site.shortForm());
        properties.put(CALL_SITE_LONG, site.longForm());
        return () -> {
            Map<String, String> own = snapshot();
            replace(properties);
            try {
                work.run();
            } finally {
                replace(own);
            }
        };
    }

    /** Gives the calling thread these properties and no others. */
    public void replace(Map<String, String> properties) {
        values.set(new HashMap<>(properties));
    }
}
