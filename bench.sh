#!/usr/bin/env bash
# The same work on Ember, on Apache Spark, in plain Java and on parallel streams: a table of medians and ratios, JSON and a chart.
# A JVM whose work has data has touched its heap before, but for --short: otherwise it would wait for the system's first pages in some rounds.
# Fails if results differ; no time makes it fail.
# Usage: ./bench.sh [--short] [--times=N] [--rounds=N] [-X...] [start] [WORKLOAD...]
#   --short   few records, one JVM of each: shows that all agree, not how fast they are
#   --times   JVMs of each side for each workload, 3 unless told otherwise
#   --rounds  times a JVM does the work, 6 unless told otherwise, three times as often where there is hardly any data; the fastest of the second half counts
#   --scaling instead, first: how Ember's time grows with the data and shrinks with a second core; --short, --rounds and -X... count
#   -X...     an option for all JVMs, for instance -XX:+UseParallelGC
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./mvnw -q package -pl bench,conformance/spark -am -DskipTests -Dspotless.check.skip=true
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
main=Compare
if [ "${1:-}" = --scaling ]; then
    main=Scaling
    shift
fi
# A jar and no directory: only of those can the classes be archived.
exec "$java" -cp "bench/target/classes:bench/target/lib/*" -Dember.bench.programs="$(ls bench/target/ember-bench-*.jar)" \
    -Dember.bench.ember="bench/target/lib/*" -Dember.bench.spark="$(cat conformance/spark/target/spark.classpath)" \
    -Dember.bench.out=bench/target "ember.bench.peers.$main" "$@"
