// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What a running application shows of itself in a browser. Start with {@link ember.observe.ui.LiveUi}. */
@NullMarked
package ember.observe.ui;

import org.jspecify.annotations.NullMarked;
