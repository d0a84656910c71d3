// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

/** A function cannot be sent to tasks. The message begins with {@code Task not serializable} and names what stands in the way. */
public final class NotSerializableClosure extends RuntimeException {
    /** @param cause what the serialiser threw */
    public NotSerializableClosure(String message, Exception cause) {
        super(message, cause);
    }
}
