// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.GroupedValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.collection.CollectionSerializer;
import org.apache.fory.serializer.collection.MapSerializer;

/** How the library writes what it would not write as Java serialisation does. */
final class ForySerializers {
    private ForySerializers() {}

    /** For objects that are to be written by Java serialisation, with all of their record. */
    static Serializer<?> refusing(TypeResolver resolver, Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return new RefusingCollection(resolver, type.asSubclass(Collection.class));
        }
        if (Map.class.isAssignableFrom(type)) {
            return new RefusingMap(resolver, type.asSubclass(Map.class));
        }
        return new Refusing<>(resolver, type);
    }

    private static final class Refusing<T> extends Serializer<T> {
        Refusing(TypeResolver resolver, Class<T> type) {
            super(resolver.getConfig(), type);
        }

        @Override
        public void write(WriteContext context, T value) {
            throw new Refusal(type);
        }

        @Override
        public T read(ReadContext context) {
            throw new Refusal(type);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // The library knows collections by their raw class.
    private static final class RefusingCollection extends CollectionSerializer<Collection> {
        RefusingCollection(TypeResolver resolver, Class<? extends Collection> type) {
            super(resolver, (Class<Collection>) type, false);
        }

        @Override
        public void write(WriteContext context, Collection value) {
            throw new Refusal(type);
        }

        @Override
        public Collection read(ReadContext context) {
            throw new Refusal(type);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // The library knows maps by their raw class.
    private static final class RefusingMap extends MapSerializer<Map> {
        RefusingMap(TypeResolver resolver, Class<? extends Map> type) {
            super(resolver, (Class<Map>) type, false);
        }

        @Override
        public void write(WriteContext context, Map value) {
            throw new Refusal(type);
        }

        @Override
        public Map read(ReadContext context) {
            throw new Refusal(type);
        }
    }

    /** Says that an object is not for the library. Costs nothing to throw. */
    static final class Refusal extends RuntimeException {
        Refusal(Class<?> type) {
            super(type.getName(), null, false, false);
        }
    }

    /** Says, in Kryo's words, that a class had to be registered. */
    static final class Unregistered extends RuntimeException {
        Unregistered(Class<?> type) {
            super("Class is not registered: " + type.getName() + "\nNote: To register this class use: kryo.register("
                    + type.getName() + ".class);");
        }
    }

    /** Makes as many buckets as Java's deserialisation does, so that the order is the same. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // The library knows maps by their raw class.
    static final class HashMaps extends MapSerializer<Map> {
        HashMaps(TypeResolver resolver, Class<? extends Map> type) {
            super(resolver, (Class<Map>) (Class) type, true);
        }

        @Override
        public Map newMap(ReadContext context, boolean refs) {
            int size = readMapSize(context, context.getBuffer(), refs);
            setNumElements(size);
            Map<?, ?> map = getType() == (Class<?>) HashMap.class ? Buckets.newMap(size) : Buckets.newLinkedMap(size);
            context.reference(map);
            return map;
        }
    }

    /** Lists of {@code List.of} and of {@code Stream.toList}: one class, but only the latter have nulls and can be asked for them. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // The library knows collections by their raw class.
    static final class ImmutableLists extends CollectionSerializer<List> {
        ImmutableLists(TypeResolver resolver) {
            super(resolver, (Class<List>) List.of().getClass(), false);
        }

        @Override
        public void write(WriteContext context, List values) {
            boolean nulls = false;
            for (Object value : values) {
                nulls |= value == null;
            }
            // The JDK gives the very same list if it refuses nulls.
            boolean refuses = !nulls && List.copyOf(values) == values;
            context.writeVarInt32(values.size());
            context.writeVarInt32(refuses ? 1 : 0);
            for (Object value : values) {
                context.writeRef(value);
            }
        }

        @Override
        public List read(ReadContext context) {
            int size = context.readVarInt32();
            boolean refuses = context.readVarInt32() == 1;
            List<Object> values = new ArrayList<>(Math.min(size, 1 << 12));
            for (int i = 0; i < size; i++) {
                values.add(context.readRef());
            }
            List<Object> list = refuses ? List.copyOf(values) : values.stream().toList();
            context.reference(list);
            return list;
        }
    }

    /** The same for sets. */
    @SuppressWarnings("rawtypes") // The library knows sets by their raw class.
    static final class HashSets extends CollectionSerializer<HashSet> {
        HashSets(TypeResolver resolver) {
            super(resolver, HashSet.class, true);
        }

        @Override
        public Collection newCollection(ReadContext context, boolean refs) {
            int size = readCollectionSize(context, context.getBuffer(), refs);
            setNumElements(size);
            Collection<?> set = Buckets.newSet(size);
            context.reference(set);
            return set;
        }
    }

    /** The engine's own groups, which have a serial form of their own. */
    @SuppressWarnings("rawtypes") // The library knows collections by their raw class.
    static final class Groups extends CollectionSerializer<GroupedValues> {
        Groups(TypeResolver resolver) {
            super(resolver, GroupedValues.class, false);
        }

        @Override
        public void write(WriteContext context, GroupedValues values) {
            context.writeVarInt32(values.size());
            for (Object value : values) {
                context.writeRef(value);
            }
        }

        @Override
        public GroupedValues read(ReadContext context) {
            int size = context.readVarInt32();
            GroupedValues<Object> values = new GroupedValues<>();
            context.reference(values);
            for (int i = 0; i < size; i++) {
                values.append(context.readRef());
            }
            return values;
        }
    }
}
