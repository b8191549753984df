# Read by ./foldline and ./test: sets up what is missing or older than its sources, in steps, and does nothing else.
# Needs $root, the repository's folder. A step is stale when one of its inputs is newer than its stamp or an output is gone.

stamps="$root/artifacts/setup"
log="$root/artifacts/setup.log"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# One clear message, then the end. Everything of the set-up goes to standard error; standard output is the command's.
stop() {
  printf '\nfoldline: %s\n' "$1" >&2
  exit "${2:-1}"
}

source "$root/setup/libtorch.sh"
choose_libtorch

# A row: name | title | inputs below the root | outputs below the root | command.
declare -A title inputs outputs command
step() { title[$1]=$2 inputs[$1]=$3 outputs[$1]=$4 command[$1]=$5; }

step "packages$torch_suffix" "Installing system packages" \
  "setup/apt.txt setup/packages.sh" "" \
  'bash "$root/setup/packages.sh"'
step "$torch_name" "Building the torch bridge" \
  "native/torch setup/native.sh" "artifacts/native/$torch_name/libfoldline_torch.so" \
  'bash "$root/setup/native.sh" torch "$torch_name" "$torch_prefix"'
step imaging "Building the imaging bridge" \
  "native/imaging setup/native.sh" "artifacts/native/imaging/libfoldline_imaging.so" \
  'bash "$root/setup/native.sh" imaging imaging'
step npm "Fetching DuckDB and Plotly" \
  "package-lock.json setup/duckdb.sh" "artifacts/native/duckdb/libduckdb.so node_modules/.package-lock.json" \
  'bash "$root/setup/duckdb.sh"'
sources="src Directory.Build.props Directory.Packages.props global.json package-lock.json"
step program "Building the program" \
  "$sources setup/program.sh" "artifacts/program/Foldline.Cli.dll" \
  'bash "$root/setup/program.sh"'
step tests "Building the tests" \
  "$sources tests Foldline.slnx" "artifacts/bin/Foldline.Tests/release/Foldline.Tests.dll" \
  'dotnet build "$root/Foldline.slnx" --configuration Release -nodeReuse:false -v quiet'

is_fresh() {
  local name=$1 stamp=$stamps/$1 file
  [[ -e $stamp ]] || return 1
  local from=()
  for file in ${outputs[$name]}; do [[ -e $root/$file ]] || return 1; done
  for file in ${inputs[$name]}; do from+=("$root/$file"); done
  if [[ $name == "$torch_name" ]]; then
    is_built_for_libtorch || return 1
    from+=("${torch_marks[@]}")
  fi
  # Folders count as well: their time changes when a file in them is added, renamed or removed.
  [[ -z $(find "${from[@]}" -newer "$stamp" -print -quit 2>&1) ]]
}

stale_steps() {
  local name
  stale=()
  for name in "packages$torch_suffix" "$torch_name" imaging npm "$@"; do
    is_fresh "$name" || stale+=("$name")
  done
}

run_step() {
  local name=$1 position=$2 started=$SECONDS
  printf '[%s] %s … ' "$position" "${title[$name]}" >&2
  printf '\n== %s\n' "${title[$name]}" >>"$log"
  # The stamp carries the time of the step's start, so that an edit made during the build is seen by the next start.
  : >"$stamps/$name.started"
  if ! (eval "${command[$name]}") </dev/null >>"$log" 2>&1 9>&-; then
    rm -f "$stamps/$name.started"
    printf 'failed\n' >&2
    explain_failure "$name"
  fi
  mv "$stamps/$name.started" "$stamps/$name"
  printf '%s s\n' $((SECONDS - started)) >&2
}

explain_failure() {
  local name=$1 advice
  # A step that knows what is to be done says so in a line that starts with "foldline:".
  advice=$(sed -n 's/^foldline: //p' "$log" | tail -n 1)
  [[ -z $advice ]] || stop "$advice"
  tail -n 15 "$log" >&2
  if tail -n 60 "$log" | grep -qE 'NU1301|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|Could not resolve|Temporary failure'; then
    stop "'${title[$name]}' needs the network once, and it cannot be reached. Connect (or set HTTPS_PROXY) and start again."
  fi
  stop "'${title[$name]}' failed; the lines above are the end of $log. Mend what they name and start again."
}

check_tools() {
  [[ $(uname -sm) == "Linux x86_64" ]] || stop "Foldline runs on 64-bit x86 Linux; this is $(uname -sm)."
  command -v dotnet >/dev/null || stop "The .NET SDK 10 is missing. Install it (package dotnet-sdk-10.0, or https://dot.net/download) so that 'dotnet' is on the PATH, then start again."
  local sdk
  sdk=$(cd "$root" && dotnet --version 2>/dev/null) || stop "Foldline needs the .NET SDK 10; found: $(cd / && dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' || true). Install it (package dotnet-sdk-10.0, or https://dot.net/download), then start again."
  command -v npm >/dev/null || stop "npm is missing; it fetches DuckDB and Plotly. Install it (packages nodejs and npm), then start again."
  printf '.NET SDK %s, npm at %s\n' "$sdk" "$(command -v npm)" >>"$log"
}

# Brings everything up to date that the named steps (program, tests) need. Two starts at once: the second waits.
prepare() {
  local stale name count=0
  stale_steps "$@"
  if ((${#stale[@]})); then
    mkdir -p "$stamps" 2>/dev/null || true
    [[ -w $stamps ]] || stop "Cannot write to $stamps, and the set-up is not complete. Start once as the owner of $root."
    exec 9>"$stamps/lock"
    if ! flock --nonblock 9; then
      printf 'Another start is setting up; waiting for it …\n' >&2
      flock 9
    fi
    stale_steps "$@"
    if ((${#stale[@]})); then
      printf 'Set-up of %s\n' "$(date '+%F %T')" >"$log"
      check_tools
      for name in "${stale[@]}"; do run_step "$name" "$((++count))/${#stale[@]}"; done
    fi
    exec 9>&-
  fi
  use_libtorch
}
