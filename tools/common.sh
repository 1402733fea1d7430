# What tools/setup, tools/serve and tools/test share; sourced, not run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/readout
deps=$cache/deps

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command silently; where it fails, shows what it printed.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" = 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# build PRESET [TARGET...]: configures if need be, and builds.
build() {
  local preset=$1
  shift
  (cd "$root" && cmake --preset "$preset" -DREADOUT_DEPS="$deps" && cmake --build --preset "$preset" ${1:+--target "$@"})
}

# The command and, with it, the grammar as the page and the npm package carry it.
build_command() { build release readout_cli; }
build_module() { build wasm readout_wasm; }
pack_grammar() { "$root/build/release/readout" pack "$root/grammars/en" -o "$root/build/wasm/en.pack"; }

# npm ci, where the lock file is not the one that was installed last.
install_npm_packages() {
  cmp -s "$root/web/package-lock.json" "$root/web/node_modules/.installed-lock" && return
  say "installing the page's npm packages"
  (cd "$root/web" && npm ci --no-audit --no-fund) || {
    say "the npm packages could not be installed (is there a network?)" >&2
    return 1
  }
  cp "$root/web/package-lock.json" "$root/web/node_modules/.installed-lock"
}

build_page() { install_npm_packages && (cd "$root/web" && npm run build); }
