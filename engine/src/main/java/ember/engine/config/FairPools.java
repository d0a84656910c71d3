// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import ember.rdd.input.LocalPaths;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.PoolSettings.Pool;
import ember.scheduler.task.SchedulingMode;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The pools of FAIR mode, from the file that {@code spark.scheduler.allocation.file} names, else from {@code fairscheduler.xml} on
 * the class path. Without either there is one pool, {@code default}, in which jobs share fairly. Loaded in FAIR mode only: it brings
 * the JDK's XML parser.
 */
public final class FairPools {
    private static final String ON_CLASS_PATH = "fairscheduler.xml";
    private static final int DEFAULT_MIN_SHARE = 0;
    private static final int DEFAULT_WEIGHT = 1;

    private final Logger log = LoggerFactory.getLogger("FairSchedulableBuilder");
    /** How messages name what is read. */
    private final String source;

    private FairPools(String source) {
        this.source = source;
    }

    /**
     * Reads the pools; an entry that cannot be is replaced by the default, with a warning.
     *
     * @param file a local path or {@code file:} URI; null: the one on the class path, if there is one
     * @throws IOException if the file cannot be read
     * @throws SAXException if it is not XML, or has a document type, which could draw in other files
     */
    public static PoolSettings load(@Nullable String file) throws IOException, SAXException {
        if (file != null) {
            FairPools pools = new FairPools(file);
            try (InputStream in = open(file)) {
                pools.log.info("Creating Fair Scheduler pools from {}", file);
                return pools.read(in);
            }
        }
        FairPools pools = new FairPools(ON_CLASS_PATH);
        try (InputStream in = onClassPath()) {
            if (in == null) {
                Pool only = new Pool(PoolSettings.DEFAULT_POOL, SchedulingMode.FAIR, DEFAULT_MIN_SHARE, DEFAULT_WEIGHT);
                pools.log.info(
                        "Fair scheduler configuration not found, created default pool: {}, schedulingMode: {}, minShare: {},"
                                + " weight: {}",
                        only.name(),
                        only.mode(),
                        only.minShare(),
                        only.weight());
                return new PoolSettings(SchedulingMode.FAIR, List.of(only));
            }
            pools.log.info("Creating Fair Scheduler pools from default file: {}", ON_CLASS_PATH);
            return pools.read(in);
        }
    }

    private static InputStream open(String file) throws IOException {
        File local = LocalPaths.file(file);
        if (!local.exists()) {
            throw new FileNotFoundException("File " + file + " does not exist");
        }
        return new FileInputStream(local);
    }

    /** As the program's class loader sees it, which may know more than the engine's own. */
    private static @Nullable InputStream onClassPath() {
        ClassLoader programs = Thread.currentThread().getContextClassLoader();
        InputStream found = programs == null ? null : programs.getResourceAsStream(ON_CLASS_PATH);
        return found == null ? FairPools.class.getResourceAsStream("/" + ON_CLASS_PATH) : found;
    }

    private PoolSettings read(InputStream in) throws IOException, SAXException {
        NodeList entries = parser().parse(in).getElementsByTagName("pool");
        Map<String, Pool> pools = new LinkedHashMap<>();
        for (int i = 0; i < entries.getLength(); i++) {
            Pool pool = pool((Element) entries.item(i));
            pools.put(pool.name(), pool);
            created("Created pool: ", pool);
        }
        if (!pools.containsKey(PoolSettings.DEFAULT_POOL)) {
            Pool pool = new Pool(PoolSettings.DEFAULT_POOL, SchedulingMode.FIFO, DEFAULT_MIN_SHARE, DEFAULT_WEIGHT);
            pools.put(pool.name(), pool);
            created("Created default pool: ", pool);
        }
        return new PoolSettings(SchedulingMode.FAIR, new ArrayList<>(pools.values()));
    }

    private void created(String how, Pool pool) {
        log.info(
                "{}{}, schedulingMode: {}, minShare: {}, weight: {}",
                how,
                pool.name(),
                pool.mode(),
                pool.minShare(),
                pool.weight());
    }

    private static DocumentBuilder parser() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            // No document type, so no entity of it can name a file or a host that the parser would then read.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The JDK's own prints errors to the console; this one throws the fatal ones.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser knows this feature", e);
        }
    }

    private Pool pool(Element entry) {
        String name = entry.getAttribute("name");
        return new Pool(
                name,
                mode(name, text(entry, "schedulingMode")),
                number(name, "minShare", text(entry, "minShare"), 0, DEFAULT_MIN_SHARE),
                number(name, "weight", text(entry, "weight"), 1, DEFAULT_WEIGHT));
    }

    /** What stands in the child elements of this name, as in Spark one after another if there are several. */
    private static String text(Element entry, String child) {
        StringBuilder text = new StringBuilder();
        for (Node node = entry.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                text.append(node.getTextContent());
            }
        }
        return text.toString().trim();
    }

    private SchedulingMode mode(String pool, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (SchedulingMode mode : SchedulingMode.values()) {
            if (mode.name().equals(upper)) {
                return mode;
            }
        }
        log.warn(
                "Unsupported schedulingMode: {} found in Fair Scheduler configuration file: {}, using the default"
                        + " schedulingMode: {} for pool: {}",
                upper,
                source,
                SchedulingMode.FIFO,
                pool);
        return SchedulingMode.FIFO;
    }

    private int number(String pool, String what, String text, int least, int otherwise) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            log.debug("{} of pool {} is no number", what, pool, e);
        }
        log.warn(
                "Error while loading fair scheduler configuration from {}: {} is blank or invalid: {}, using the default {}:"
                        + " {} for pool: {}",
                source,
                what,
                text,
                what,
                otherwise,
                pool);
        return otherwise;
    }
}
