// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Class tags for callers that ask for one. They are made when asked, as Scala's reflection takes long to load. */
final class Tags {
    private Tags() {}

    // A tag of a superclass, as Scala's own AnyRef tag: nothing looks at it but casts that every element passes.
    @SuppressWarnings("unchecked")
    static <T> ClassTag<T> of(Class<?> type) {
        return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
    }
}
