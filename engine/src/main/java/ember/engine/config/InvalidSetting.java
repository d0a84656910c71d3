// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that its key cannot have: the error condition that Spark names, and its parameters. The message follows from them. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final String VALUE = "The value '<confValue>' in the config \"<confName>\" is invalid. ";

    /** What is wrong. */
    public enum Reason {
        TYPE("INVALID_CONF_VALUE.TYPE_MISMATCH", "22022", VALUE + "It should be a/an '<confType>' value."),
        REQUIREMENT("INVALID_CONF_VALUE.REQUIREMENT", "22022", VALUE + "<confRequirement>"),
        OPTIONS("INVALID_CONF_VALUE.OUT_OF_RANGE_OF_OPTIONS", "22022", VALUE + "It should be one of '<confOptions>'."),
        CODEC(
                "CODEC_NOT_AVAILABLE.WITH_CONF_SUGGESTION",
                "56038",
                "The codec <codecName> is not available. Consider to set the config <configKey> to <configVal>."),
        KRYO_BUFFER(
                "INVALID_KRYO_SERIALIZER_BUFFER_SIZE",
                "F0000",
                "The value of the config \"<bufferSizeConfKey>\" must be less than 2048 MiB, but got"
                        + " <bufferSizeConfValue> MiB.");

        private final String condition;
        private final String sqlState;
        private final String template;

        Reason(String condition, String sqlState, String template) {
            this.condition = condition;
            this.sqlState = sqlState;
            this.template = template;
        }

        /** Null if no setting can be wrong in that way. */
        public static @Nullable Reason of(String condition) {
            for (Reason reason : values()) {
                if (reason.condition.equals(condition)) {
                    return reason;
                }
            }
            return null;
        }

        /** The name that Spark gives it. */
        public String condition() {
            return condition;
        }

        /** Five characters. */
        public String sqlState() {
            return sqlState;
        }

        /** The message without its name and state; {@code <name>} stands for a parameter. */
        public String template() {
            return template;
        }
    }

    private final transient Reason reason;
    private final transient Map<String, String> parameters;

    /** @param parameters a value for each name in the reason's template */
    public InvalidSetting(Reason reason, Map<String, String> parameters, @Nullable Throwable cause) {
        super(message(reason, parameters), cause);
        this.reason = reason;
        this.parameters = Map.copyOf(parameters);
    }

    private static String message(Reason reason, Map<String, String> parameters) {
        String text = reason.template;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("<" + parameter.getKey() + ">", parameter.getValue());
        }
        return "[" + reason.condition + "] " + text + " SQLSTATE: " + reason.sqlState;
    }

    public Reason reason() {
        return reason;
    }

    /** By the names in the reason's template. */
    public Map<String, String> parameters() {
        return parameters;
    }
}
