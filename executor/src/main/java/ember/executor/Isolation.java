// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;

/**
 * How an engine keeps tasks from seeing each other's objects: what cannot change is shared, the rest is copied by way of bytes.
 */
public record Isolation(Immutability immutability, JavaSerialization serialization) {}
