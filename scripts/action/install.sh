#!/usr/bin/env bash
# Sets KYC_CONTRACTS_COMMAND to the command of the next steps: a JavaScript file for node.
# Install scripts of packages are not run, since a check needs none of them.
set -euo pipefail

home="$RUNNER_TEMP/kyc-contracts"
mkdir -p "$home"
flags=(--ignore-scripts --save-exact --no-audit --no-fund)

if [ -z "${VERSION:-}" ]; then
  # The action's own checkout contains everything, in the versions of its lock file.
  cd "$GITHUB_ACTION_PATH"
  [ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
  [ -f dist/src/cli/kyc-contracts.js ] || npm run build
  command="$GITHUB_ACTION_PATH/dist/src/cli/kyc-contracts.js"
else
  # A range, a tag or an alias could install another version later.
  if [[ "$VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
    package="kyc-contracts@$VERSION"
  elif [[ "$VERSION" == *.tgz && -f "$VERSION" ]]; then
    package="file:$(cd -- "$(dirname -- "$VERSION")" && pwd)/$(basename -- "$VERSION")"
  else
    echo "::error title=kyc-contracts::the input version is an exact version, such as 1.2.3, or a file that ends in .tgz"
    exit 2
  fi
  cd "$home"
  echo '{ "private": true }' > package.json
  npm install "${flags[@]}" -- "$package"
  # The tools of `check` are no dependencies of the package; it lists their versions, and newer ones of their
  # dependencies.
  tools=$(node -e "
    const { writeFileSync } = require('node:fs');
    const { devDependencies, overrides } = require('./node_modules/kyc-contracts/package.json');
    const own = require('./package.json');
    writeFileSync('package.json', JSON.stringify({ ...own, overrides }));
    const tools = ['ajv', 'ajv-formats', 'dredd', '@redocly/cli', '@redocly/openapi-core', 'yaml'];
    console.log(tools.filter((name) => devDependencies[name]).map((name) => name + '@' + devDependencies[name]).join(' '))")
  # shellcheck disable=SC2086
  npm install "${flags[@]}" -- $tools
  command="$home/node_modules/kyc-contracts/dist/src/cli/kyc-contracts.js"
fi

echo "KYC_CONTRACTS_COMMAND=$command" >> "$GITHUB_ENV"
