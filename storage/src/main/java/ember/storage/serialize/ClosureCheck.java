// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Refuses functions that cannot travel to tasks, at the place where they are given. Safe for use by many threads. */
public final class ClosureCheck {
    private final Immutability immutability;

    public ClosureCheck(Immutability immutability) {
        this.immutability = immutability;
    }

    /** @throws NotSerializableClosure if the function cannot be serialised; its cause is what the serialiser threw */
    public void check(Object function) {
        if (immutability.isImmutable(function) || CopyRecipe.of(new Object[] {function}, immutability) != null) {
            // Everything immutable and everything with a recipe is serialisable: most functions need not be written to
            // know it.
            return;
        }
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            JavaSerialization.writeTo(out, function);
        } catch (NotSerializableException e) {
            throw new NotSerializableClosure("Task not serializable: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new NotSerializableClosure("Task not serializable: " + SerialPath.nameOf(function) + ": " + e, e);
        }
    }
}
