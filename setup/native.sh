#!/usr/bin/env bash
# Builds one bridge: native.sh SOURCE NAME [PREFIX], from native/SOURCE into artifacts/native/NAME. PREFIX is a libtorch other
# than the system's. The system's goes into a folder named after its version, with artifacts/native/torch pointing to it.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source=$1 name=$2 prefix=${3:-}
native=$root/artifacts/native
build=$native/build/$name

configure() {
  cmake -S "$root/native/$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DFOLDLINE_OUTPUT="$native/$name" \
    ${prefix:+"-DCMAKE_PREFIX_PATH=$prefix" "-DTorch_DIR=$prefix/share/cmake/Torch"}
}

mkdir -p "$native"
# A build folder of another place or another libtorch is of no use.
if [[ $source == torch || $(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$build/CMakeCache.txt" 2>/dev/null) != "$root/native/$source" ]]; then
  rm -rf "$build"
fi

configure
if [[ $name == torch ]]; then
  read -r version <"$build/torch-version.txt"
  name=torch-$version
  cmake -DFOLDLINE_OUTPUT="$native/$name" "$build"
fi
cmake --build "$build"

if [[ $source == torch ]]; then
  printf 'prefix=%s\n' "$prefix" >"$native/$name/libtorch.path"
fi
if [[ $2 == torch ]]; then
  rm -rf "$native/torch"
  ln -s "$name" "$native/torch"
fi

# What is loaded before the torch bridge depends on both bridges.
for bridge in "$native"/torch-*/libfoldline_torch.so; do
  [[ ! -f $bridge || ! -f $native/imaging/libfoldline_imaging.so ]] || bash "$root/setup/preload.sh" "$(basename "$(dirname "$bridge")")"
done
