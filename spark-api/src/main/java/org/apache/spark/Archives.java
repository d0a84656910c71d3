// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.LoggerFactory;

/** Unpacks what a program adds as an archive. */
final class Archives {
    private Archives() {}

    /**
     * Unpacks an archive into a directory; what is none by its name is copied.
     *
     * @param name tells the kind: {@code .zip}, {@code .jar}, {@code .tar}, {@code .tar.gz} or {@code .tgz}
     */
    static void unpack(Path archive, String name, Path target) throws IOException, InterruptedException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip") || lower.endsWith(".jar")) {
            unzip(archive, target);
        } else if (lower.endsWith(".tar") || lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
            untar(archive, target);
        } else {
            LoggerFactory.getLogger("Utils").warn("Cannot unpack " + name + ", just copying it to " + target + ".");
            Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void unzip(Path archive, Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path unpacked = target.resolve(entry.getName()).normalize();
                if (!unpacked.startsWith(target)) {
                    throw new IOException("expanding " + entry.getName() + " would create file outside of " + target);
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(unpacked);
                } else {
                    Files.createDirectories(unpacked.getParent());
                    Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** By the system's own command, as Hadoop does it: links and rights are kept. */
    private static void untar(Path archive, Path target) throws IOException, InterruptedException {
        Files.createDirectories(target);
        Process tar = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", target.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tar.waitFor() != 0) {
            throw new IOException("Error untarring file " + archive + ": " + said);
        }
    }
}
