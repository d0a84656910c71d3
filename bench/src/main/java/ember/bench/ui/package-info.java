// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What watching an application costs. */
@NullMarked
package ember.bench.ui;

import org.jspecify.annotations.NullMarked;
