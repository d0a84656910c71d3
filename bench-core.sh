#!/usr/bin/env bash
# What the scheduler's core costs for each task, stage and job, as a table, and a context, as a line; asserts nothing about time.
# Usage: ./bench-core.sh [--short]: about ten minutes, or one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./mvnw -q package -pl bench -am -DskipTests -Dspotless.check.skip=true
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "bench/target/classes:bench/target/lib/*" ember.bench.CoreCurve "$@"
"$java" -cp "bench/target/classes:bench/target/lib/*" ember.bench.ContextCost
