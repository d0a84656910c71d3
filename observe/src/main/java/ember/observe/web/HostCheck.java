// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which Host headers are answered. A page of a foreign site may have its own name point at this machine and read what a server here
 * says; the header then bears that name.
 */
final class HostCheck {
    private final InetAddress bound;

    HostCheck(InetAddress bound) {
        this.bound = bound;
    }

    boolean allows(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return false;
        }
        String name = withoutPort(header).toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.equals("[::1]") || isLoopback(name)) {
            return true;
        }
        // Whoever opened it to a network reaches it by any of its addresses and by its name.
        return !bound.isLoopbackAddress()
                && (isAddress(name)
                        || name.equals(bound.getHostName().toLowerCase(Locale.ROOT))
                        || name.equals(bound.getHostAddress()));
    }

    private static String withoutPort(String header) {
        int end = header.indexOf(']');
        int colon = header.indexOf(':', Math.max(0, end));
        return colon < 0 ? header : header.substring(0, colon);
    }

    private static boolean isLoopback(String name) {
        return name.startsWith("127.") && isAddress(name);
    }

    /** Of digits: such a name is no foreign site's. */
    private static boolean isAddress(String name) {
        if (name.startsWith("[")) {
            return true;
        }
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return dots == 3;
    }
}
