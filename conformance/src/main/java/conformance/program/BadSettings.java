// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;

/** Contexts that do not start: values of the wrong kind, out of range, or that contradict each other. */
public final class BadSettings {
    private static final List<String> SETTINGS = List.of(
            "spark.acls.enable=perhaps",
            "spark.blockManager.port=any",
            "spark.buffer.pageSize=1.5k",
            "spark.cleaner.periodicGC.interval=often",
            "spark.cleaner.referenceTracking=abc",
            "spark.driver.maxResultSize=1x",
            "spark.driver.port=any",
            "spark.dynamicAllocation.enabled=1",
            "spark.eventLog.compress=abc",
            "spark.eventLog.enabled=abc",
            "spark.executor.cores=abc",
            "spark.executor.cores=0",
            "spark.executor.cores=1 spark.task.cpus=2",
            "spark.executor.heartbeat.maxFailures=abc",
            "spark.executor.heartbeatInterval=abc",
            "spark.executor.heartbeatInterval=120s",
            "spark.executor.heartbeatInterval=200s",
            "spark.network.timeout=5s",
            "spark.network.timeout=20",
            "spark.network.timeout=abc",
            "spark.network.timeoutInterval=300s",
            "spark.storage.blockManagerHeartbeatTimeoutMs=5000",
            "spark.executor.defaultJavaOptions=-Xmx1g",
            "spark.executor.extraJavaOptions=-Xmx1g",
            "spark.executor.extraJavaOptions=-Dspark.x=1",
            "spark.executor.memory=1m",
            "spark.executor.memoryOverhead=abc",
            "spark.log.level=loud",
            "spark.memory.fraction=1.5",
            "spark.memory.offHeap.enabled=true",
            "spark.memory.offHeap.size=-1",
            "spark.memory.storageFraction=1",
            "spark.network.crypto.enabled=true",
            "spark.plugins=no.such.Plugin",
            "spark.extraListeners=no.such.Listener",
            "spark.scheduler.mode=FAST",
            "spark.scheduler.mode=NONE",
            "spark.serializer=no.such.Serializer",
            "spark.submit.deployMode=abroad",
            "spark.task.cpus=0",
            "spark.task.cpus=abc",
            "spark.ui.retainedTasks=abc",
            "spark.master=local[x]",
            "spark.master=local[0]",
            "spark.master=mesos://host");

    private BadSettings() {}

    /** Stops the context. */
    public static Map<String, Callable<Object>> contexts(JavaSparkContext context) {
        context.stop();
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        for (String settings : SETTINGS) {
            all.put(settings, () -> start(settings));
            all.put("condition of " + settings, () -> condition(settings));
        }
        return all;
    }

    private static String start(String settings) {
        SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("settings");
        for (String setting : settings.split(" ")) {
            int equals = setting.indexOf('=');
            conf.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        new JavaSparkContext(conf).close();
        return "starts";
    }

    private static String condition(String settings) {
        try {
            return start(settings);
        } catch (Exception e) {
            return e instanceof SparkThrowable known ? known.getCondition() + " " + known.getSqlState() : "none";
        }
    }
}
