#!/usr/bin/env bash
# Keeps what telecmi records on a branch of its own, so that every run starts from what the last one knew.
#   telecmi-state.sh fetch FILE...            brings the files that the branch has
#   telecmi-state.sh keep MESSAGE FILE...     commits the files to the branch; a file that is gone here goes there, too
# The state holds names and phone numbers, never a password: keep the repository private.
set -euo pipefail

branch=${TELECMI_STATE_BRANCH:-telecmi-state}
there=refs/remotes/origin/$branch

fetch() {
  local found=0
  git ls-remote --exit-code --heads origin "$branch" > /dev/null || found=$?
  if [ "$found" = 2 ]; then
    echo "There is no branch $branch yet: nothing was recorded so far." >&2
    return
  fi
  [ "$found" = 0 ] || exit "$found" # not reached is not the same as not there
  git fetch --quiet --depth 1 origin "+refs/heads/$branch:$there"
  for file in "$@"; do
    if git cat-file -e "$there:$file" 2> /dev/null; then
      git cat-file blob "$there:$file" > "$file"
    fi
  done
}

keep() {
  local message=$1 folder parent tree commit
  shift
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' RETURN
  export GIT_INDEX_FILE=$folder/index
  export GIT_AUTHOR_NAME=telecmi GIT_AUTHOR_EMAIL=telecmi@localhost GIT_COMMITTER_NAME=telecmi GIT_COMMITTER_EMAIL=telecmi@localhost
  parent=$(git rev-parse --verify --quiet "$there" || true)
  [ -z "$parent" ] || git read-tree "$parent"
  for file in "$@"; do
    if [ -f "$file" ]; then
      git update-index --add --cacheinfo "100644,$(git hash-object -w "$file"),$file"
    else
      git update-index --force-remove "$file"
    fi
  done
  tree=$(git write-tree)
  if [ -n "$parent" ] && [ "$tree" = "$(git rev-parse "$parent^{tree}")" ]; then
    return
  fi
  commit=$(git commit-tree "$tree" ${parent:+-p "$parent"} -m "$message")
  git push --quiet origin "$commit:refs/heads/$branch" # never forced: another run's state is not overwritten
}

case ${1:-} in
  fetch | keep) "$@" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 1 ;;
esac
