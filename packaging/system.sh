#!/usr/bin/env bash
# What the machine itself needs: only what is missing is installed, and only where that is allowed.
#
#   system.sh venv PYTHON FOLDER   make a virtual environment
#   system.sh run                  Qt's libraries, where there is a screen
#   system.sh test                 the same, and what the tests start: Xvfb, a window manager, exiftool
set -euo pipefail
cd "$(dirname "$0")/.."

readonly QT=(
    libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 fonts-dejavu-core
)
# What is started by name: the program, and the package that has it.
readonly TESTING=(Xvfb:xvfb openbox:openbox xdotool:xdotool import:imagemagick perl:perl)
# Debian 12's own exiftool, 12.57, drops plus:DataMining in silence.
readonly EXIFTOOL=13.59.3

say() { printf 'fixative: %s\n' "$*" >&2; }

# Packages that are not there; `program:package` where having the program is enough.
missing_packages() {
    local name
    for name in "$@"; do
        case $name in
        *:*) command -v "${name%%:*}" >/dev/null || printf '%s\n' "${name#*:}" ;;
        *)
            # shellcheck disable=SC2016 # dpkg's own variable
            [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null) == ii* ]] || printf '%s\n' "$name"
            ;;
        esac
    done
}

# Install packages, or say in one line which; the status tells whether they are there now.
install() {
    if ! command -v apt-get >/dev/null; then
        say "please install: $*"
        return 1
    fi
    local as=()
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            say "please run: sudo apt-get install $*"
            return 1
        fi
        as=(sudo -n)
    fi
    say "installing $*"
    local log
    log=$(mktemp)
    # A list of packages that is there may be good enough; if not, a new one is fetched, once.
    if ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" \
        >"$log" 2>&1 </dev/null &&
        ! { "${as[@]}" apt-get update -qq &&
            "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } \
            >"$log" 2>&1 </dev/null; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        say "could not install: $*"
        return 1
    fi
    rm -f "$log"
}

# Other systems than Debian and Ubuntu cannot be asked in a way that we know.
install_missing() {
    command -v dpkg-query >/dev/null || return 0
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" = 0 ] || install "${missing[@]}"
}

make_venv() {
    local folder=$2 python version
    for python in "$1" python3.14 python3.13 python3.12 python3.11 none; do
        ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || break
    done
    if [ "$python" = none ]; then
        say "Python 3.11 or later is needed"
        return 1
    fi
    # Debian and Ubuntu keep half of venv in a package of its own.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install "python$version-venv"
    fi
    "$python" -m venv "$folder" || {
        rm -rf "$folder"
        return 1
    }
}

exiftool() {
    local name=exiftool-vendored.pl there
    # The first of that name is the package's own.
    there=$(sed -n '/^ *"version"/ { s/^ *"version": "\([^"]*\)".*/\1/p; q; }' \
        ".tools/node_modules/$name/package.json" 2>/dev/null || true)
    [ "$there" != "$EXIFTOOL" ] || return 0
    command -v npm >/dev/null || install npm
    say "installing exiftool $EXIFTOOL into .tools"
    npm install --prefix .tools --no-audit --no-fund --loglevel=error --save-exact "$name@$EXIFTOOL" >/dev/null </dev/null
}

case ${1:-} in
venv) make_venv "$2" "$3" ;;
run)
    # Without a screen no window is opened: the command line needs none of this.
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        install_missing "${QT[@]}" || say "the window may not open without them"
    fi
    ;;
test)
    install_missing "${QT[@]}" "${TESTING[@]}"
    exiftool
    ;;
*)
    say "usage: system.sh venv PYTHON FOLDER | run | test"
    exit 2
    ;;
esac
