#!/usr/bin/env bash
# Starts START in the background, in a process group of its own, and waits until WAIT_ON answers.
set -euo pipefail

home="$RUNNER_TEMP/kyc-contracts"
mkdir -p "$home"
log="$home/start.log"

# Job control gives the background job a process group, so that whatever it starts is stopped with it.
set -m
bash -c "$START" > "$log" 2>&1 < /dev/null &
pid=$!
set +m
echo "$pid" > "$home/start.pid"

deadline=$(($(date +%s) + ${WAIT_TIMEOUT:-60}))
until node -e "fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(5000) }).then(() => process.exit(0), () => process.exit(1))" "$WAIT_ON"; do
  if ! kill -0 "$pid" 2> /dev/null; then
    tail -n 50 "$log"
    echo "::error title=kyc-contracts::the start command ended before $WAIT_ON answered: its last lines are above"
    exit 1
  fi
  if [ "$(date +%s)" -ge "$deadline" ]; then
    tail -n 50 "$log"
    echo "::error title=kyc-contracts::$WAIT_ON did not answer within ${WAIT_TIMEOUT:-60} s: the last lines of the start command are above"
    exit 1
  fi
  sleep 0.2
done
