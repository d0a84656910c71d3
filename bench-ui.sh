#!/usr/bin/env bash
# What watching costs: tasks a second with nobody watching, with the UI, and with an event log too; how far off an estimate is; then memory and answers of the UI for a
# million tasks. Asserts nothing about time. Usage: ./bench-ui.sh [--serve]: with the option the pages of the million tasks stay open.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./mvnw -q package -pl bench -am -DskipTests -Dspotless.check.skip=true
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "bench/target/classes:bench/target/lib/*" ember.bench.ui.WatchCost
"$java" -cp "bench/target/classes:bench/target/lib/*" ember.bench.ui.EstimateCheck
"$java" -Xmx1g -cp "bench/target/classes:bench/target/lib/*" ember.bench.ui.StoreCost "$@"
