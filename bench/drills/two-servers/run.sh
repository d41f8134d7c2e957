#!/usr/bin/env bash
# A PostgreSQL for one run, and then the drill, run.mjs unless another is named first: README.md. What else is said goes to it.
set -euo pipefail
cd "$(dirname "$0")"
source ../../../.ci/postgres.sh
start_postgres
trap stop_postgres EXIT
ulimit -n 20000
program=run.mjs
[[ ${1:-} != *.mjs ]] || { program=$1; shift; }
NODE_TLS_REJECT_UNAUTHORIZED=0 NODE_NO_WARNINGS=1 node "$program" "$@"
