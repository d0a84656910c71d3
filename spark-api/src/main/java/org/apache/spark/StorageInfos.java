// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.EmberContext;
import ember.engine.StorageRoom;
import ember.rdd.Dependency;
import ember.rdd.JobRunner.CachedSize;
import ember.rdd.Rdd;
import ember.spark.Levels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.storage.RDDInfo;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** What a context keeps in its caches, in Spark's words. */
final class StorageInfos {
    /** Executors of one JVM have no port. */
    private static final String ADDRESS = "localhost:";

    private StorageInfos() {}

    static RDDInfo[] of(EmberContext engine) {
        List<Rdd<?>> rdds = new ArrayList<>(engine.persistedRdds());
        rdds.sort(Comparator.comparingInt(Rdd::id));
        List<RDDInfo> infos = new ArrayList<>();
        for (Rdd<?> rdd : rdds) {
            RDDInfo info = of(rdd, engine.cachedSize(rdd));
            if (info.isCached()) {
                infos.add(info);
            }
        }
        return infos.toArray(new RDDInfo[0]);
    }

    private static RDDInfo of(Rdd<?> rdd, CachedSize size) {
        List<Object> parents = new ArrayList<>();
        for (Dependency dependency : rdd.dependencies()) {
            parents.add(dependency.rdd().id());
        }
        String name = rdd.name();
        return new RDDInfo(
                rdd.id(),
                name == null ? rdd.kind() : name,
                rdd.numPartitions(),
                Levels.toSpark(rdd.storageLevel()),
                rdd.isBarrier(),
                CollectionConverters.asScala(parents).toSeq(),
                rdd.callSite().shortForm(),
                Option.empty(),
                size.partitions(),
                size.memoryBytes(),
                size.diskBytes());
    }

    static scala.collection.Map<String, Tuple2<Object, Object>> rooms(EmberContext engine) {
        Map<String, Tuple2<Object, Object>> rooms = new HashMap<>();
        int port = 0;
        for (StorageRoom room : engine.storageRooms().values()) {
            rooms.put(ADDRESS + port++, new Tuple2<>(room.maxBytes(), room.freeBytes()));
        }
        return CollectionConverters.asScala(rooms);
    }
}
