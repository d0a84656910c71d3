// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.StageInfo;

/**
 * The application itself.
 *
 * @param endMillis {@link StageInfo#ABSENT}: it runs, or its log does not say more
 */
public record ApplicationView(String id, String name, String user, long startMillis, long endMillis) {
    public boolean hasEnded() {
        return endMillis != StageInfo.ABSENT;
    }
}
