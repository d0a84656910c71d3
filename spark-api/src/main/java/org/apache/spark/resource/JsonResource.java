// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import ember.spark.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import org.json4s.JArray;
import org.json4s.JObject;
import org.json4s.JString;
import org.json4s.JValue;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The member of {@link ResourceInformation} that names a type of json4s, apart from what serialisation reflects on. {@link
 * UnsupportedOperationException} if json4s is not on the class path. Not a type of Spark's.
 */
public interface JsonResource {
    /** Name and addresses. */
    default JValue toJson() {
        return (JValue)
                OptionalLibrary.JSON4S.make("ResourceInformation.toJson", () -> Json.of((ResourceInformation) this));
    }

    /** Alone knows the library. */
    final class Json {
        private Json() {}

        private static Object of(ResourceInformation resource) {
            List<JValue> addresses = new ArrayList<>();
            for (String address : resource.addresses()) {
                addresses.add(new JString(address));
            }
            List<Tuple2<String, JValue>> fields = List.of(
                    new Tuple2<>("name", new JString(resource.name())),
                    new Tuple2<>(
                            "addresses",
                            new JArray(CollectionConverters.asScala(addresses).toList())));
            return new JObject(CollectionConverters.asScala(fields).toList());
        }
    }
}
