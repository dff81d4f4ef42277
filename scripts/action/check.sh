#!/usr/bin/env bash
# Runs the check and exits with its exit code; where it fails, what the start command has printed is shown, too.
set -euo pipefail

# Each value follows its option after "=", so that a value that begins with a dash is not read as an option.
arguments=("--url=$URL")
case "${PROVIDER:-}" in
  '') ;;
  -* | *[!a-z0-9_-]*)
    echo "::error title=kyc-contracts::the input provider is a name, such as alfred or sila"
    exit 2
    ;;
  *) arguments=("$PROVIDER" "${arguments[@]}") ;;
esac
if [ -n "${SPEC:-}" ]; then arguments+=("--spec=$SPEC"); fi
if [ -n "${JUNIT:-}" ]; then arguments+=("--junit=$JUNIT"); fi
if [ -n "${HTML:-}" ]; then arguments+=("--html=$HTML"); fi
if [ -n "${JSON:-}" ]; then arguments+=("--json=$JSON"); fi

# If there are several lines, each is one argument, and `--name value` means `--name=value`; a single line is split at
# blanks.
# The shell expands nothing else in it.
more=()
args="${ARGS:-}"
args="${args//$'\r'/}"
while [[ "$args" == *$'\n' ]]; do args="${args%$'\n'}"; done
while [[ "$args" == $'\n'* ]]; do args="${args#$'\n'}"; done
if [[ "$args" == *$'\n'* ]]; then
  while IFS= read -r line; do
    line="${line#"${line%%[![:blank:]]*}"}"
    line="${line%"${line##*[![:blank:]]}"}"
    if [[ "$line" =~ ^(--[a-z-]+)[[:blank:]]+(.+)$ ]]; then line="${BASH_REMATCH[1]}=${BASH_REMATCH[2]}"; fi
    if [ -n "$line" ]; then more+=("$line"); fi
  done <<< "$args"
else
  read -r -a more <<< "$args"
fi

# The paths as a later step finds them, from the workspace.
for output in JUNIT HTML JSON; do
  path="${!output:-}"
  path="${path//[$'\r\n']/}"
  case "$path" in
    '' | /*) ;;
    *) if [ "${WORKING_DIRECTORY:-.}" != . ]; then path="${WORKING_DIRECTORY%/}/$path"; fi ;;
  esac
  echo "$(tr '[:upper:]' '[:lower:]' <<< "$output")=$path" >> "${GITHUB_OUTPUT:-/dev/null}"
done

code=0
node "$KYC_CONTRACTS_COMMAND" check "${arguments[@]}" ${more[@]+"${more[@]}"} || code=$?
log="$RUNNER_TEMP/kyc-contracts/start.log"
if [ "$code" -ne 0 ] && [ -s "$log" ]; then
  echo "The last lines of the start command:"
  node "$(dirname "${BASH_SOURCE[0]}")/show-log.mjs" "$log"
fi
exit "$code"
