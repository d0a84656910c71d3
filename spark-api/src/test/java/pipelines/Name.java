// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.Serializable;

/** A key that is a record. */
record Name(String text, long number) implements Serializable {}
