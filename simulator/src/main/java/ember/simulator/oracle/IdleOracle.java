// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

/** Cost: at the end of a turn no slot is free while a task of a prepared, running stage attempt waits. */
final class IdleOracle extends Oracle {
    private final Ledger ledger;
    private final WaitingTasks waiting;

    IdleOracle(Ledger ledger, WaitingTasks waiting) {
        this.ledger = ledger;
        this.waiting = waiting;
    }

    @Override
    String rule() {
        return "no slot is free while a task could run";
    }

    @Override
    public void turnEnded() {
        if (ledger.isStopped() || !ledger.hasFreeSlots()) {
            return;
        }
        for (WaitingTasks.Waiting stage : waiting.all()) {
            Violation.unless(!stage.canLaunch(), "a slot is free although tasks wait", stage);
        }
    }
}
