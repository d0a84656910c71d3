// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.io.Serializable;
import scala.Product;
import scala.runtime.ScalaRunTime$;

/**
 * A value that is the sum of its components, with the text, equality and hash code of Scala's case classes: what is a
 * case class in Spark extends it here.
 */
public abstract class CaseClass implements Product, Serializable {

    protected CaseClass() {}

    /** The components in the order of the constructor's arguments. */
    protected abstract Object[] components();

    @Override
    public int productArity() {
        return components().length;
    }

    @Override
    public Object productElement(int n) {
        return components()[n];
    }

    @Override
    public String productPrefix() {
        return getClass().getSimpleName();
    }

    @Override
    public boolean canEqual(Object that) {
        return that != null && that.getClass() == getClass();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (canEqual(other)
                        && ScalaRunTime$.MODULE$
                                .wrapRefArray(components())
                                .equals(ScalaRunTime$.MODULE$.wrapRefArray(((CaseClass) other).components())));
    }

    @Override
    public int hashCode() {
        return ScalaRunTime$.MODULE$._hashCode(this);
    }

    @Override
    public String toString() {
        return ScalaRunTime$.MODULE$._toString(this);
    }
}
