// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * What large arrays take of the heap: the G1 collector gives each that is larger than half a region whole regions of its own. Not
 * loaded before there is one, as asking the JVM takes milliseconds.
 */
final class LargeArrays {
    /** No array that is smaller has regions of its own. */
    static final long SMALLEST_BYTES = 512 << 10;

    private static final long REGION_BYTES = regionBytes();

    private LargeArrays() {}

    /** @param bytes what the array takes by itself */
    static long heapBytes(long bytes) {
        return bytes <= REGION_BYTES / 2 || REGION_BYTES == 0
                ? bytes
                : (bytes + REGION_BYTES - 1) / REGION_BYTES * REGION_BYTES;
    }

    /** 0: the collector has none, or the JVM does not say. */
    private static long regionBytes() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (vm == null) {
            return 0;
        }
        try {
            return Long.parseLong(vm.getVMOption("G1HeapRegionSize").getValue());
        } catch (IllegalArgumentException unknown) {
            // A JVM without that collector.
            return 0;
        }
    }
}
