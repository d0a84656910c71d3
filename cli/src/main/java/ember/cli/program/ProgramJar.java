// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.program;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The jar of a user's program. */
public final class ProgramJar {
    private ProgramJar() {}

    /**
     * The class to run; opening the jar shows at once whether it is one.
     *
     * @param given the class that the user named; null: the one that the manifest names
     */
    public static String mainClass(File jar, @Nullable String given) throws UsageException {
        String manifestMain = mainClassOf(jar);
        String name = given == null ? manifestMain : given;
        if (name.isEmpty()) {
            throw new UsageException("the manifest of " + jar + " names no Main-Class: say which with --class");
        }
        return name;
    }

    private static String mainClassOf(File jar) throws UsageException {
        if (!jar.exists()) {
            throw new UsageException("there is no file " + jar);
        }
        if (jar.isDirectory()) {
            throw new UsageException(jar + " is a directory, not a jar");
        }
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            return main == null ? "" : main.trim();
        } catch (ZipException e) {
            throw new UsageException(jar + " is not a jar: " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(jar + " cannot be read: " + e);
        }
    }
}
