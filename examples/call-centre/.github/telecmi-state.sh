#!/usr/bin/env bash
# Keeps what telecmi records on a branch of its own, so that every run starts from what the last one knew.
#   telecmi-state.sh fetch FILE...            brings the files that the branch has
#   telecmi-state.sh keep MESSAGE FILE...     commits the files to the branch; a file that is gone here goes there, too
# A file has on the branch the path that it has in the repository, whatever folder this runs in: rosters in two folders have two states.
# The state holds names and phone numbers, never a password: keep the repository private.
set -euo pipefail
umask 077

branch=${TELECMI_STATE_BRANCH:-telecmi-state}
known=refs/telecmi/$branch # what the branch was when we last saw it: whoever changed a file of ours since then is in conflict with us
top=$(cd -P -- "$(git rev-parse --show-toplevel)" && pwd -P)

fail() { echo "telecmi-state.sh: $1" >&2; exit 1; }

# The path from the top. No link of the tree may lead what is written or published out of it.
path_of() {
  local name=$1 path='' part parts
  case $name in
    "$top"/*) name=${name#"$top"/} ;;
    /*) fail "$name lies outside of the repository" ;;
    *) name=$(git rev-parse --show-prefix)$name ;;
  esac
  IFS=/ read -ra parts <<< "$name"
  for part in "${parts[@]}"; do
    case $part in
      '' | .) continue ;;
      ..) [ -n "$path" ] || fail "$1 lies outside of the repository"; case $path in */*) path=${path%/*} ;; *) path='' ;; esac; continue ;;
    esac
    path=${path:+$path/}$part
  done
  printf '%s\n' "$path"
}

refuse_links() {
  local folder=$1
  while case $folder in */*) true ;; *) false ;; esac; do
    folder=${folder%/*}
    [ ! -L "$top/$folder" ] || fail "$folder is a link: the file would lie elsewhere"
  done
}

object() { [ -z "$1" ] || git rev-parse --verify --quiet "$1:$2" || true; } # COMMIT PATH; nothing where there is none

fetch_branch() {
  local found=0
  git ls-remote --exit-code origin "refs/heads/$branch" > /dev/null || found=$?
  [ "$found" != 2 ] || return 1 # there is none
  [ "$found" = 0 ] || exit "$found" # not reached is not the same as not there
  git fetch --quiet --depth 1 origin "+refs/heads/$branch:$1" || exit
}

fetch() {
  local file path
  if ! fetch_branch "$known"; then
    git update-ref -d "$known"
    echo "There is no branch $branch yet: nothing was recorded so far." >&2
    return
  fi
  for file in "$@"; do
    path=$(path_of "$file")
    if [ -n "$(object "$known" "$path")" ]; then
      refuse_links "$path"
      mkdir -p -- "$(dirname -- "$top/$path")"
      rm -f -- "$top/$path" # a link that the tree holds is not written through
      (set -o noclobber && git cat-file blob "$known:$path" > "$top/$path")
    fi
  done
}

keep() {
  local message=$1 before tip tree commit file path blob i try
  local -a paths=() blobs=()
  shift
  folder=$(mktemp -d) # not local: it is removed at the very end
  trap 'rm -rf "$folder"' EXIT
  export GIT_INDEX_FILE=$folder/index
  export GIT_AUTHOR_NAME=telecmi GIT_AUTHOR_EMAIL=telecmi@localhost GIT_COMMITTER_NAME=telecmi GIT_COMMITTER_EMAIL=telecmi@localhost
  for file in "$@"; do
    path=$(path_of "$file")
    refuse_links "$path"
    [ ! -L "$top/$path" ] || fail "$file is a link: what it leads to is not published"
    blob=
    [ ! -f "$top/$path" ] || blob=$(git hash-object -w --no-filters -- "$top/$path")
    paths+=("$path") blobs+=("$blob")
  done

  before=$(git rev-parse --verify --quiet "$known" || true)
  for try in 1 2 3 4 5 6; do
    tip=
    ! fetch_branch refs/telecmi/tip || tip=$(git rev-parse refs/telecmi/tip)
    rm -f "$GIT_INDEX_FILE"
    [ -z "$tip" ] || git read-tree "$tip"
    for i in "${!paths[@]}"; do
      path=${paths[i]} blob=$(object "$tip" "${paths[i]}")
      if [ "$blob" != "$(object "$before" "$path")" ] && [ "$blob" != "${blobs[i]}" ]; then
        fail "$path was changed on $branch by another run since this one fetched it: nothing was overwritten. Fetch it, and apply again."
      fi
      if [ -n "${blobs[i]}" ]; then
        git update-index --add --cacheinfo "100644,${blobs[i]},$path"
      else
        git update-index --force-remove -- "$path"
      fi
    done
    tree=$(git write-tree)
    if [ -n "$tip" ] && [ "$tree" = "$(git rev-parse "$tip^{tree}")" ]; then
      git update-ref "$known" "$tip"
      return
    fi
    if [ -z "$tip" ] && [ -z "${blobs[*]}" ]; then
      return # nothing to keep, and no branch yet
    fi
    commit=$(git commit-tree "$tree" ${tip:+-p "$tip"} -m "$message")
    if git push --quiet origin "$commit:refs/heads/$branch" 2> "$folder/refused"; then # never forced: another run's state is not overwritten
      git update-ref "$known" "$commit"
      return
    fi
    sleep "0.$((RANDOM % 9))$try" # somebody was quicker: on top of theirs, then
  done
  cat "$folder/refused" >&2
  fail "$branch could not be pushed"
}

if [ $# -ge 2 ] && [[ $1 == fetch || $1 == keep ]]; then
  "$@"
else
  sed -n '2,5s/^# //p' "$0" >&2
  exit 1
fi
