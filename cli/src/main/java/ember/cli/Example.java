// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import org.jspecify.annotations.Nullable;

/** The programs that come with Ember. They import Spark's API only; the command knows them by name. */
enum Example {
    WORDCOUNT("WordCount", "[FILE [OUT]]", "counts the words of a text"),
    LOGANALYSIS("LogAnalysis", "[FILE]", "finds what a server's log tells: errors, traffic, busiest hours"),
    PAGERANK("PageRank", "[FILE [ITERATIONS]]", "ranks the nodes of a graph by the links between them"),
    KMEANS("KMeans", "[FILE [K]]", "finds clusters of points"),
    TRANSITIVECLOSURE("TransitiveClosure", "[FILE]", "finds all pairs of nodes that a path connects"),
    INVERTEDINDEX("InvertedIndex", "[FILE...]", "lists for each word where it occurs"),
    SECONDARYSORT("SecondarySort", "[FILE]", "sorts values within each key, without holding a key in memory"),
    TOPN("TopN", "[FILE [N]]", "finds the largest values of each group");

    private final String simpleName;
    private final String arguments;
    private final String purpose;

    Example(String simpleName, String arguments, String purpose) {
        this.simpleName = simpleName;
        this.arguments = arguments;
        this.purpose = purpose;
    }

    String className() {
        return "ember.examples." + simpleName;
    }

    /** The name on the command line. */
    String commandName() {
        return simpleName.toLowerCase(java.util.Locale.ROOT);
    }

    /** How it is called and what it does, in one line. */
    String synopsis() {
        return commandName() + " " + arguments + " - " + purpose;
    }

    static @Nullable Example named(String name) {
        for (Example example : values()) {
            if (example.simpleName.equalsIgnoreCase(name)) {
                return example;
            }
        }
        return null;
    }
}
