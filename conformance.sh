#!/usr/bin/env bash
# Runs random programs on Ember and on Apache Spark and compares what comes of them:
# ./conformance.sh [--programs N] [--seed N] [--quick-cleaner] [--answers DIR]. With --quick-cleaner Spark's closure cleaner reads a class once
# (conformance/README.md); with --answers what Spark answered is kept in DIR, and Spark is not asked again.
# Prints each difference as a small Java program, and fails if there is one. Needs a build before (./mvnw test) and 60 to 90 ms a program, 10 ms if Spark's answer is known.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

programs=2000
seed=$(date +%s)
quick=false
answers=
while [ $# -gt 0 ]; do
    case "$1" in
        --programs) programs="$2" ;;
        --seed) seed="$2" ;;
        --quick-cleaner) quick=true; shift; continue ;;
        --answers) answers="$(realpath -m "$2")" ;;
        *) echo "conformance: unknown option $1; usage: ./conformance.sh [--programs N] [--seed N] [--quick-cleaner] [--answers DIR]" >&2; exit 2 ;;
    esac
    shift 2
done
echo "conformance: $programs programs from seed $seed"
exec ./mvnw -q -pl conformance -am test -Dtest=RandomProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dconformance.programs="$programs" -Dconformance.seed="$seed" -Dconformance.quickCleaner="$quick" -Dconformance.answers="$answers"
