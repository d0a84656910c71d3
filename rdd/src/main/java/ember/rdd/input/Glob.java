// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Hadoop's file patterns: {@code *}, {@code ?}, {@code [abc]}, {@code [a-c]}, {@code [^a]}, alternatives in braces, and a backslash before
 * any of these characters to mean it.
 */
final class Glob {
    private Glob() {}

    static boolean isGlob(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{\\".indexOf(path.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The files and directories that match an absolute pattern, by name.
     *
     * @throws IOException if the pattern is not well-formed
     */
    static List<File> expand(String pattern) throws IOException {
        TreeSet<File> found = new TreeSet<>();
        for (String alternative : alternatives(pattern)) {
            List<File> reached = new ArrayList<>();
            reached.add(new File("/"));
            for (String component : alternative.split("/", -1)) {
                if (!component.isEmpty()) {
                    reached = step(reached, component);
                }
            }
            found.addAll(reached);
        }
        return new ArrayList<>(found);
    }

    private static List<File> step(List<File> directories, String component) throws IOException {
        List<File> reached = new ArrayList<>();
        for (File directory : directories) {
            if (!isGlob(component)) {
                File member = new File(directory, component);
                if (member.exists()) {
                    reached.add(member);
                }
            } else if (directory.isDirectory()) {
                for (File member : InputPaths.list(directory)) {
                    if (matches(component, member.getName())) {
                        reached.add(member);
                    }
                }
            }
        }
        return reached;
    }

    /** The patterns without braces that a pattern with braces stands for. */
    private static List<String> alternatives(String pattern) throws IOException {
        int open = unescaped(pattern, '{', 0);
        if (open < 0) {
            return List.of(pattern);
        }
        List<String> expanded = new ArrayList<>();
        int start = open + 1;
        int depth = 1;
        int i = start;
        for (; i < pattern.length() && depth > 0; i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if ((c == '}' && --depth == 0) || (c == ',' && depth == 1)) {
                expanded.add(pattern.substring(0, open) + pattern.substring(start, i));
                start = i + 1;
            }
        }
        if (depth > 0) {
            throw new IOException("Illegal file pattern: Unclosed group near index " + open + ": " + pattern);
        }
        List<String> complete = new ArrayList<>();
        for (String head : expanded) {
            complete.addAll(alternatives(head + pattern.substring(i)));
        }
        return complete;
    }

    private static int unescaped(String text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a name matches a pattern without braces. After a mismatch the last star takes one character more. */
    static boolean matches(String pattern, String name) throws IOException {
        int p = 0;
        int n = 0;
        int afterStar = -1;
        int starred = 0;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? matchOne(pattern, p, name.charAt(n)) : -1;
            if (next >= 0) {
                p = next;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                starred = n;
            } else if (afterStar >= 0) {
                p = afterStar;
                n = ++starred;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The position after the pattern's item at {@code at} if it takes the character; -1: it does not. */
    private static int matchOne(String pattern, int at, char c) throws IOException {
        return switch (pattern.charAt(at)) {
            case '?' -> at + 1;
            case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c ? at + 2 : -1;
            case '[' -> matchClass(pattern, at, c);
            default -> pattern.charAt(at) == c ? at + 1 : -1;
        };
    }

    private static int matchClass(String pattern, int open, char c) throws IOException {
        int i = open + 1;
        boolean negated = i < pattern.length() && (pattern.charAt(i) == '^' || pattern.charAt(i) == '!');
        i += negated ? 1 : 0;
        boolean taken = false;
        for (boolean first = true; i < pattern.length() && (first || pattern.charAt(i) != ']'); first = false) {
            i += pattern.charAt(i) == '\\' && i + 1 < pattern.length() ? 1 : 0;
            char low = pattern.charAt(i);
            boolean range = i + 2 < pattern.length() && pattern.charAt(i + 1) == '-' && pattern.charAt(i + 2) != ']';
            char high = range ? pattern.charAt(i + 2) : low;
            taken |= c >= low && c <= high;
            i += range ? 3 : 1;
        }
        if (i >= pattern.length()) {
            throw new IOException("Illegal file pattern: Unclosed character class near index " + open + ": " + pattern);
        }
        return taken != negated ? i + 1 : -1;
    }
}
