// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.storage.serialize.JavaSerialization;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** Finds static fields of a program that are not the same in its driver and its tasks. */
final class Statics {
    private Statics() {}

    /** Tells of each field that both sides have used and that differs, as far as can be told. */
    static void compare(File jar, RehearsalLoader loader, Findings findings) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .map(entry -> entry.getName()
                            .substring(0, entry.getName().length() - ".class".length())
                            .replace('/', '.'))
                    .sorted()
                    .forEach(name -> compare(loader.loadedByDriver(name), loader.loadedByTasks(name), findings));
        }
    }

    private static void compare(@Nullable Class<?> driver, @Nullable Class<?> tasks, Findings findings) {
        if (driver == null || tasks == null) {
            return;
        }
        Field[] fields;
        try {
            fields = driver.getDeclaredFields();
        } catch (LinkageError e) {
            // A class of its fields is not there: the program has not needed it.
            return;
        }
        for (Field field : fields) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && differs(field, tasks)) {
                findings.differingStatic(driver.getName() + "." + field.getName());
            }
        }
    }

    private static boolean differs(Field ofDriver, Class<?> tasks) {
        try {
            Field ofTasks = tasks.getDeclaredField(ofDriver.getName());
            ofDriver.setAccessible(true);
            ofTasks.setAccessible(true);
            return !isSame(ofDriver.get(null), ofTasks.get(null));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // One side has failed to initialise it: there is nothing to compare.
            return false;
        }
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one.equals(other)) {
            return true;
        }
        JavaSerialization serialization = new JavaSerialization(null);
        try {
            return Arrays.equals(serialization.toBytes(one), serialization.toBytes(other));
        } catch (IOException | RuntimeException e) {
            // What cannot be written cannot be compared.
            return true;
        }
    }
}
