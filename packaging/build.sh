# SPDX-License-Identifier: MIT
# Sourced by packaging/run, packaging/build and tests/run, with $root set to the project's folder.
#
#   configure_and_build PRESET FOLDER [TARGET…]
#
# Output: on a terminal Ninja's progress line; else one line on standard error, unless something fails.

die() { echo "$*" >&2; exit 1; }

configure_and_build() {
    preset=$1 folder=$root/$2
    shift 2
    # A folder that was configured for another checkout, or copied from there, cannot be used.
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    mkdir -p "$folder" || die "Cannot create $folder."
    # Without a home folder the compiler cache has no place of its own.
    if [ -z "${CCACHE_DIR:-}" ] && [ ! -w "${HOME:-/nonexistent}" ]; then
        export CCACHE_DIR="$root/build/ccache"
    fi
    if ! (cd "$root" && cmake --preset "$preset" -B "$folder") >"$folder/build.log" 2>&1; then
        grep -A 12 'CMake Error' "$folder/build.log" >&2 || tail -n 15 "$folder/build.log" >&2
        die "Configuring failed; all of it is in $folder/build.log."
    fi
    if [ -t 1 ] && [ -z "${CI:-}" ]; then
        cmake --build "$folder" ${1:+--target "$@"} || die "Building failed."
        return
    fi
    echo "Building in $folder…" >&2
    if ! cmake --build "$folder" ${1:+--target "$@"} >>"$folder/build.log" 2>&1; then
        grep -A 12 -m 5 -E 'FAILED|error' "$folder/build.log" >&2 || tail -n 30 "$folder/build.log" >&2
        die "Building failed; all of it is in $folder/build.log."
    fi
}
