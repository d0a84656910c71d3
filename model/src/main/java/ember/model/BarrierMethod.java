// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** How the tasks of a barrier stage attempt wait for each other; all of them must use the same one in each sync. */
public enum BarrierMethod {
    /** They only wait. */
    BARRIER,
    /** Each brings a message and gets those of all. */
    ALL_GATHER
}
