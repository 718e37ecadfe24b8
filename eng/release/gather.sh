#!/usr/bin/env bash
# From what eng/release.sh made for each system to one folder: all files, one SHA256SUMS, the formula of Homebrew, the manifests of winget, the notes.
#   gather.sh SYSTEMS TARGET         SYSTEMS holds a folder for each system
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
systems=$1 target=$2
rm -rf "$target"
mkdir -p "$target"
for folder in "$systems"/*/; do
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS)
  find "$folder" -maxdepth 1 -type f ! -name SHA256SUMS -exec cp {} "$target" \;
done
# What Terraform's registry reads beside the archives.
for zip in "$target"/terraform-provider-telecmi_*.zip; do
  [ -e "$zip" ] || continue
  name=$(basename "$zip")
  name=${name%_*_*}
  printf '{"version":1,"metadata":{"protocol_versions":["6.0"]}}\n' > "$target/${name}_manifest.json"
  (cd "$target" && sha256sum -- "$name"_*.zip "${name}_manifest.json" > "${name}_SHA256SUMS")
done
(cd "$target" && sha256sum -- * > ../SHA256SUMS && mv ../SHA256SUMS .)
python3 "$here/manifests.py" "$target"
python3 "$here/notes.py" > "$(dirname "$target")/notes.md"
