// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.rdd.Partition;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whole files that one task reads, put together as Hadoop's combining input format does. */
record FileGroup(int index, List<File> files) implements Partition {
    /**
     * Groups of files, each closed as soon as it has {@code maxBytes}. Empty files lie nowhere, so they wait until the full groups
     * are made, and then go with what is left.
     *
     * @param maxBytes 0: all files are one group
     */
    static List<FileGroup> of(List<File> files, long maxBytes) {
        List<FileGroup> groups = new ArrayList<>();
        List<File> filled = new ArrayList<>(files);
        filled.removeIf(file -> file.length() == 0);
        List<File> open = close(filled, maxBytes, groups);
        // Files are told apart by path, and there may be thousands.
        Set<File> waiting = new HashSet<>(open);
        List<File> left = new ArrayList<>();
        for (File file : files) {
            if (file.length() == 0 || waiting.contains(file)) {
                left.add(file);
            }
        }
        List<File> last = close(left, maxBytes, groups);
        if (!last.isEmpty()) {
            groups.add(new FileGroup(groups.size(), last));
        }
        return groups;
    }

    /** Adds the groups that become full; what is left over is returned. */
    private static List<File> close(List<File> files, long maxBytes, List<FileGroup> groups) {
        List<File> group = new ArrayList<>();
        long size = 0;
        for (File file : files) {
            group.add(file);
            size += file.length();
            if (maxBytes > 0 && size >= maxBytes) {
                groups.add(new FileGroup(groups.size(), group));
                group = new ArrayList<>();
                size = 0;
            }
        }
        return group;
    }
}
