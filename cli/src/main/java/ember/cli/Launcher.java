// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.cli.program.ProgramJar;
import ember.cli.program.UsageException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

/** Runs a program's main method as {@code spark-submit} would: configuration arrives as system properties. */
final class Launcher {
    private static final int FAILED = 1;

    private Launcher() {}

    /** @return the exit status */
    static int launch(RunOptions options) throws UsageException {
        Class<?> program = load(options);
        Method main = mainOf(program);
        configure(options.settings(), program.getName());
        Thread.currentThread().setContextClassLoader(program.getClassLoader());
        ShutdownHook.install(Thread.currentThread());
        try {
            main.invoke(null, (Object) options.arguments().toArray(new String[0]));
            return 0;
        } catch (InvocationTargetException e) {
            if (!ShutdownHook.isRunning()) {
                System.err.print("Exception in thread \"main\" ");
                e.getTargetException().printStackTrace();
            }
            return FAILED;
        } catch (IllegalAccessException e) {
            throw new UsageException(program.getName() + ".main cannot be called: " + e.getMessage());
        }
    }

    static void configure(Map<String, String> settings, String programName) {
        settings.forEach(System::setProperty);
        setIfAbsent("spark.master", "local[*]");
        setIfAbsent("spark.app.name", programName);
        setIfAbsent("ember.log.level", "WARN");
        setIfAbsent("spark.ui.enabled", "true");
        if (System.getProperty("ember.terminal") != null) {
            setIfAbsent("spark.ui.showConsoleProgress", "true");
        }
        String level = System.getProperty("ember.log.level");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level == null ? "warn" : level);
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** The program's main class, by a loader of its own if it is in a jar. */
    static Class<?> load(RunOptions options) throws UsageException {
        return load(
                options, options.jar() == null ? Launcher.class.getClassLoader() : loaderOf(new File(options.jar())));
    }

    /** The same by a given loader. */
    static Class<?> load(RunOptions options, ClassLoader loader) throws UsageException {
        String name = options.mainClass();
        if (options.jar() != null) {
            File jar = new File(options.jar());
            name = ProgramJar.mainClass(jar, name);
        }
        try {
            // Not initialised here, so that an error in a static initialiser is reported as the program's own.
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new UsageException("there is no class " + name
                    + (options.jar() == null ? "" : " in " + options.jar() + ": check the name given with --class"));
        } catch (LinkageError e) {
            throw new UsageException("class " + name + " cannot be loaded: " + e);
        }
    }

    /** The program's loader stays open as long as the process: its classes may be needed at any time. */
    private static ClassLoader loaderOf(File jar) throws UsageException {
        try {
            return new URLClassLoader(new URL[] {jar.toURI().toURL()}, Launcher.class.getClassLoader());
        } catch (IOException e) {
            throw new UsageException(jar + " has no URL: " + e.getMessage());
        }
    }

    static Method mainOf(Class<?> program) throws UsageException {
        try {
            Method main = program.getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
                throw new UsageException(program.getName() + ".main is not 'public static void main(String[])'");
            }
            main.setAccessible(true);
            return main;
        } catch (NoSuchMethodException e) {
            throw new UsageException(
                    "class " + program.getName() + " has no method 'public static void main(String[])'");
        } catch (NoClassDefFoundError e) {
            throw new UsageException(
                    "class " + program.getName() + " needs a class that is not there: " + e.getMessage());
        }
    }
}
