// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** JSON as this module writes it: {@link ember.observe.json.JsonOut}. */
@NullMarked
package ember.observe.json;

import org.jspecify.annotations.NullMarked;
