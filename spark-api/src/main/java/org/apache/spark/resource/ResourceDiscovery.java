// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import ember.model.Failures;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.resource.ResourceDiscoveryPlugin;
import scala.Tuple2;

/** Finds the driver's resources beside cores, as {@code spark.driver.resource.*} asks for them. Not a class of Spark's. */
public final class ResourceDiscovery {
    private static final String COMPONENT = "spark.driver";
    private static final String PREFIX = COMPONENT + ".resource.";
    private static final String AMOUNT = ".amount";

    private ResourceDiscovery() {}

    /** What was asked for and found, by name. Throws a {@link SparkException}, which is not declared, if it cannot be found. */
    public static Map<String, ResourceInformation> ofDriver(SparkConf conf) {
        Map<String, ResourceInformation> found = new TreeMap<>();
        for (Tuple2<String, String> setting : conf.getAllWithPrefix(PREFIX)) {
            if (setting._1().endsWith(AMOUNT)) {
                String name = setting._1().substring(0, setting._1().length() - AMOUNT.length());
                ResourceRequest request = request(conf, name);
                ResourceInformation resource = discover(conf, request);
                requireEnough(request, resource);
                found.put(name, resource);
            }
        }
        return found;
    }

    private static ResourceRequest request(SparkConf conf, String name) {
        ResourceID id = new ResourceID(COMPONENT, name);
        return new ResourceRequest(
                id,
                conf.getLong(id.key("amount"), 0),
                setting(conf, id.key("discoveryScript")),
                setting(conf, id.key("vendor")));
    }

    private static Optional<String> setting(SparkConf conf, String key) {
        return conf.contains(key) ? Optional.of(conf.get(key)) : Optional.empty();
    }

    private static ResourceInformation discover(SparkConf conf, ResourceRequest request) {
        try {
            for (String plugin : conf.get("spark.resources.discoveryPlugin", "").split(",", -1)) {
                if (!plugin.isBlank()) {
                    Optional<ResourceInformation> found = make(plugin.trim()).discoverResource(request, conf);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
            return runScript(request);
        } catch (ReflectiveOperationException | SparkException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    private static ResourceDiscoveryPlugin make(String name) throws ReflectiveOperationException {
        ClassLoader programs = Thread.currentThread().getContextClassLoader();
        Class<?> type =
                Class.forName(name, true, programs == null ? ResourceDiscovery.class.getClassLoader() : programs);
        return (ResourceDiscoveryPlugin) type.getConstructor().newInstance();
    }

    private static ResourceInformation runScript(ResourceRequest request) throws SparkException {
        String name = request.id().resourceName();
        if (request.discoveryScript().isEmpty()) {
            throw new SparkException(
                    "User is expecting to use resource: " + name + ", but didn't specify a discovery script!");
        }
        String script = request.discoveryScript().get();
        if (!new File(script).exists()) {
            throw new SparkException("Resource script: " + script + " to discover " + name + " doesn't exist!");
        }
        String printed;
        try {
            Process process = new ProcessBuilder(script)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new SparkException("Process " + script + " exited with code " + status);
            }
        } catch (IOException e) {
            throw new SparkException("Running " + script + " failed.", e);
        } catch (InterruptedException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        ResourceInformation found = parse(printed);
        if (!found.name().equals(name)) {
            throw new SparkException("Error running the resource discovery script " + script
                    + ": script returned resource name " + found.name() + " and we were expecting " + name + ".");
        }
        return found;
    }

    /** The one form that a script may print: {@code {"name": "gpu", "addresses": ["0", "1"]}}. */
    private static ResourceInformation parse(String json) throws SparkException {
        List<String> texts = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = json.indexOf('"', i + 1);
                if (end < 0) {
                    break;
                }
                texts.add(json.substring(i + 1, end));
                rest.append('s');
                i = end;
            } else if (!Character.isWhitespace(c)) {
                rest.append(c);
            }
        }
        boolean wellFormed = rest.toString().matches("\\{s:s,s:\\[(s(,s)*)?]}")
                && texts.get(0).equals("name")
                && texts.get(2).equals("addresses");
        if (!wellFormed) {
            throw new SparkException("Error parsing JSON into ResourceInformation:\n" + json
                    + "Here is a correct example: {\"name\": \"gpu\", \"addresses\": [\"0\",\"1\"]}.");
        }
        return new ResourceInformation(
                texts.get(1), texts.subList(3, texts.size()).toArray(String[]::new));
    }

    private static void requireEnough(ResourceRequest request, ResourceInformation found) {
        if (found.addresses().length < request.amount()) {
            throw new IllegalArgumentException("requirement failed: Resource: " + found.name() + ", with addresses: "
                    + String.join(",", found.addresses()) + " is less than what the user requested: "
                    + request.amount() + ")");
        }
    }
}
