// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.input;

import ember.model.Failures;
import ember.rdd.input.LocalPaths;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.Serializable;

/** A file that tasks open when they want to read it. */
public class PortableDataStream implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;

    private PortableDataStream(String path) {
        this.path = path;
    }

    /** A file of this machine, by its URI. Ember's own. */
    public static PortableDataStream ofFile(String uri) {
        return new PortableDataStream(uri);
    }

    /** Opens the file at its beginning; the caller closes it. An {@link IOException}, which is not declared, if that fails. */
    public DataInputStream open() {
        try {
            return new DataInputStream(new BufferedInputStream(new FileInputStream(LocalPaths.file(path))));
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
