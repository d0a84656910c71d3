// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** Looks classes up in the thread's context class loader, then where the JDK looks. */
final class LoaderObjectInputStream extends ObjectInputStream {
    LoaderObjectInputStream(InputStream in) throws IOException {
        super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null) {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException elsewhere) {
                // A primitive's class, or a class that only the caller's loader knows.
            }
        }
        return super.resolveClass(description);
    }

    // The JDK deprecated this way of making a proxy class; the stream protocol still has no other.
    @SuppressWarnings("deprecation")
    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null) {
            try {
                Class<?>[] types = new Class<?>[interfaces.length];
                for (int i = 0; i < types.length; i++) {
                    types[i] = Class.forName(interfaces[i], false, loader);
                }
                return Proxy.getProxyClass(loader, types);
            } catch (ClassNotFoundException | IllegalArgumentException elsewhere) {
                // Unknown to this loader, or not visible to it all at once: the caller's may do.
            }
        }
        return super.resolveProxyClass(interfaces);
    }
}
