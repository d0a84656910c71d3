// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ObjectWritable;
import org.apache.hadoop.io.Writable;

/** Makes a Writable of Hadoop's serialisable, for functions that use one. */
public class SerializableWritable<T extends Writable> implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient T t;

    public SerializableWritable(T t) {
        this.t = t;
    }

    public T t() {
        return t;
    }

    public T value() {
        return t;
    }

    @Override
    public String toString() {
        return t.toString();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        new ObjectWritable(t).write(out);
    }

    @SuppressWarnings("unchecked") // what was written was a T
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        ObjectWritable read = new ObjectWritable();
        read.setConf(new Configuration(false));
        read.readFields(in);
        t = (T) read.get();
    }
}
