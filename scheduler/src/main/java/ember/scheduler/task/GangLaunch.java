// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskLocality;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the tasks of a barrier set all in one round, or none: what was reserved in vain is handed back at once, so that the sets
 * behind it in the order may use it (SPARK-24818).
 */
final class GangLaunch {
    private static final String LOGGER = "TaskSchedulerImpl";

    private final SlotTable slots;
    private final Outbox outbox;
    private final List<Reservation> reserved = new ArrayList<>();

    GangLaunch(SlotTable slots, Outbox outbox) {
        this.slots = slots;
        this.outbox = outbox;
    }

    /** A task with the slot it would take. */
    record Reservation(int index, SlotTable.Slots at, TaskLocality level) {}

    /** Starts one task, whose slot is its own to take. */
    interface Starter {
        void start(Reservation reservation);
    }

    /** Whether there are slots for the whole set. */
    boolean fits(TaskSet set) {
        int free = slots.free();
        if (free >= set.size()) {
            return true;
        }
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Skip current round of resource offers for barrier stage " + set.stageId()
                            + " because the barrier taskSet requires " + set.size()
                            + " slots, while the total number of available slots is " + free + ".");
        }
        return false;
    }

    /** Keeps a slot for a task until {@link #settle}. */
    void reserve(int index, SlotTable.Slots at, TaskLocality level) {
        slots.take(at);
        reserved.add(new Reservation(index, at, level));
    }

    /** The round is over for the set: starts all its tasks if each has a slot, else gives the slots back. */
    void settle(TaskSet set, Starter starter) {
        for (Reservation reservation : reserved) {
            slots.giveBack(reservation.at());
        }
        if (reserved.size() < set.size()) {
            if (!reserved.isEmpty()) {
                outbox.log(
                        LogLevel.INFO,
                        LOGGER,
                        "Releasing the assigned resource offers since only partial tasks can be launched."
                                + " Waiting for later round resource offers.");
                set.restorePending();
            }
        } else {
            set.startsAt(addresses(set));
            for (Reservation reservation : reserved) {
                starter.start(reservation);
            }
            if (outbox.logs(LogLevel.INFO)) {
                outbox.log(
                        LogLevel.INFO,
                        LOGGER,
                        "Successfully scheduled all the " + set.size() + " tasks for barrier stage " + set.stageId()
                                + ".");
            }
        }
        reserved.clear();
    }

    private List<String> addresses(TaskSet set) {
        String[] addresses = new String[set.size()];
        for (Reservation reservation : reserved) {
            addresses[reservation.index()] = reservation.at().address();
        }
        return List.of(addresses);
    }
}
