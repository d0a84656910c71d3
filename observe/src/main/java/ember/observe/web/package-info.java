// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** HTTP on this machine: {@link ember.observe.web.WebServer} asks one {@link ember.observe.web.Route} after the other. */
@NullMarked
package ember.observe.web;

import org.jspecify.annotations.NullMarked;
