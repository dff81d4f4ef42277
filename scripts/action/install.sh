#!/usr/bin/env bash
# Puts the command that the next steps run into KYC_CONTRACTS_COMMAND: a JavaScript file for node.
set -euo pipefail

home="$RUNNER_TEMP/kyc-contracts"
mkdir -p "$home"

if [ -z "${VERSION:-}" ]; then
  # The action's own checkout holds everything, in the versions of its lock file.
  cd "$GITHUB_ACTION_PATH"
  [ -d node_modules ] || npm ci --no-audit --no-fund
  [ -f dist/scripts/kyc-contracts.js ] || npm run build
  command="$GITHUB_ACTION_PATH/dist/scripts/kyc-contracts.js"
else
  case "$VERSION" in
    *.tgz) package="$VERSION" ;;
    *) package="kyc-contracts@$VERSION" ;;
  esac
  cd "$home"
  [ -f package.json ] || echo '{ "private": true }' > package.json
  npm install --no-audit --no-fund "$package"
  # The package leaves the tools of `check` to those who check; it knows their versions.
  tools=$(node -p "
    const { devDependencies } = require('./node_modules/kyc-contracts/package.json');
    ['ajv', 'ajv-formats', 'dredd', '@redocly/cli', '@redocly/openapi-core', 'yaml']
      .filter((name) => devDependencies[name])
      .map((name) => name + '@' + devDependencies[name])
      .join(' ')")
  # shellcheck disable=SC2086
  npm install --no-audit --no-fund $tools
  command="$home/node_modules/kyc-contracts/dist/scripts/kyc-contracts.js"
fi

echo "KYC_CONTRACTS_COMMAND=$command" >> "$GITHUB_ENV"
