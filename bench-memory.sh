#!/usr/bin/env bash
# Programs on more data than there is memory for; each proves its result, a wrong one ends with status 1.
# Usage: ./bench-memory.sh [--short | --watch]
#   nothing   2 GB in a heap of 256 MiB and 400 MB in one of 64 MiB, 20 times each: hours
#   --watch   both once, and once a second what the budget counts is compared with what is in the heap
#   --short   400 MB in a heap of 64 MiB, once: a minute or two
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./mvnw -q package -pl bench -am -DskipTests -Dspotless.check.skip=true
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# each HEAP MIB [ARGUMENT...]: every program in a JVM of its own
each() {
    local heap=$1
    shift
    for workload in sort group one-key reduce distinct join outer-join cogroup; do
        "$java" "-Xmx$heap" -cp "bench/target/classes:bench/target/lib/*" ember.bench.memory.OutOfCore "$@" "$workload"
    done
}

case ${1:-} in
--short) each 64m 400 ;;
--watch)
    each 64m --watch 400
    each 256m --watch 2048
    ;;
"")
    for ((time = 1; time <= 20; time++)); do
        echo "repetition $time of 20"
        each 64m 400
        each 256m 2048
    done
    ;;
*)
    echo "usage: ./bench-memory.sh [--short | --watch]" >&2
    exit 2
    ;;
esac
