// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.io.Serializable;

/** A record of a user's, which anyone could change. */
final class Person implements Serializable {
    String name;
    int age;

    Person(String name, int age) {
        this.name = name;
        this.age = age;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Person that && name.equals(that.name) && age == that.age;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + age;
    }
}
