// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The values of a configuration, read as what their keys call for. A value that its key cannot have is an
 * {@link InvalidSetting} that names both and says what is accepted, in Spark's words.
 */
public final class ConfigValues {
    private final Map<String, String> values;

    public ConfigValues(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    @Nullable
    public String get(String key) {
        return values.get(key);
    }

    /** All keys that are set, in no order. */
    public Iterable<String> keys() {
        return values.keySet();
    }

    public int intValue(String key, int otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw wrongType(key, text, "int", e);
        }
    }

    /** @param requirement what Spark says of a value that is less than {@code least} */
    public int intAtLeast(String key, int otherwise, int least, String requirement) {
        int value = intValue(key, otherwise);
        if (value < least) {
            throw refused(key, requirement);
        }
        return value;
    }

    public long longValue(String key, long otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw wrongType(key, text, "long", e);
        }
    }

    public double doubleValue(String key, double otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw wrongType(key, text, "double", e);
        }
    }

    public boolean booleanValue(String key, boolean otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("true")) {
            return true;
        }
        if (trimmed.equalsIgnoreCase("false")) {
            return false;
        }
        throw wrongType(key, text, "boolean", null);
    }

    /**
     * A time, not negative.
     *
     * @param unit what a number without a unit counts
     */
    public long timeNanos(String key, TimeUnit unit, long otherwiseNanos) {
        if (values.get(key) == null) {
            return otherwiseNanos;
        }
        long nanos = unit.toNanos(time(key, unit, 0));
        if (nanos < 0) {
            throw refused(key, "The time must not be negative.");
        }
        return nanos;
    }

    /** A time in {@code unit}, which a number without one counts; may be negative. */
    public long time(String key, TimeUnit unit, long otherwise) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Units.time(text, unit);
        } catch (NumberFormatException e) {
            throw wrongType(key, text, "time in " + unit, e);
        }
    }

    /** A size; negative for one that is written with a minus, which some keys take for no limit. */
    public long bytes(String key, long otherwise) {
        return size(key, otherwise, Units.BYTE, "bytes in BYTE");
    }

    /** A size as {@link #bytes} reads it, in KiB, rounded down; a number without a unit counts KiB. */
    public long kibibytes(String key, long otherwise) {
        return size(key, otherwise, Units.KIB, "bytes in KiB");
    }

    /** The same in MiB. */
    public long mebibytes(String key, long otherwise) {
        return size(key, otherwise, Units.MIB, "bytes in MiB");
    }

    private long size(String key, long otherwise, long unit, String type) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        String trimmed = text.trim();
        boolean negative = trimmed.startsWith("-");
        try {
            long size = Units.size(negative ? trimmed.substring(1) : trimmed, unit);
            return negative ? -size : size;
        } catch (IllegalArgumentException e) {
            throw wrongType(key, text, type, e);
        }
    }

    /** The error for a value of the right kind that its key cannot have. */
    public InvalidSetting refused(String key, String requirement) {
        return refused(key, String.valueOf(values.get(key)), requirement);
    }

    /** @param shown the value as it was understood */
    public InvalidSetting refused(String key, String shown, String requirement) {
        return invalid(InvalidSetting.Reason.REQUIREMENT, key, shown, "confRequirement", requirement, null);
    }

    /** The error for a value that is none of those a key knows. */
    public InvalidSetting outOfOptions(String key, String options) {
        String shown = String.valueOf(values.get(key));
        return invalid(InvalidSetting.Reason.OPTIONS, key, shown, "confOptions", options, null);
    }

    private static InvalidSetting wrongType(String key, String text, String type, @Nullable Throwable cause) {
        return invalid(InvalidSetting.Reason.TYPE, key, text, "confType", type, cause);
    }

    private static InvalidSetting invalid(
            InvalidSetting.Reason reason,
            String key,
            String shown,
            String name,
            String what,
            @Nullable Throwable cause) {
        return new InvalidSetting(reason, Map.of("confName", key, "confValue", shown, name, what), cause);
    }
}
