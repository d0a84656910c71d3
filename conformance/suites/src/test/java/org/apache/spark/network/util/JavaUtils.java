// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.network.util;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stands in for the helper of Spark's that its suites use to print stacks. */
public final class JavaUtils {
    private JavaUtils() {}

    public static String stackTraceToString(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
