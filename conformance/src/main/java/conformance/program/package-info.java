// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Programs that are always the same. */
package conformance.program;
