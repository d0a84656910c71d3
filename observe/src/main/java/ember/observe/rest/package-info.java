// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What Spark tells at {@code /api/v1} and {@code /metrics}, about one application that runs or many that ran. Start with {@link ember.observe.rest.RestApi}. */
@NullMarked
package ember.observe.rest;

import org.jspecify.annotations.NullMarked;
