#!/usr/bin/env bash
# Uses the native executable as a newcomer would, in a copy of the example roster. Prints one line a check; fails at the first that does not hold.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
telecmi=${TELECMI_NATIVE:-$root/artifacts/native/telecmi}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$root/agents.yaml" "$folder"
cd "$folder"

check() { # what is expected in the output, then the command
  local expected=$1 output
  shift
  output=$("$telecmi" "$@" < /dev/null 2>&1) || { echo "smoke: telecmi $* failed: $output" >&2; exit 1; }
  grep -qF "$expected" <<< "$output" || { echo "smoke: no \"$expected\" from telecmi $*: $output" >&2; exit 1; }
  echo "smoke: telecmi $*"
}

check 'Usage:' --help
check 'valid.' validate
check ' to add' plan --no-refresh
check 'Applied: 10 added.' apply --sandbox --yes
check 'No changes.' apply --sandbox --yes
check 'No changes.' plan --sandbox --no-refresh
