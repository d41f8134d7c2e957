#!/usr/bin/env bash
# A PostgreSQL for one run, and then the drill: README.md. What is said on the command line goes to run.mjs.
set -euo pipefail
cd "$(dirname "$0")"
source ../../../.ci/postgres.sh
start_postgres
trap stop_postgres EXIT
ulimit -n 20000
NODE_TLS_REJECT_UNAUTHORIZED=0 NODE_NO_WARNINGS=1 node run.mjs "$@"
