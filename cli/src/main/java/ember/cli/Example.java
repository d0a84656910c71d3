// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import org.jspecify.annotations.Nullable;

/** The programs that come with Ember. They import Spark's API only; the command knows them by name. */
enum Example {
    SUMSQUARES("SumSquares", "[N]", "adds the squares of the numbers 1 to N: the smallest program"),
    WORDCOUNT("WordCount", "[FILE [OUT]]", "counts the words of a text"),
    LOGANALYSIS("LogAnalysis", "[FILE]", "summarises a log of Debian's package manager"),
    PAGERANK("PageRank", "[EDGES [ITERATIONS]]", "ranks the nodes of a graph by the links between them"),
    KMEANS("KMeans", "[FILE [K]]", "groups the books of a text by style"),
    TRANSITIVECLOSURE("TransitiveClosure", "[EDGES]", "finds all pairs of nodes that a path connects"),
    INVERTEDINDEX("InvertedIndex", "[FILE [WORD...]]", "finds the lines that have all of the words"),
    SECONDARYSORT("SecondarySort", "[LOG [SHOWN]]", "sorts the entries of each package by time, in the shuffle"),
    TOPN("TopN", "[FILE [N]]", "finds the N most frequent long words of each book");

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
