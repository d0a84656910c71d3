// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides what nobody should see in logs and pages: values that are secrets by their key or by themselves. Spark: spark.redaction.regex. */
public final class Redaction {
    private static final String HIDDEN = "*********(redacted)";
    /** What Spark's default expression looks for, in lower case. */
    private static final String[] SECRETS = {"secret", "password", "token", "accesskey", "access.key"};

    private final @Nullable Pattern pattern;

    /** @param regex found in a key or a value that is to be hidden; null: Spark's default, which needs no regular expression */
    public Redaction(@Nullable String regex) {
        this.pattern = regex == null ? null : Pattern.compile(regex);
    }

    /** The same keys in the same order, with what is secret hidden. */
    public Map<String, String> of(Map<String, String> values) {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((key, value) -> shown.put(key, isSecret(key) || isSecret(value) ? HIDDEN : value));
        return shown;
    }

    private boolean isSecret(String text) {
        if (pattern != null) {
            return pattern.matcher(text).find();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String secret : SECRETS) {
            if (lower.contains(secret)) {
                return true;
            }
        }
        return false;
    }
}
