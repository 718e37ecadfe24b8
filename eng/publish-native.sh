#!/usr/bin/env bash
# Publishes the native executables to artifacts/native: telecmi and pulumi-resource-telecmi. Fails on any warning of the trimmer or the native compiler.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source eng/need-linker.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# No restore here: the solution's already covers this runtime identifier, and another one would not match the lock files.
# TrimmerSingleWarn would fold the warnings of a package into one.
dotnet msbuild eng/native.proj -nologo -verbosity:minimal -maxcpucount -p:Runtime=linux-x64 -p:TrimmerSingleWarn=false "$@" 2>&1 | tee "$log"
for executable in telecmi pulumi-resource-telecmi; do
  if [ "$(od -An -t u2 -j 16 -N 2 "artifacts/native/$executable" | tr -d ' ')" != 3 ]; then
    echo "publish-native: $executable is not position-independent" >&2
    exit 1
  fi
done
if grep -E 'IL[23][0-9]{3}|warning' "$log" > /dev/null; then
  echo "publish-native: there are warnings" >&2
  exit 1
fi
