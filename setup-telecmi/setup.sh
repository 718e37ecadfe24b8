#!/usr/bin/env bash
# The two steps of the action: `place` says where the archive and the executable go, `install` brings them there.
set -euo pipefail

fail() { echo "::error title=setup-telecmi::$1"; exit 1; }

place() {
  [[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail 'version is none, such as 1.2.3'
  local rid kind=tar.gz
  case $RUNNER_SYSTEM in
    Linux-X64) rid=linux-x64; [ ! -e /etc/alpine-release ] || rid=linux-musl-x64 ;;
    Linux-ARM64) rid=linux-arm64 ;;
    macOS-ARM64) rid=osx-arm64 ;;
    macOS-X64) rid=osx-x64 ;;
    Windows-X64) rid=win-x64 kind=zip ;;
    *) fail "there is no telecmi for $RUNNER_SYSTEM" ;;
  esac
  local name=telecmi-$VERSION-$rid
  {
    echo "name=$name.$kind"
    echo "archive=$RUNNER_TEMP/setup-telecmi/$name.$kind"
    echo "path=$RUNNER_TOOL_CACHE/telecmi/$VERSION/$rid/$name"
  } >> "$GITHUB_OUTPUT"
}

install() {
  mkdir -p "$(dirname "$ARCHIVE")"
  bring() { curl --fail --silent --show-error --location --retry 3 --proto '=https,file' --output "$2" "$SOURCE/v$VERSION/$1" || fail "$1 could not be fetched"; }
  [ -e "$ARCHIVE" ] || bring "$NAME" "$ARCHIVE"
  if [ -z "$SHA256" ]; then
    bring SHA256SUMS "$ARCHIVE.sums"
    SHA256=$(awk -v name="$NAME" '$2 == name { print $1 }' "$ARCHIVE.sums")
    [ -n "$SHA256" ] || fail "SHA256SUMS of $VERSION does not name $NAME"
  fi
  # What a cache held is checked like what was just fetched.
  local actual
  actual=$(sha256sum "$ARCHIVE" 2> /dev/null || shasum -a 256 "$ARCHIVE")
  [ "${actual%% *}" = "$(tr A-F a-f <<< "$SHA256")" ] || { rm -f "$ARCHIVE"; fail "$NAME is not the archive that the sum stands for: nothing was installed"; }
  mkdir -p "$(dirname "$FOLDER")"
  case $NAME in
    *.zip) unzip -q -o "$ARCHIVE" -d "$(dirname "$FOLDER")" ;;
    *) tar -xzf "$ARCHIVE" -C "$(dirname "$FOLDER")" ;;
  esac
  echo "$FOLDER" >> "$GITHUB_PATH"
  "$FOLDER/telecmi" --version
}

"$1"
