#!/usr/bin/env bash
# Publishes the provider of Terraform and OpenTofu to artifacts/terraform: mirror/ for `terraform init -plugin-dir`, release/ as a registry takes it.
#   eng/publish-terraform.sh [RID]     the system to build for; default: linux-x64
#   TELECMI_GPG_KEY=KEY                signs the sums with this key of gpg
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1

rid=${1:-linux-x64}
source eng/need-linker.sh

out=$PWD/artifacts/terraform
native=$out/native
rm -rf "$out"
mkdir -p "$out/release"

# A lock file of its own: those of the repository know the systems that its machines build for, and stay as they are.
dotnet publish src/TeleCmi.TerraformProvider -r "$rid" -p:RuntimeIdentifiers="$rid" -p:NuGetLockFilePath=obj/release.lock.json -p:DebugType=none \
  -v quiet -o "$native" >&2
version=$(dotnet msbuild src/TeleCmi.TerraformProvider -t:MinVer -getProperty:Version)

# Both CLIs name systems as Go does.
system=${rid%%-*} processor=${rid##*-} exe=
case $system in osx) system=darwin ;; win) system=windows exe=.exe ;; esac
case $processor in x64) processor=amd64 ;; esac
name=terraform-provider-telecmi_$version

for registry in registry.terraform.io registry.opentofu.org; do
  folder=$out/mirror/$registry/telecmi-declarative/telecmi/$version/${system}_$processor
  # The executable alone: the CLIs sum up whatever lies beside it.
  install -D -m 755 "$native/terraform-provider-telecmi$exe" "$folder/terraform-provider-telecmi_v$version$exe"
done

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || echo 0)
export SOURCE_DATE_EPOCH
mkdir "$out/zip"
cp "$native/terraform-provider-telecmi$exe" "$out/zip/terraform-provider-telecmi_v$version$exe"
cp LICENSE "$out/zip"
python3 eng/release/archive.py --flat "$out/release/${name}_${system}_$processor.zip" "$out/zip"
printf '{"version":1,"metadata":{"protocol_versions":["6.0"]}}\n' > "$out/release/${name}_manifest.json"
(cd "$out/release" && sha256sum -- *.zip *.json > "${name}_SHA256SUMS")
if [ -n "${TELECMI_GPG_KEY:-}" ]; then
  gpg --batch --yes --local-user "$TELECMI_GPG_KEY" --detach-sign "$out/release/${name}_SHA256SUMS"
fi
rm -r "$out/zip" "$native"
echo "artifacts/terraform/mirror"
