// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.storage.BlockLocks.Hold;
import ember.storage.disk.CorruptBlockException;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/** The elements of a block, which is let go of after the last. */
final class BlockIterator<T> implements Iterator<T> {
    private Iterator<T> elements;
    private final Hold hold;
    private final Consumer<CorruptBlockException> onCorrupt;

    /** @param onCorrupt told if the block's file is found damaged on the way: its reader fails, the next must not find it again */
    BlockIterator(Iterator<T> elements, Hold hold, Consumer<CorruptBlockException> onCorrupt) {
        this.elements = elements;
        this.hold = hold;
        this.onCorrupt = onCorrupt;
    }

    @Override
    public boolean hasNext() {
        boolean more = elements.hasNext();
        if (!more) {
            elements = Collections.emptyIterator();
            hold.release();
        }
        return more;
    }

    @Override
    public T next() {
        try {
            return elements.next();
        } catch (Exception e) {
            // Thrown without being declared.
            if (e instanceof CorruptBlockException corrupt) {
                onCorrupt.accept(corrupt);
                hold.release();
            }
            throw e;
        }
    }
}
