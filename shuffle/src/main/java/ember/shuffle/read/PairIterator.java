// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import ember.model.Failures;
import ember.model.Pairing;
import ember.shuffle.RecordCursor;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Makes pairs of records as they are asked for. */
final class PairIterator<P> implements Iterator<P> {
    private enum State {
        UNKNOWN,
        READY,
        DONE
    }

    private final Pairing<P> pairing;
    private final RecordCursor records;
    private State state = State.UNKNOWN;

    PairIterator(Pairing<P> pairing, RecordCursor records) {
        this.pairing = pairing;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        if (state == State.UNKNOWN) {
            try {
                state = records.advance() ? State.READY : State.DONE;
            } catch (Exception e) {
                throw Failures.sneaky(e);
            }
        }
        return state == State.READY;
    }

    @Override
    public P next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        state = State.UNKNOWN;
        return pairing.of(records.key(), records.value());
    }
}
