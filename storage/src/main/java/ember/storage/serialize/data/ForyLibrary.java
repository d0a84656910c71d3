// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.GroupedValues;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.StreamCorruptedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Apache Fory: graphs of users' objects, by generated code. Classes are looked for in the thread's context class loader; those of its
 * objects that are not the ones found there are refused, as are those that {@link ClassRules} does not accept.
 *
 * <p>Each thread works with an instance of its own for the time of one value. Instances are kept for each class loader, and go when
 * this object does.
 */
final class ForyLibrary implements Library {
    /** The stack ends before this does, as it does for Java serialisation. */
    private static final int MAX_DEPTH = 1_000_000;

    private final ClassRules rules;
    private final @Nullable ObjectInputFilter filter;
    private final Map<ClassLoader, Queue<Instance>> idle = new ConcurrentHashMap<>();

    /** @throws RuntimeException or an error of linkage if Fory does not work on this JVM */
    ForyLibrary(ClassRules rules, @Nullable ObjectInputFilter filter) throws IOException {
        // It would tell on the console what is known here and dealt with, and that threads of its own end with the
        // process.
        LoggerFactory.disableLogging();
        this.rules = rules;
        this.filter = filter;
        Trial trial = new Trial("works");
        ByteOutput out = new ByteOutput(64);
        Instance instance = new Instance(newFory(ForyLibrary.class.getClassLoader()));
        instance.write(trial, out);
        if (!trial.equals(instance.read(out.array(), 0, out.length()))) {
            throw new IllegalStateException("a record came back as another");
        }
    }

    /** Written and read once to find out whether Fory works at all. */
    private record Trial(String text) implements java.io.Serializable {}

    @Override
    public boolean write(Object value, ByteOutput out) {
        ClassLoader loader = contextLoader();
        Instance instance = borrow(loader);
        try {
            instance.write(value, out);
        } catch (RuntimeException | LinkageError | StackOverflowError refused) {
            checkNotUnregistered(refused);
            // Refused on purpose, or something Fory cannot do; Java serialisation tells the user if it cannot either.
            // What an
            // instance that failed half-way knows of classes may be incomplete: it is not used again.
            return false;
        }
        giveBack(loader, instance);
        return true;
    }

    @Override
    public Object read(byte[] bytes, int offset, int length) throws IOException {
        ClassLoader loader = contextLoader();
        Instance instance = borrow(loader);
        Object value;
        try {
            value = instance.read(bytes, offset, length);
        } catch (RuntimeException e) {
            StreamCorruptedException corrupted = new StreamCorruptedException("an object cannot be read: " + e);
            corrupted.initCause(e);
            throw corrupted;
        }
        giveBack(loader, instance);
        return value;
    }

    private static void checkNotUnregistered(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ForySerializers.Unregistered unregistered) {
                throw new IllegalArgumentException(unregistered.getMessage());
            }
        }
    }

    private static ClassLoader contextLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : ForyLibrary.class.getClassLoader();
    }

    private Instance borrow(ClassLoader loader) {
        Queue<Instance> queue = idle.get(loader);
        Instance instance = queue == null ? null : queue.poll();
        return instance != null ? instance : new Instance(newFory(loader));
    }

    private void giveBack(ClassLoader loader, Instance instance) {
        idle.computeIfAbsent(loader, any -> new ConcurrentLinkedQueue<>()).add(instance);
    }

    private Fory newFory(ClassLoader loader) {
        Fory fory = Fory.builder()
                .withXlang(false)
                .withClassLoader(loader)
                .withRefTracking(true)
                .requireClassRegistration(false)
                .suppressClassRegistrationWarnings(true)
                .withMaxDepth(MAX_DEPTH)
                .withMaxGraphMemoryBytes(Long.MAX_VALUE)
                .withMaxUnbackedContainerItems(Integer.MAX_VALUE)
                .withAsyncCompilation(true)
                .withSerializerFactory((resolver, type) -> serializerOf(resolver, type, loader))
                .withTypeChecker((resolver, name) -> isAllowed(name, loader))
                .build();
        TypeResolver resolver = fory.getTypeResolver();
        for (Class<?> known : ((ClassResolver) resolver).getRegisteredClasses()) {
            if (!known.isPrimitive() && !known.getName().startsWith("org.apache.fory.") && !rules.accepts(known)) {
                fory.registerSerializer(known, ForySerializers.refusing(resolver, known));
            }
        }
        fory.registerSerializer(HashMap.class, new ForySerializers.HashMaps(resolver, HashMap.class));
        fory.registerSerializer(LinkedHashMap.class, new ForySerializers.HashMaps(resolver, LinkedHashMap.class));
        fory.registerSerializer(List.of().getClass(), new ForySerializers.ImmutableLists(resolver));
        fory.registerSerializer(HashSet.class, new ForySerializers.HashSets(resolver));
        return fory;
    }

    /** What Fory itself does with an accepted class: null. */
    private @Nullable Serializer<?> serializerOf(TypeResolver resolver, Class<?> type, ClassLoader loader) {
        if (rules.isUnregistered(type)) {
            throw new ForySerializers.Unregistered(type);
        }
        if (type == GroupedValues.class) {
            return new ForySerializers.Groups(resolver);
        }
        boolean found = type.isArray() || type == find(type.getName(), loader);
        return found && rules.accepts(type) ? null : ForySerializers.refusing(resolver, type);
    }

    private boolean isAllowed(String name, ClassLoader loader) {
        if (filter == null) {
            return true;
        }
        Class<?> type = find(name, loader);
        return type != null && ClassRules.isAllowed(filter, type);
    }

    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            return null;
        }
    }

    /** Fory with its buffers. Used by one thread at a time. */
    private static final class Instance {
        /** Room that is kept after a value that took more. */
        private static final int KEEP = 1 << 20;

        private final Fory fory;
        private final MemoryBuffer input = MemoryBuffer.fromByteArray(new byte[0]);
        private MemoryBuffer output = MemoryBuffer.newHeapBuffer(256);

        Instance(Fory fory) {
            this.fory = fory;
        }

        void write(Object value, ByteOutput out) {
            output.writerIndex(0);
            fory.serialize(output, value);
            out.writeBytes(output.getHeapMemory(), 0, output.writerIndex());
            if (output.size() > KEEP) {
                output = MemoryBuffer.newHeapBuffer(256);
            }
        }

        Object read(byte[] bytes, int offset, int length) {
            input.pointTo(bytes, offset, length);
            input.readerIndex(0);
            return Objects.requireNonNull(fory.deserialize(input), "null is written by a codec");
        }
    }
}
