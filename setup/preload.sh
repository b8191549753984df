#!/usr/bin/env bash
# Writes what is loaded before the bridges: preload.sh NAME, for artifacts/native/NAME/libfoldline_torch.so and the imaging bridge.
#
# Debian's libtorch names two dozen libraries of which it uses no symbol (OpenCV's windows, video and networks, FFmpeg, LevelDB …),
# and they bring a hundred more. Loading them takes longer than all the rest of a start. The dynamic linker takes a library that is already
# loaded under the wanted name, so an empty one of that name is loaded first, where nothing else wants the real one. libtorch binds
# all symbols when it is loaded, so a mistake here would show at the first start and not in the middle of a training.
#
# OpenCV's codecs use GDAL for maps, and GDAL brings another eighty libraries. Foldline knows pictures by their first bytes and hands OpenCV no
# maps, so a library of GDAL's name takes its place whose functions do nothing and find no picture.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
folder=$root/artifacts/native/$1
bridge=$folder/libfoldline_torch.so
imaging=$root/artifacts/native/imaging/libfoldline_imaging.so

declare -A path needs
while read -r name arrow file _; do
  [[ $arrow == '=>' && $file == /* ]] && path[$name]=$file
done < <(ldd "$bridge" "$imaging")

# What each library needs, from one call for all: starting a program for each of two hundred takes longer than the builds.
while read -r file name; do
  needs[$file]+="$name "
done < <(readelf -d "${path[@]}" "$bridge" "$imaging" | awk '/^File: / { file = $2 } /\(NEEDED\)/ { gsub(/.*\[|\].*/, ""); print file, $0 }')

symbols() { nm -D "--$1-only" "$2" | awk '{ sub(/@.*/, "", $NF); print $NF }' | sort -u; }

# Everything that the named libraries need, themselves included.
closure() {
  local -A seen=()
  local queue=("$@") name
  while ((${#queue[@]})); do
    name=${queue[0]} queue=("${queue[@]:1}")
    [[ -z ${seen[$name]:-} && -n ${path[$name]:-} && -z ${replaced[$name]:-} ]] || continue
    seen[$name]=1
    # shellcheck disable=SC2206 # names have no blanks
    queue+=(${needs[${path[$name]}]:-})
  done
  printf '%s\n' "${!seen[@]}"
}

list=$bridge.preload
: >"$list.new"
: >"$imaging.preload.new"
rm -rf "$folder/unused" "$(dirname "$imaging")/unused"
mkdir -p "$folder/unused" "$(dirname "$imaging")/unused"

declare -A replaced
codecs=$(for name in "${!path[@]}"; do [[ $name == libopencv_imgcodecs.so* ]] && printf '%s' "${path[$name]}"; done; true)
for name in ${codecs:+${needs[$codecs]:-}}; do
  [[ $name == libgdal.so* && -n ${path[$name]:-} ]] || continue
  comm -12 <(symbols undefined "$codecs") <(symbols defined "${path[$name]}") | sed 's/.*/void *&(void) { return 0; }/' |
    gcc -shared -nostdlib -x c - -o "$(dirname "$imaging")/unused/$name" "-Wl,-soname,$name"
  replaced[$name]=1
  printf '%s\n' "$(dirname "$imaging")/unused/$name" | tee -a "$list.new" >>"$imaging.preload.new"
done
mv "$imaging.preload.new" "$imaging.preload"

torch=$(for name in "${!path[@]}"; do [[ $name == libtorch_cpu.so* ]] && printf '%s' "${path[$name]}"; done; true)
if [[ -f $torch ]]; then
  undefined=$(symbols undefined "$torch")
  used=() unused=()
  for name in ${needs[$torch]:-}; do
    [[ -n ${path[$name]:-} ]] || continue
    if [[ -n $(comm -12 <(printf '%s\n' "$undefined") <(symbols defined "${path[$name]}") | head -n 1) ]]; then used+=("$name"); else unused+=("$name"); fi
  done

  # shellcheck disable=SC2086
  wanted=$(closure "${used[@]}" ${needs[$imaging]:-})
  for name in "${unused[@]}"; do
    if grep -qxF "$name" <<<"$wanted"; then continue; fi
    g++ -shared -nostdlib -x c++ /dev/null -o "$folder/unused/$name" "-Wl,-soname,$name"
    printf '%s\n' "$folder/unused/$name" >>"$list.new"
  done

  # The rest one by one: the linker then looks for the symbols of each library among that library's own few dependencies.
  for name in "${used[@]}"; do printf '%s\n' "${path[$name]}" >>"$list.new"; done
fi
mv "$list.new" "$list"
