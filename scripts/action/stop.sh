#!/usr/bin/env bash
# Ends the process group of start.sh: first with a request to terminate, after five seconds by force.
set -uo pipefail

pidfile="$RUNNER_TEMP/kyc-contracts/start.pid"
[ -f "$pidfile" ] || exit 0
pid=$(cat "$pidfile")
rm -f "$pidfile"

kill -TERM -- "-$pid" 2> /dev/null || exit 0
for _ in $(seq 50); do
  kill -0 -- "-$pid" 2> /dev/null || exit 0
  sleep 0.1
done
kill -KILL -- "-$pid" 2> /dev/null || true
