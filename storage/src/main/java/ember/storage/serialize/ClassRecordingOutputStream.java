// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;

/** Lists the classes it describes, in the order in which a reader will ask for them. */
final class ClassRecordingOutputStream extends ObjectOutputStream {
    private final List<Class<?>> classes;

    ClassRecordingOutputStream(OutputStream out, List<Class<?>> classes) throws IOException {
        super(out);
        this.classes = classes;
    }

    @Override
    protected void annotateClass(Class<?> type) {
        classes.add(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        classes.add(type);
    }
}
