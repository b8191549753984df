#!/bin/sh
# Puts DuckDB's C library where the program looks for it. npm fetches it at the version pinned in package-lock.json;
# run again, it does nothing when library and lock file agree.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
package="$root/node_modules/@duckdb/node-bindings-linux-x64"
target="$root/artifacts/native/duckdb"

if [ ! -f "$root/node_modules/.package-lock.json" ] || [ "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]; then
  (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi

if [ ! -f "$package/libduckdb.so" ]; then
  echo "DuckDB's library is missing in $package. Foldline runs on 64-bit x86 Linux with glibc; delete node_modules and try again." >&2
  exit 1
fi

mkdir -p "$target"
ln -sfn "../../../node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so" "$target/libduckdb.so"
