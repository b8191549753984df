#!/usr/bin/env bash
# Builds the command line into artifacts/program, compiled ahead of time so that it starts fast.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/artifacts/program

rm -rf "$program.new"
dotnet publish "$root/src/Foldline.Cli" --runtime linux-x64 --no-self-contained --configuration Release --output "$program.new" -nodeReuse:false -v quiet
# Files are replaced, never edited: a run that started from the old program keeps it.
rm -rf "$program"
mv "$program.new" "$program"
