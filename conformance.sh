#!/usr/bin/env bash
# Runs random programs on Ember and on Apache Spark and compares what comes of them:
# ./conformance.sh [--programs N] [--seed N] [--quick-cleaner]. With --quick-cleaner Spark's closure cleaner reads a class once (conformance/README.md).
# Prints each difference as a small Java program, and fails if there is one. Needs a build before (./mvnw test) and about 30 ms a program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

programs=2000
seed=$(date +%s)
quick=false
while [ $# -gt 0 ]; do
    case "$1" in
        --programs) programs="$2" ;;
        --seed) seed="$2" ;;
        --quick-cleaner) quick=true; shift; continue ;;
        *) echo "conformance: unknown option $1; usage: ./conformance.sh [--programs N] [--seed N] [--quick-cleaner]" >&2; exit 2 ;;
    esac
    shift 2
done
echo "conformance: $programs programs from seed $seed"
exec ./mvnw -q -pl conformance -am test -Dtest=RandomProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dconformance.programs="$programs" -Dconformance.seed="$seed" -Dconformance.quickCleaner="$quick"
