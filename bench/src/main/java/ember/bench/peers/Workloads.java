// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import static ember.bench.peers.Workload.Kind.DATA;
import static ember.bench.peers.Workload.Kind.OUT_OF_CORE;
import static ember.bench.peers.Workload.Kind.OVERHEAD;

import java.util.List;

/** All workloads, in the order of the table. */
final class Workloads {
    private static final long MB = 1_000_000;

    /** The workload whose jobs are also timed one by one. */
    static final String PER_JOB = "jobs";

    static final List<Workload> ALL = List.of(
            Workload.of(PER_JOB, "warm jobs of 2 tasks", OVERHEAD, 500, 100, Overheads::jobs, null),
            Workload.of("tasks", "empty tasks in one job", OVERHEAD, 100_000, 2_000, Overheads::emptyTasks, null),
            Workload.of("chain", "shuffles in a row, 100 pairs", OVERHEAD, 200, 20, Overheads::chain, null),
            Workload.of("union", "pairs in 100 shuffled lineages", OVERHEAD, 10_000, 1_000, Overheads::union, null),
            Workload.of("narrow", "map, filter, map, reduce", DATA, 50 * MB, MB, Narrow::rdd, Narrow::plain)
                    .withStreams(Narrow::streams)
                    .withTuned(Narrow::tuned),
            Workload.of(
                            "todouble",
                            "filter, mapToDouble, sum",
                            DATA,
                            50 * MB,
                            MB,
                            Narrow::toDouble,
                            Narrow::toDoublePlain)
                    .withStreams(Narrow::toDoubleStreams),
            Workload.of("wordcount", "bytes of Zipf text", DATA, 300 * MB, 3 * MB, WordFile::rdd, WordFile::plain)
                    .withStreams(WordFile::streams)
                    .withTuned(WordFile::tuned),
            Workload.of("reduce", "pairs, 1 M keys", DATA, 20 * MB, MB / 5, ByKey::reduce, ByKey::reducePlain)
                    .withStreams(ByKey::reduceStreams)
                    .withTuned(ByKey::reduceTuned),
            Workload.of("aggregate", "pairs into sets", DATA, 5 * MB, MB / 10, ByKey::aggregate, ByKey::aggregatePlain)
                    .withStreams(ByKey::aggregateStreams),
            Workload.of("group", "pairs, 200 k keys", DATA, 5 * MB, MB / 10, ByKey::group, ByKey::groupPlain)
                    .withStreams(ByKey::groupStreams),
            Workload.of("sort", "pairs by key", DATA, 10 * MB, MB / 10, ByKey::sort, ByKey::sortPlain)
                    .withStreams(ByKey::sortStreams)
                    .withTuned(ByKey::sortTuned),
            Workload.of("join", "pairs with a fifth as many", DATA, 5 * MB, MB / 10, Joins::join, Joins::joinPlain)
                    .withStreams(Joins::joinStreams)
                    .withTuned(Joins::joinTuned),
            Workload.of(
                            "cogroup",
                            "pairs with a fifth as many",
                            DATA,
                            5 * MB,
                            MB / 10,
                            Joins::cogroup,
                            Joins::cogroupPlain)
                    .withStreams(Joins::cogroupStreams),
            Workload.of("distinct", "strings", DATA, 10 * MB, MB / 10, Joins::distinct, Joins::distinctPlain)
                    .withStreams(Joins::distinctStreams),
            Workload.of("pagerank", "edges, 10 rounds", DATA, 3 * MB, 30_000, PageRanks::rdd, PageRanks::plain)
                    .withTuned(PageRanks::tuned),
            Workload.of("kmeans", "points, 10 rounds", DATA, MB, 10_000, KMeansRounds::rdd, KMeansRounds::plain)
                    .withStreams(KMeansRounds::streams)
                    .withTuned(KMeansRounds::tuned),
            Workload.of("saveload", "lines", DATA, 5 * MB, MB / 10, Kept::saveAndLoad, Kept::saveAndLoadPlain),
            Workload.of("cached", "lines, read 20 times", DATA, 2 * MB, 50_000, Kept::cached, Kept::cachedPlain)
                    .withStreams(Kept::cachedStreams),
            Workload.of("largesort", "records of 150 bytes", OUT_OF_CORE, 20 * MB, MB / 5, Large::sort, null),
            Workload.of("largegroup", "records of 150 bytes", OUT_OF_CORE, 20 * MB, MB / 5, Large::group, null),
            Workload.of("largejoin", "records of 150 bytes", OUT_OF_CORE, 20 * MB, MB / 5, Large::join, null),
            Workload.of("largedistinct", "records of 150 bytes", OUT_OF_CORE, 20 * MB, MB / 5, Large::distinct, null));

    private Workloads() {}

    /** @throws IllegalArgumentException no workload has that name */
    static Workload named(String name) {
        for (Workload workload : ALL) {
            if (workload.name().equals(name)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("no workload is called " + name);
    }
}
