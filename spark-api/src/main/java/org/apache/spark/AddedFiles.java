// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The files, archives and jars that a program adds while it runs. Each is copied into one directory when it is added, which driver and
 * tasks read; classes of jars are found by the tasks that begin later.
 *
 * <p>Safe for use by many threads.
 */
final class AddedFiles {
    /** Makes the directory when it is first needed. */
    interface RootMaker {
        Path make() throws IOException;
    }

    private final SparkConf conf;
    private final RootMaker rootMaker;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> archives = new LinkedHashMap<>();
    private final Map<String, String> jars = new LinkedHashMap<>();
    private Path root;
    private volatile TaskClassLoader loader;

    AddedFiles(SparkConf conf, RootMaker rootMaker) {
        this.conf = conf;
        this.rootMaker = rootMaker;
    }

    synchronized Path root() {
        if (root == null) {
            try {
                root = Files.createDirectories(rootMaker.make());
            } catch (IOException e) {
                throw Failures.<RuntimeException>sneaky(e);
            }
        }
        return root;
    }

    synchronized List<String> files() {
        return new ArrayList<>(files.keySet());
    }

    synchronized List<String> archives() {
        return new ArrayList<>(archives.keySet());
    }

    synchronized List<String> jars() {
        return new ArrayList<>(jars.keySet());
    }

