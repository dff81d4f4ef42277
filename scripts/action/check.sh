#!/usr/bin/env bash
# Runs the check and leaves with its exit code.
set -euo pipefail

arguments=(--url "$URL")
if [ -n "${PROVIDER:-}" ]; then arguments=("$PROVIDER" "${arguments[@]}"); fi
if [ -n "${SPEC:-}" ]; then arguments+=(--spec "$SPEC"); fi
if [ -n "${JUNIT:-}" ]; then arguments+=(--junit "$JUNIT"); fi
if [ -n "${HTML:-}" ]; then arguments+=(--html "$HTML"); fi
if [ -n "${JSON:-}" ]; then arguments+=(--json "$JSON"); fi
# Split at blanks, without the shell reading anything else into it.
read -r -a more <<< "${ARGS:-}"

exec node "$KYC_CONTRACTS_COMMAND" check "${arguments[@]}" ${more[@]+"${more[@]}"}
