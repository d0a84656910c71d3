// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the files that a path of the user's means. Names that begin with a dot or an underscore are hidden. */
final class InputPaths {
    private InputPaths() {}

    /**
     * The files, list entry by list entry, within each in the order of their names.
     *
     * @param path comma-separated files, directories and globs; directories stand for the files in them
     * @param rejectSubdirectories fail if a directory has a directory in it; false: leave that out
     * @throws FileNotFoundException naming every entry that means nothing
     * @throws IllegalArgumentException if an entry is empty
     */
    static List<File> files(String path, boolean rejectSubdirectories) throws IOException {
        List<File> files = new ArrayList<>();
        StringBuilder missing = new StringBuilder();
        for (String entry : entries(path)) {
            File file = LocalPaths.file(entry);
            boolean isGlob = Glob.isGlob(file.getPath());
            List<File> meant = isGlob ? Glob.expand(file.getPath()) : existing(file);
            meant.removeIf(InputPaths::isHidden);
            if (meant.isEmpty()) {
                missing.append(missing.length() == 0 ? "" : "\n");
                missing.append(isGlob ? "Input Pattern " : "Input path does not exist: ");
                missing.append(LocalPaths.uri(file)).append(isGlob ? " matches 0 files" : "");
            }
            for (File one : meant) {
                addFiles(one, rejectSubdirectories, files);
            }
        }
        if (missing.length() > 0) {
            throw new FileNotFoundException(missing.toString());
        }
        return files;
    }

    private static List<File> existing(File file) {
        List<File> found = new ArrayList<>(1);
        if (file.exists()) {
            found.add(file);
        }
        return found;
    }

    /** Splits at commas that are not inside braces, where they separate alternatives. */
    private static List<String> entries(String path) {
        List<String> entries = new ArrayList<>(1);
        int depth = 0;
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                entries.add(path.substring(start, i));
                start = i + 1;
            }
        }
        entries.add(path.substring(start));
        return entries;
    }

    private static void addFiles(File found, boolean rejectSubdirectories, List<File> into) throws IOException {
        if (!found.isDirectory()) {
            into.add(found);
            return;
        }
        for (File member : list(found)) {
            if (isHidden(member)) {
                continue;
            }
            if (!member.isDirectory()) {
                into.add(member);
            } else if (rejectSubdirectories) {
                throw new IOException("Path: " + member.getPath() + " is a directory, which is not supported by the"
                        + " record reader when `mapreduce.input.fileinputformat.input.dir.recursive` is false.");
            }
        }
    }

    private static boolean isHidden(File file) {
        return file.getName().startsWith("_") || file.getName().startsWith(".");
    }

    /** What is in a directory, by name: the file system's own order differs from machine to machine. */
    static File[] list(File directory) throws IOException {
        File[] members = directory.listFiles();
        if (members == null) {
            throw new IOException("Cannot list directory " + LocalPaths.uri(directory));
        }
        Arrays.sort(members);
        return members;
    }
}
