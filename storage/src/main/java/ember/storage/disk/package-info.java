/** Files that live no longer than their context. */
@NullMarked
package ember.storage.disk;

import org.jspecify.annotations.NullMarked;
