#!/usr/bin/env bash
# Starts START in the background, in a separate process group, and waits until WAIT_ON answers.
set -euo pipefail

tools="$(dirname "${BASH_SOURCE[0]}")"
# Bash arithmetic would execute code in the index of a variable's name, so only digits are accepted.
timeout="${WAIT_TIMEOUT:-60}"
if ! [[ "$timeout" =~ ^[0-9]{1,5}$ ]]; then
  echo "::error title=kyc-contracts::wait-timeout is a whole number of seconds, such as 60"
  exit 2
fi

home="$RUNNER_TEMP/kyc-contracts"
mkdir -p "$home"
log="$home/start.log"

up=0
node "$tools/is-up.mjs" || up=$?
if [ "$up" -eq 2 ]; then
  echo "::error title=kyc-contracts::wait-on, or url without it, is a URL that begins with http:// or https://"
  exit 2
fi
# The URL that answers now belongs to another server, which would be checked instead.
if [ "$up" -eq 0 ]; then
  echo "::error title=kyc-contracts::the URL to wait for answers before the start command: stop what runs there, or choose another port"
  exit 1
fi

# Job control gives the background job a process group, so that its child processes are stopped with it.
set -m
bash -c "$START" > "$log" 2>&1 < /dev/null &
pid=$!
set +m
echo "$pid" > "$home/start.pid"

# The URL is not printed, since it may contain a key.
give_up() {
  node "$tools/show-log.mjs" "$log"
  echo "::error title=kyc-contracts::$1"
  exit 1
}

deadline=$(($(date +%s) + 10#$timeout))
until node "$tools/is-up.mjs"; do
  if ! kill -0 "$pid" 2> /dev/null; then
    give_up "the start command ended before the URL to wait for answered: its last lines are above"
  fi
  if [ "$(date +%s)" -ge "$deadline" ]; then
    give_up "the URL to wait for did not answer within $((10#$timeout)) s: the last lines of the start command are above"
  fi
  sleep 0.2
done
