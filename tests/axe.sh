#!/bin/sh
# Fetch axe-core, which looks for barriers to readers with disabilities, into node_modules; where npm is absent its tests skip.
set -eu
test -f node_modules/axe-core/axe.min.js && exit 0
command -v npm >/dev/null 2>&1 || exit 0
npm install --silent --no-save --no-package-lock --no-audit --no-fund axe-core@4 || echo "axe-core could not be fetched" >&2
