#!/usr/bin/env bash
# Runs the tests in a browser against the debug build: tests/js/run.sh
# Installs what they need, once: Chromium by apt, the packages of package-lock.json by npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

browser=${CHROMIUM:-/usr/bin/chromium}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

for tool in node npm; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        printf '%s is not installed; the tests in a browser need Node 20 or later, see https://nodejs.org\n' "$tool" >&2
        exit 2
    fi
done

if [[ ! -x $browser ]]; then
    printf 'installing Chromium\n'
    if ! { as_root apt-get -qq update && as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } >/dev/null; then
        printf 'Chromium could not be installed; install it, or name one: CHROMIUM=/path/to/chromium\n' >&2
        exit 2
    fi
fi

# What was installed for this lockfile need not be installed again.
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --silent --no-audit --no-fund
    cp package-lock.json node_modules/.installed
fi

exec node --test
