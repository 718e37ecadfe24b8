#!/usr/bin/env bash
# Brings the release of telecmi that is pinned here, and prints the folder of the executable. It is fetched once a machine, and unpacked only if its sum holds.
# The pin is telecmi.SHA256SUMS beside this script: the SHA256SUMS of a release, as it is. It tells the version, and the archive of every system.
# Without it (there is no release yet) it is the telecmi of PATH, such as one that you built from source.
set -euo pipefail

releases=${TELECMI_RELEASES:-https://github.com/telecmi-declarative/telecmi/releases/download} # or a mirror
sums=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/telecmi.SHA256SUMS

fail() { echo "install-telecmi.sh: $1" >&2; exit 1; }

if [ ! -e "$sums" ]; then
  telecmi=$(command -v telecmi) || fail "there is neither $sums nor a telecmi on PATH"
  dirname -- "$telecmi"
  exit
fi

case $(uname -s)-$(uname -m) in
  Linux-x86_64) system=linux-x64; [ ! -e /etc/alpine-release ] || system=linux-musl-x64 ;;
  Linux-aarch64) system=linux-arm64 ;;
  Darwin-arm64) system=osx-arm64 ;;
  Darwin-x86_64) system=osx-x64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) system=win-x64 ;; # git's own bash
  *) fail "there is no telecmi for $(uname -s) on $(uname -m)" ;;
esac
read -r sum archive < <(grep -E "^[0-9a-f]{64}  telecmi-[0-9A-Za-z.-]+-$system\.(tar\.gz|zip)$" "$sums") || fail "$sums names no archive for $system"
name=${archive%.tar.gz} name=${name%.zip} version=${name#telecmi-} version=${version%-"$system"}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/telecmi
if [ ! -d "$cache/$sum" ]; then
  mkdir -p "$cache"
  new=$(mktemp -d "$cache/new.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  curl --fail --silent --show-error --location --retry 3 --proto '=https,file' --output "$new/$archive" "$releases/v$version/$archive" ||
    fail "$archive could not be fetched"
  actual=$(sha256sum "$new/$archive" 2> /dev/null || shasum -a 256 "$new/$archive")
  [ "${actual%% *}" = "$sum" ] || fail "$archive is not the archive that $sums stands for: nothing was installed"
  mkdir "$new/content"
  case $archive in
    *.zip) unzip -q "$new/$archive" -d "$new/content" ;;
    *) tar -xzf "$new/$archive" -C "$new/content" ;;
  esac
  mv "$new/content" "$cache/$sum" 2> /dev/null || [ -d "$cache/$sum" ] # somebody was quicker, with the same
fi
printf '%s\n' "$cache/$sum/$name"
