// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Executors and their hosts by a number, so that a task needs only that. Guarded by the store's lock; a snapshot is only read. */
final class Places {
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private String[] names = new String[0];

    int number(String executor, String host) {
        Map<String, Integer> hosts = numbers.computeIfAbsent(executor, name -> new HashMap<>(2));
        Integer known = hosts.get(host);
        if (known != null) {
            return known;
        }
        int number = names.length / 2;
        // Copied, never changed: snapshots go on reading theirs.
        names = Arrays.copyOf(names, names.length + 2);
        names[2 * number] = executor;
        names[2 * number + 1] = host;
        hosts.put(host, number);
        return number;
    }

    Places snapshot() {
        Places copy = new Places();
        copy.names = names;
        return copy;
    }

    String executor(int number) {
        return names[2 * number];
    }

    String host(int number) {
        return names[2 * number + 1];
    }
}
