/**
 * What listeners, the event log and the UI are told: {@link ember.model.event.EngineEvent} and the records it carries.
 *
 * <p>All are immutable snapshots. Times ending in {@code Millis} are milliseconds since the epoch, -1 or 0 where a record says so.
 */
@NullMarked
package ember.model.event;

import org.jspecify.annotations.NullMarked;
