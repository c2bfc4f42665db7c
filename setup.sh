#!/bin/sh
# Makes this folder ready to run: tesseract with its language packs, .venv with the pinned packages, sopscan in it.
# Run it as often as you like: what is there is left alone. Called by `make setup`.
set -eu
cd "$(dirname "$0")"

VENV=.venv
STAMP=$VENV/.sopscan-stamp
PACKS="ind eng osd"

say() { printf '%s\n' "setup: $*" >&2; }

# Runs a command as root where that can be done without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root true || return 1
    say "installing $*"
    as_root apt-get update -qq >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$name"; return; }
    done
    return 1
}

missing_packs() {
    for pack in $PACKS; do
        tesseract --list-langs 2>/dev/null | grep -qx "$pack" || printf ' tesseract-ocr-%s' "$pack"
    done
}

install_tesseract() {
    wanted=$(missing_packs)
    command -v tesseract >/dev/null 2>&1 || wanted="tesseract-ocr$wanted"
    [ -n "$wanted" ] || return 0
    # shellcheck disable=SC2086  # the names are separate words
    apt_install $wanted && return 0
    say "tesseract or a language pack is missing; until it is there, read with --engine ppocr. Install it with:"
    say "    sudo apt-get install $wanted"
}

make_venv() {
    [ -x $VENV/bin/python ] && $VENV/bin/python -m pip --version >/dev/null 2>&1 && return 0
    "$python" -m venv --clear $VENV >/dev/null 2>&1 && return 0
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    if apt_install "$version-venv" && "$python" -m venv --clear $VENV; then return 0; fi
    say "Python cannot make a virtual environment here. Install what it needs with:"
    say "    sudo apt-get install $version-venv"
    say "and run make setup again."
    return 1
}

fingerprint() {
    { cat requirements.lock pyproject.toml; $VENV/bin/python -V; pwd; } | sha256sum | cut -d' ' -f1
}

python=$(find_python) || {
    say "Python 3.11 or newer is needed. Install it with: sudo apt-get install python3 python3-venv"
    exit 3
}
install_tesseract
make_venv || exit 3
if [ "$(cat $STAMP 2>/dev/null)" != "$(fingerprint)" ]; then
    say "installing the packages of requirements.lock"
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    fingerprint >$STAMP
fi
say "ready: $VENV/bin/sopscan"
