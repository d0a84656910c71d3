#!/usr/bin/env bash
# How long two small programs take, from the start of the process to its end: prints medians, asserts nothing.
# Usage: ./bench-start.sh [RUNS], 21 unless told otherwise. The first run of each, which may build, is not counted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
runs=${1:-21}

small=$(mktemp)
times=$(mktemp)
trap 'rm -f "$small" "$times"' EXIT
head -n 100 data/kjv.txt >"$small"

now() { date +%s%N; }

# measure NAME COMMAND...
measure() {
    local name=$1 begin end
    shift
    "$@" >/dev/null
    : >"$times"
    for ((run = 0; run < runs; run++)); do
        begin=$(now)
        "$@" >/dev/null
        end=$(now)
        echo $(((end - begin) / 10000)) >>"$times"
    done
    sort -n "$times" | awk -v name="$name" '
        { t[NR] = $1 / 100 }
        END { printf "%-44s median %6.1f ms   fastest %6.1f ms   slowest %6.1f ms\n", name, t[int((NR + 1) / 2)], t[1], t[NR] }'
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version 2>&1 | sed -n 2p
echo "$runs runs of each, whole process, on $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
measure "word count of 100 lines" ./ember example wordcount "$small"
measure "parallelize(1..100).map(square).reduce(sum)" ./ember example sumsquares 100
