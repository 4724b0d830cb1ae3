#!/bin/sh
# Make .venv from pinned requirements and put the tool into it: setup.sh REQUIREMENTS
set -eu

python=${PYTHON:-python3}

fail() {
    echo "setup: $1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || fail "Python 3.11 or newer is needed: apt install python3 python3-venv"
    apt-get update -qq && apt-get install -y -qq python3 python3-venv
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed, $python is older; set PYTHON"

# Debian keeps the parts that make a virtual environment in a package of their own
"$python" -c 'import venv, ensurepip' 2>/dev/null || {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || fail "the module venv is missing: apt install python3-venv"
    apt-get update -qq && apt-get install -y -qq python3-venv
}

# the tests run a real PostgreSQL,
case $1 in *dev*)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || {
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || fail "PostgreSQL is missing: apt install postgresql"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
    }
    # and walk through the web app in a real browser
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || {
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || fail "Chromium is missing: apt install chromium"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    } ;;
esac

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# a first command should not wait for this
.venv/bin/python -m compileall -q src/musnad
