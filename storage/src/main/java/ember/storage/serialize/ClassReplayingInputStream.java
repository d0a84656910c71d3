// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.List;

/** Resolves classes to those that a {@link ClassRecordingOutputStream} listed: no look-up, no loader. */
final class ClassReplayingInputStream extends ObjectInputStream {
    private final List<Class<?>> classes;
    private int next;

    ClassReplayingInputStream(InputStream in, List<Class<?>> classes) throws IOException {
        super(in);
        this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) {
        return classes.get(next++);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
        return classes.get(next++);
    }
}
