// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** One of those that are compared: how its JVM is started. */
enum Side {
    EMBER("Ember", "rdd"),
    SPARK("Spark", "rdd"),
    PLAIN("plain", "plain"),
    STREAMS("streams", "streams"),
    TUNED("tuned", "tuned");

    /** Packages of the JDK that Spark reaches into; its own launcher sets the same. */
    private static final List<String> OPENED_FOR_SPARK = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** Heading of its column. */
    final String title;

    /** The first argument of {@link Measure}. */
    final String way;

    Side(String title, String way) {
        this.title = title;
        this.way = way;
    }

    boolean has(Workload workload) {
        return switch (this) {
            case EMBER, SPARK -> true;
            case PLAIN -> workload.plain() != null;
            case STREAMS -> workload.streams() != null;
            case TUNED -> workload.tuned() != null;
        };
    }

    /**
     * The command up to the main class for a workload. If that has data, the process has touched its heap before, unless it is told
     * another: otherwise whichever rounds the heap grows in wait for the system's first pages, which take a virtual machine 1.5 to 10
     * microseconds each.
     */
    List<String> java(Setting setting, Workload workload) {
        String heap = setting.heap(workload);
        List<String> command = java(setting, heap);
        boolean isHeapTold = setting.jvmOptions().stream().anyMatch(option -> option.startsWith("-Xm"));
        if (workload.kind() != Workload.Kind.OVERHEAD && !setting.isShort() && !isHeapTold) {
            command.addAll(List.of("-Xms" + heap, "-XX:+AlwaysPreTouch"));
        }
        return command;
    }

    /** The same for any program. */
    List<String> java(Setting setting, String heap) {
        List<String> command = new ArrayList<>();
        command.add(setting.java());
        command.add("-Xmx" + heap);
        command.addAll(setting.jvmOptions());
        command.add("-Dember.log.level=WARN");
        command.add("-cp");
        if (this == SPARK) {
            command.add(setting.programs() + File.pathSeparator + setting.spark());
            for (String opened : OPENED_FOR_SPARK) {
                command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
            }
            command.add("-Dspark.log.level=WARN");
            command.add("-Dspark.driver.host=127.0.0.1");
            command.add("-Dspark.driver.bindAddress=127.0.0.1");
        } else {
            command.add(setting.programs() + File.pathSeparator + setting.ember());
        }
        return command;
    }
}
