// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.input;

import ember.model.Failures;
import ember.rdd.input.LocalPaths;
import ember.spark.hadoop.Hadoop;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.spark.SparkConf;
import org.apache.spark.util.SerializableConfiguration;

/** A file that tasks open when they want to read it. */
public class PortableDataStream implements HadoopStream, Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    /** Settings of Hadoop's for a stream that the engine made. */
    private final Map<String, String> settings;
    /** Of a stream that was made with Hadoop's types; null: it is made when it is asked for. */
    private SerializableConfiguration configuration;

    private PortableDataStream(String path, Map<String, String> settings) {
        this.path = path;
        this.settings = settings;
    }

    /** File number {@code index} of a split. */
    public PortableDataStream(CombineFileSplit isplit, TaskAttemptContext context, Integer index) {
        this(isplit.getPath(index).toString(), Map.of());
        this.configuration = new SerializableConfiguration(context.getConfiguration());
    }

    /** A file by its URI. Ember's own. */
    public static PortableDataStream ofFile(String uri, Map<String, String> hadoopSettings) {
        return new PortableDataStream(uri, new HashMap<>(hadoopSettings));
    }

    synchronized SerializableConfiguration configuration() {
        if (configuration == null) {
            SparkConf conf = new SparkConf(false);
            settings.forEach(conf::set);
            configuration = new SerializableConfiguration(
                    Hadoop.bridge("PortableDataStream.getConfiguration").configuration(conf));
        }
        return configuration;
    }

    /** Opens the file at its beginning; the caller closes it. An {@link IOException}, which is not declared, if that fails. */
    public DataInputStream open() {
        try {
            return LocalPaths.isLocal(path)
                    ? new DataInputStream(new BufferedInputStream(new FileInputStream(LocalPaths.file(path))))
                    : Hadoop.bridge("PortableDataStream of " + path).open(path, getConfiguration());
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** The whole file. */
    public byte[] toArray() {
        try (DataInputStream in = open()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.transferTo(all);
            return all.toByteArray();
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** The file's URI, such as {@code file:/data/a.png}. */
    public String getPath() {
        return path;
    }
}
