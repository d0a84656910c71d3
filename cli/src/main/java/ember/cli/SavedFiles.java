// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files and directories that a program makes: those that its arguments name, and new ones in the working directory. */
final class SavedFiles {
    private final Set<Path> candidates = new TreeSet<>();
    private final Path here = Path.of("").toAbsolutePath();
    private final Set<Path> before;

    /** Looks what is there before the program runs. */
    SavedFiles(List<String> arguments) throws IOException {
        before = inHere();
        for (String argument : arguments) {
            try {
                Path path = Path.of(argument.startsWith("file:") ? argument.replaceFirst("^file:/*", "/") : argument)
                        .toAbsolutePath();
                if (!Files.exists(path)) {
                    candidates.add(path);
                }
            } catch (InvalidPathException e) {
                // It names no file.
            }
        }
    }

    private Set<Path> inHere() throws IOException {
        try (Stream<Path> files = Files.list(here)) {
            return new TreeSet<>(files.toList());
        }
    }

    /** Moves what the program has made into a directory, which is made. */
    List<Path> moveTo(Path directory) throws IOException {
        Set<Path> made = new TreeSet<>(candidates);
        made.addAll(inHere());
        made.removeAll(before);
        made.removeIf(path -> !Files.exists(path));
        Files.createDirectories(directory);
        List<Path> moved = new ArrayList<>(made);
        for (int i = 0; i < moved.size(); i++) {
            move(moved.get(i), directory.resolve(Integer.toString(i)));
        }
        return moved;
    }

    /** Puts back what {@link #moveTo} moved. */
    static void moveBack(Path directory, List<Path> moved) throws IOException {
        for (int i = 0; i < moved.size(); i++) {
            move(directory.resolve(Integer.toString(i)), moved.get(i));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        for (Map.Entry<String, Path> file : tree(from).entrySet()) {
            Path target = file.getKey().isEmpty() ? to : to.resolve(file.getKey());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(file.getValue(), target);
        }
        delete(from);
    }

    /** Deletes a file, or a directory with all that is in it. */
    static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Files below a path by their relative names. */
    private static Map<String, Path> tree(Path root) throws IOException {
        Map<String, Path> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(root.relativize(file).toString(), file);
            }
        }
        return tree;
    }

    /** How many files there are below a directory. */
    static int count(Path root) throws IOException {
        return tree(root).size();
    }

    /** The first file that two directories do not have alike, by its relative name; null: there is none. */
    static @Nullable String firstDifference(Path one, Path other) throws IOException {
        Map<String, Path> ofOne = tree(one);
        Map<String, Path> ofOther = tree(other);
        Set<String> names = new TreeSet<>(ofOne.keySet());
        names.addAll(ofOther.keySet());
        for (String name : names) {
            Path first = ofOne.get(name);
            Path second = ofOther.get(name);
            if (first == null || second == null || Files.mismatch(first, second) >= 0) {
                return name;
            }
        }
        return null;
    }
}
