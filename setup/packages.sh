#!/usr/bin/env bash
# Installs the packages of apt.txt that are missing. A last line that starts with "foldline:" says what the user has to do.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
export DEBIAN_FRONTEND=noninteractive

stop() {
  printf 'foldline: %s\n' "$1"
  exit 1
}

if ! command -v apt-get >/dev/null; then
  echo "No apt-get here: the build takes the libraries of $here/apt.txt as they are installed."
  exit 0
fi

wanted=()
while read -r package purpose; do
  [[ -z $package || $package == '#'* ]] && continue
  [[ $purpose == torch && -n ${FOLDLINE_LIBTORCH:-} ]] || wanted+=("$package")
done <"$here/apt.txt"

missing=()
for package in "${wanted[@]}"; do
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0
echo "Missing: ${missing[*]}"

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    stop "Some packages are missing, and only an administrator can install them. Run: sudo apt-get install ${missing[*]} — then start again."
  fi
  as_root=(sudo -n --preserve-env=DEBIAN_FRONTEND)
fi

updated=yes
"${as_root[@]}" apt-get update || updated=no

# Too old or absent on some releases; any other libtorch will do.
if [[ " ${missing[*]} " == *" libtorch-dev "* ]]; then
  candidate=$(LC_ALL=C apt-cache policy libtorch-dev | sed -n 's/^ *Candidate: //p')
  if [[ -z $candidate || $candidate == '(none)' ]] || dpkg --compare-versions "$candidate" lt 1.13; then
    [[ $updated == yes ]] || stop "The package lists cannot be fetched. Connect to the network once and start again."
    stop "This system offers ${candidate:-no} libtorch-dev, and Foldline needs 1.13 or newer. Set FOLDLINE_LIBTORCH to another libtorch: pip's torch folder (pip install torch) or the unpacked libtorch zip."
  fi
fi

"${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}" && exit 0
[[ $updated == yes ]] || stop "The packages cannot be fetched (${missing[*]}). Connect to the network once and start again."
exit 1
