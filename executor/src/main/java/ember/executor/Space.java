// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;

/**
 * Where an executor's tasks put their data; shared by all executors of a context.
 *
 * @param files for what memory has no room for
 */
public record Space(MemoryBudget memory, TempDirectory files) {}
