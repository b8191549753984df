# Which libtorch the torch bridge is built against: Debian's, or the one that FOLDLINE_LIBTORCH names (pip's torch folder or
# the official zip, with lib/, include/ and share/cmake/ inside). Sets:
#   torch_name    folder of the build below artifacts/native, such as torch-1.13.1 or torch-2.14.0-cuda
#   torch_prefix  where CMake looks first; empty for the system's libtorch
#   torch_suffix  part of stamp names that tells the two kinds of set-up apart
#   torch_marks   files that change when that libtorch is replaced

choose_libtorch() {
  torch_marks=()
  if [[ -z ${FOLDLINE_LIBTORCH:-} ]]; then
    torch_name=torch torch_prefix='' torch_suffix=''
    local installed=/var/lib/dpkg/info/libtorch-dev.list
    [[ ! -e $installed ]] || torch_marks=("$installed")
    return
  fi

  torch_suffix=-libtorch
  torch_prefix=$(cd -- "$FOLDLINE_LIBTORCH" 2>/dev/null && pwd -P) || stop "FOLDLINE_LIBTORCH names '$FOLDLINE_LIBTORCH', which is not a folder. Give pip's torch folder or the unpacked libtorch." 2
  local version
  version=$(libtorch_version "$torch_prefix/share/cmake/Torch/TorchConfigVersion.cmake") || stop "FOLDLINE_LIBTORCH names '$torch_prefix', which holds no share/cmake/Torch. Give pip's torch folder (python3 -c 'import torch; print(torch.__path__[0])') or the unpacked libtorch." 2
  torch_name=torch-$version
  [[ ! -e $torch_prefix/lib/libtorch_cuda.so ]] || torch_name+=-cuda
  torch_marks=("$torch_prefix/share/cmake/Torch/TorchConfigVersion.cmake")
}

# The version that a TorchConfigVersion.cmake sets.
libtorch_version() {
  local line
  [[ -r $1 ]] || return 1
  while read -r line; do
    [[ $line =~ PACKAGE_VERSION\ +\"([0-9][0-9.]*) ]] || continue
    printf '%s' "${BASH_REMATCH[1]}"
    return
  done <"$1"
  return 1
}

# Tells the program which build to load when it is not the default one.
use_libtorch() {
  [[ -z $torch_prefix ]] || export FOLDLINE_NATIVE_TORCH="$root/artifacts/native/$torch_name"
}

# Whether the build in artifacts/native was made for the libtorch in use; setup/native.sh leaves that note beside the library.
is_built_for_libtorch() {
  local noted=
  read -r noted 2>/dev/null <"$root/artifacts/native/$torch_name/libtorch.path" && [[ $noted == "prefix=$torch_prefix" ]]
}
