/**
 * Decides what runs next and what an outcome means; never acts.
 *
 * <p>{@link ember.scheduler.Scheduler} is the only door: facts come in as {@link ember.scheduler.event.SchedulerEvent}, commands go
 * out as {@link ember.scheduler.effect.Effect}. No thread, clock, lock, file or log: time is an argument, so a whole cluster can be
 * simulated in one thread.
 */
@NullMarked
package ember.scheduler;

import org.jspecify.annotations.NullMarked;
