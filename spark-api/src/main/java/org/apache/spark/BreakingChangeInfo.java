// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.List;
import scala.Option;

/** How to migrate when an error comes from a change of behaviour between versions. */
public class BreakingChangeInfo {

    private final List<String> migrationMessage;
    private final Option<MitigationConfig> mitigationConfig;
    private final boolean needsAudit;

    /**
     * A hint.
     *
     * @param migrationMessage what to change, line by line
     * @param needsAudit whether the change has to be made by a person
     */
    public BreakingChangeInfo(
            List<String> migrationMessage, Option<MitigationConfig> mitigationConfig, boolean needsAudit) {
        this.migrationMessage = List.copyOf(migrationMessage);
        this.mitigationConfig = mitigationConfig;
        this.needsAudit = needsAudit;
    }

    /** The setting that brings the earlier behaviour back, if there is one. */
    public Option<MitigationConfig> mitigationConfig() {
        return mitigationConfig;
    }

    public boolean needsAudit() {
        return needsAudit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BreakingChangeInfo that
                && migrationMessage.equals(that.migrationMessage)
                && mitigationConfig.equals(that.mitigationConfig)
                && needsAudit == that.needsAudit;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * migrationMessage.hashCode() + mitigationConfig.hashCode()) + Boolean.hashCode(needsAudit);
    }
}
