// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** A process that runs programs on the engine that it finds: {@link conformance.worker.Worker}. */
package conformance.worker;
