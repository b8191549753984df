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

# Debian 12 and 13 have a libtorch that is new enough, Ubuntu 22.04 an old one, 24.04 none; any other libtorch will do.
check_libtorch() {
  local version=${1#'(none)'}
  [[ -z $version ]] || dpkg --compare-versions "$version" lt 1.13 || return 0
  stop "This system has ${version:-no} libtorch-dev, and Foldline needs 1.13 or newer. Set FOLDLINE_LIBTORCH to another libtorch: the torch folder of a Python environment (pip install torch) or the unpacked libtorch zip."
}

missing=()
for package in "${wanted[@]}"; do
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
if [[ -z ${FOLDLINE_LIBTORCH:-} && " ${missing[*]} " != *" libtorch-dev "* ]]; then
  check_libtorch "$(dpkg-query --show --showformat='${Version}' libtorch-dev)"
fi
((${#missing[@]})) || exit 0
echo "Missing: ${missing[*]}"

as_root=()
if ((EUID != 0)); then
  # The output is a log here, so a password is asked for at the terminal itself, if there is one.
  if ! command -v sudo >/dev/null || ! { sudo -n true || sudo -v </dev/tty 2>/dev/tty; } 2>/dev/null; then
    stop "Some packages are missing, and only an administrator can install them. Run: sudo apt-get install ${missing[*]} — then start again."
  fi
  as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
fi

updated=yes
"${as_root[@]}" apt-get update || updated=no
if [[ $updated == yes && " ${missing[*]} " == *" libtorch-dev "* ]]; then
  check_libtorch "$(LC_ALL=C apt-cache policy libtorch-dev | sed -n 's/^ *Candidate: //p')"
fi

"${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}" && exit 0
[[ $updated == yes ]] || stop "The packages cannot be fetched (${missing[*]}). Connect to the network once and start again."
exit 1
