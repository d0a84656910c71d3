// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.Iterator;
import scala.Tuple2;

/** Pairs that must be in the order of their keys. */
final class InOrder implements Iterator<Object> {
    private final Iterator<Tuple2<Object, Object>> pairs;
    private final boolean ascending;
    private final boolean natural;
    private boolean started;
    private Object last;

    InOrder(Iterator<Tuple2<Object, Object>> pairs, boolean ascending, boolean natural) {
        this.pairs = pairs;
        this.ascending = ascending;
        this.natural = natural;
    }

    @Override
    public boolean hasNext() {
        return pairs.hasNext();
    }

    @Override
    public Object next() {
        Tuple2<Object, Object> pair = pairs.next();
        if (started) {
            int compared =
                    natural ? Long.compare((Long) last, (Long) pair._1()) : Values.ORDER.compare(last, pair._1());
            if (ascending ? compared > 0 : compared < 0) {
                throw new IllegalStateException(pair._1() + " came after " + last);
            }
        }
        started = true;
        last = pair._1();
        return pair;
    }
}
