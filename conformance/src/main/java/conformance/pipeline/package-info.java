// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Programs as data: {@link conformance.pipeline.Program} is what runs, {@link conformance.pipeline.Interpreter} runs it on a context. */
package conformance.pipeline;
