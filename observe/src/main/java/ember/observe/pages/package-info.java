// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** The web pages: files that never change, shown with what {@code ember.observe.rest} says. */
@NullMarked
package ember.observe.pages;

import org.jspecify.annotations.NullMarked;
