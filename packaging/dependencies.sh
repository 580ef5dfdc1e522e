#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing to build and run (packaging/dependencies.sh), also what the tests need (--tests), what makes and
# checks the packages (--package), what packaging/try needs (--try). Quick and without network when nothing is missing. Needs
# Debian 12, Ubuntu 24.04 or newer; on other systems it says what to install by hand. "a|b" is satisfied by either.
set -eu

build='g++ cmake ninja-build pkg-config qt6-base-dev qt6-svg-dev|libqt6svg6-dev qt6-pdf-dev libqt6sql6-sqlite
    qtkeychain-qt6-dev libsecret-1-0 libpoco-dev libqpdf-dev libsimdjson-dev zlib1g-dev ccache mold ca-certificates
    fonts-noto-core|fonts-inter|fonts-dejavu-core'
tests='xvfb openbox xdotool x11-utils dbus gnome-keyring curl'
package='dpkg-dev file lintian desktop-file-utils appstream git rpm patchelf xz-utils qt6-wayland
    qt6-xdgdesktopportal-platformtheme squashfs-tools libsquashfuse-dev libfuse3-dev liblzma-dev libzstd-dev liblz4-dev
    liblzo2-dev'
try='mmdebstrap openssl cpio'

wanted=$build
# Without X the window needs Qt's Wayland plugin.
if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then wanted="$wanted qt6-wayland"; fi
for option in "$@"; do
    case $option in
        --tests) wanted="$wanted $tests" ;;
        --package) wanted="$wanted $package" ;;
        --try) wanted="$wanted $try" ;;
        *) echo "usage: packaging/dependencies.sh [--tests] [--package] [--try]" >&2; exit 2 ;;
    esac
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    for program in cmake ninja c++; do
        command -v "$program" >/dev/null && continue
        echo "$program is missing, and packages are installed on Debian and Ubuntu only. Please install: CMake 3.23," \
            "Ninja, a C++20 compiler, Qt 6.4 (base, SVG, PDF, the SQLite driver), QtKeychain for Qt 6, POCO, QPDF, simdjson and zlib." >&2
        exit 1
    done
    exit 0 # CMake says which library it cannot find
fi

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=
for choice in $wanted; do
    found=
    for name in $(echo "$choice" | tr '|' ' '); do
        if installed "$name"; then found=yes; break; fi
    done
    [ -n "$found" ] || missing="$missing $choice"
done
[ -n "$missing" ] || exit 0

sudo=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing, and there is no sudo to install them with:$missing" >&2
        exit 1
    fi
    sudo=sudo
fi
apt() { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 "$@"; }

echo "Installing what is missing…" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! apt update >"$log" 2>&1; then
    echo "apt-get update failed; going on with the package lists at hand." >&2
fi
names=
for choice in $missing; do
    for name in $(echo "$choice" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then break; fi
    done
    names="$names $name"
done
echo "Installing:$names" >&2
# shellcheck disable=SC2086 # a list of names
if ! apt install -y --no-install-recommends $names >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "Could not install:$names" >&2
    exit 1
fi
