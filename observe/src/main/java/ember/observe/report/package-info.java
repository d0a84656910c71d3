// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** An application as one file that a browser shows without any server: {@link ember.observe.report.Report}. */
@NullMarked
package ember.observe.report;

import org.jspecify.annotations.NullMarked;