    /** Adds a file, or a directory if {@code recursive}. Throws what Spark throws, declared or not. */
    synchronized void addFile(String path, boolean recursive) {
        try {
            Source source = Source.of(path);
            if (source.file() != null) {
                requireFile(source, recursive);
            }
            String key = source.key();
            if (files.containsKey(key)) {
                warn(
                        "The path " + path
                                + " has been added already. Overwriting of added paths is not supported in the current version.");
                return;
            }
            copy(source, root().resolve(source.name()));
            files.put(key, source.name());
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    private static void requireFile(Source source, boolean recursive) throws IOException, SparkException {
        if (!source.file().exists()) {
            throw new FileNotFoundException("File " + source.key() + " does not exist");
        }
        if (source.file().isDirectory() && !recursive) {
            throw new SparkException(ErrorConditions.ADD_DIRECTORY, Map.of("path", source.key()), null);
        }
    }

    /** Adds an archive, which is unpacked into a directory of its name or of what follows {@code #}. */
    synchronized void addArchive(String path) {
        try {
            Source source = Source.of(path);
            if (source.file() != null && !source.file().exists()) {
                throw new java.nio.file.NoSuchFileException(source.file().getPath());
            }
            if (archives.containsKey(source.key())) {
                warn(
                        "The path " + path
                                + " has been added already. Overwriting of added paths is not supported in the current version.");
                return;
            }
            Path packed = Files.createTempFile(root(), ".archive", null);
            try {
                Files.delete(packed);
                copy(source, packed);
                Archives.unpack(packed, source.plainName(), root().resolve(source.name()));
            } finally {
                Files.deleteIfExists(packed);
            }
            archives.put(source.key(), source.name());
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** Adds a jar; what is wrong with it is told in the log, as by Spark. */
    synchronized void addJar(String path) {
        if (path == null || path.isEmpty()) {
            warn("null or empty path specified as parameter to addJar");
            return;
        }
        try {
            Source source = Source.of(path);
            File file = source.file();
            if (file != null && !file.exists()) {
                throw new FileNotFoundException("Jar " + file.getPath() + " not found");
            }
            if (file != null && file.isDirectory()) {
                throw new IllegalArgumentException(
                        "Directory " + file.getAbsolutePath() + " is not allowed for addJar");
            }
            if (jars.containsKey(source.key())) {
                warn("The jar " + path
                        + " has been added already. Overwriting of added jar is not supported in the current version.");
                return;
            }
            Path copied = root().resolve(source.name());
            copy(source, copied);
            jars.put(source.key(), source.name());
            loader = new TaskClassLoader(copied.toUri().toURL(), loader);
        } catch (Exception e) {
            LoggerFactory.getLogger("SparkContext").error("Failed to add " + path + " to Spark environment", e);
        }
    }

    /** For what {@code spark.files}, {@code spark.archives} and {@code spark.jars} name. */
    void addConfigured() {
        for (String jar : listed("spark.jars")) {
            addJar(jar);
        }
        for (String file : listed("spark.files")) {
            addFile(file, false);
        }
        for (String archive : listed("spark.archives")) {
            addArchive(archive);
        }
    }

    private List<String> listed(String key) {
        List<String> paths = new ArrayList<>();
        for (String path : conf.get(key, "").split(",", -1)) {
            if (!path.isBlank()) {
                paths.add(path.trim());
            }
        }
        return paths;
    }

    /** Through what a task finds classes; null: as its thread does. */
    ClassLoader taskClassLoader() {
        return loader;
    }

    /** Lets jars be deleted. */
    void close() {
        for (TaskClassLoader open = loader; open != null; open = open.earlier()) {
            try {
                open.close();
            } catch (IOException e) {
                warn("Exception closing the class loader of added jars: " + e);
            }
        }
    }

    private void copy(Source source, Path target) throws IOException, SparkException {
        if (source.file() != null && source.file().isDirectory()) {
            copyDirectory(source.file(), target);
            return;
        }
        Path fetched = Files.createTempFile(root(), ".fetch", null);
        try {
            try (InputStream in = source.open()) {
                Files.copy(in, fetched, StandardCopyOption.REPLACE_EXISTING);
            }
            if (Files.exists(target)) {
                boolean same = Files.isRegularFile(target) && Files.mismatch(fetched, target) == -1;
                if (same) {
                    return;
                }
                if (!conf.getBoolean("spark.files.overwrite", false)) {
                    throw new SparkException(
                            "File " + target + " exists and does not match contents of " + source.key());
                }
            }
            Files.move(fetched, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fetched);
        }
    }

    private void copyDirectory(File from, Path target) throws IOException, SparkException {
        Files.createDirectories(target);
        File[] members = from.listFiles();
        if (members == null) {
            throw new IOException("Cannot list directory " + from);
        }
        for (File member : members) {
            copy(
                    new Source(member.toURI(), member, member.getName(), member.getName()),
                    target.resolve(member.getName()));
        }
    }

    private static void warn(String message) {
        LoggerFactory.getLogger("SparkContext").warn(message);
    }

    /**
     * Where something is added from.
     *
     * @param file null: it is not on this machine
     * @param plainName the last part of its path
     * @param name under which it is added
     */
    private record Source(URI uri, File file, String plainName, String name) {
        static Source of(String path) throws IOException, URISyntaxException {
            URI given = parse(path);
            String scheme = given.getScheme();
            String fragment = given.getFragment();
            if (scheme == null || scheme.equals("file") || scheme.equals("local")) {
                File file = new File(given.getPath()).getCanonicalFile();
                URI uri = scheme == null ? file.toURI() : given;
                if (scheme == null && fragment != null) {
                    uri = new URI(uri.getScheme(), uri.getSchemeSpecificPart(), fragment);
                }
                return new Source(uri, file, file.getName(), fragment == null ? file.getName() : fragment);
            }
            String name = new File(given.getPath()).getName();
            return new Source(given, null, name, fragment == null ? name : fragment);
        }

        /** A path with spaces is no URI. */
        private static URI parse(String path) throws URISyntaxException {
            try {
                URI uri = new URI(path);
                if (uri.getScheme() != null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                return new File(path).getAbsoluteFile().toURI();
            }
            int fragment = path.indexOf('#');
            return fragment < 0
                    ? new URI(null, path, null)
                    : new URI(null, path.substring(0, fragment), path.substring(fragment + 1));
        }

        String key() {
            return uri.toString();
        }

        InputStream open() throws IOException {
            if (file != null) {
                return Files.newInputStream(file.toPath());
            }
            try {
                return uri.toURL().openStream();
            } catch (MalformedURLException e) {
                throw new IOException("No FileSystem for scheme \"" + uri.getScheme() + "\"", e);
            }
        }
    }

    /** Finds classes of an added jar after those that tasks know anyway, and after those of jars that were added before. */
    private static final class TaskClassLoader extends java.net.URLClassLoader {
        private final TaskClassLoader earlier;

        TaskClassLoader(URL jar, TaskClassLoader earlier) {
            super(new URL[] {jar}, earlier == null ? Thread.currentThread().getContextClassLoader() : earlier);
            this.earlier = earlier;
        }

        TaskClassLoader earlier() {
            return earlier;
        }
    }
}
