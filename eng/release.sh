#!/usr/bin/env bash
# Makes what a release holds for one system, in artifacts/release: archives, packages, bill of materials, sums. Needs the .NET SDK, gcc and python3.
#   eng/release.sh [RID]         the system to build for; default: this one. linux-x64 makes the packages of every system as well
#   TELECMI_RELEASE_TOOLS=RIDS   systems that have, parted by ;, a native tool package in the release; default: RID
#   TELECMI_RELEASE_TWICE=1      builds again in a copy, and fails where one byte differs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 PYTHONDONTWRITEBYTECODE=1

rid=${1:-$(dotnet --info | sed -nE 's/^ *RID: +([^ ]+).*/\1/p')}
out=$PWD/artifacts/release
work=$PWD/artifacts/release-$rid
rm -rf "$out" "$work"
mkdir -p "$out" "$work"

# Each file of an archive is as old as the commit: same commit, same bytes.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

step() { printf '\n== %s\n' "$1"; }
# A lock file of its own: those of the repository know the systems that its machines build for, and stay as they are.
build() { dotnet "$@" -p:ContinuousIntegrationBuild=true -p:NuGetLockFilePath=obj/release.lock.json -p:DebugType=none -v quiet; }
archive() { python3 eng/release/archive.py "$@"; }

projects=(TeleCmi.Cli TeleCmi.PulumiPlugin TeleCmi.TerraformProvider) # whose executables ship
dotnet restore TeleCmiDeclarative.sln -v quiet
version=$(dotnet msbuild src/TeleCmi.Cli -t:MinVer -getProperty:Version)
case $rid in win-*) exe=.exe kind=zip ;; *) exe='' kind=tar.gz ;; esac

step "native executables for $rid"
for project in "${projects[@]}"; do
  build publish "src/$project" -r "$rid" -p:RuntimeIdentifiers="$rid" -o "$work/native"
done

step 'what others wrote of it'
dotnet tool restore > /dev/null
bill=$out/telecmi-$version-$rid.cdx.json
python3 eng/release/bill.py "$version" "$rid" "$bill" "${projects[@]}"
python3 eng/release/notices.py "$bill" "$work/THIRD-PARTY-NOTICES.txt"

step 'archives'
telecmi=$work/telecmi-$version-$rid
mkdir -p "$telecmi/completions" "$telecmi/man"
cp "$work/native/telecmi$exe" LICENSE README.md CHANGELOG.md "$work/THIRD-PARTY-NOTICES.txt" "$telecmi"
"$work/native/telecmi$exe" completion bash > "$telecmi/completions/telecmi.bash"
"$work/native/telecmi$exe" completion zsh > "$telecmi/completions/_telecmi"
"$work/native/telecmi$exe" completion fish > "$telecmi/completions/telecmi.fish"
"$work/native/telecmi$exe" completion powershell > "$telecmi/completions/telecmi.ps1"
"$work/native/telecmi$exe" help --man > "$telecmi/man/telecmi.1"
archive "$out/telecmi-$version-$rid.$kind" "$telecmi"

# The engine names systems as Go does, and unpacks tar.gz everywhere.
system=${rid%%-*} processor=${rid##*-}
case $system in osx) system=darwin ;; win) system=windows ;; esac
case $processor in x64) processor=amd64 ;; esac
case $rid in
  linux-musl-*) ;; # the engine has no name for it
  *)
    plugin=$work/plugin
    mkdir -p "$plugin"
    cp "$work/native/pulumi-resource-telecmi$exe" LICENSE "$work/THIRD-PARTY-NOTICES.txt" "$plugin"
    archive --flat "$out/pulumi-resource-telecmi-v$version-$system-$processor.tar.gz" "$plugin"
    # As Terraform's registry takes it; its sums and manifest are of all systems, so gather.sh makes them.
    provider=$work/provider
    mkdir -p "$provider"
    cp "$work/native/terraform-provider-telecmi$exe" "$provider/terraform-provider-telecmi_v$version$exe"
    cp LICENSE "$work/THIRD-PARTY-NOTICES.txt" "$provider"
    archive --flat "$out/terraform-provider-telecmi_${version}_${system}_$processor.zip" "$provider"
    ;;
esac

step 'packages'
notices=-p:Notices=$work/THIRD-PARTY-NOTICES.txt
build pack src/TeleCmi.Cli "$notices" -r "$rid" -p:ToolPackageRuntimeIdentifiers="$rid" -p:RuntimeIdentifiers="$rid" -o "$work/packages"
if [ "$rid" = linux-x64 ]; then
  # The one that names the others, the one for systems without a native executable, and the libraries.
  build pack src/TeleCmi.Cli -p:ToolPackageRuntimeIdentifiers="\"${TELECMI_RELEASE_TOOLS:-$rid};any\"" -o "$work/packages"
  build pack src/TeleCmi.Cli "$notices" -r any -p:PublishAot=false -o "$work/packages"
  for library in TeleCmi.Client TeleCmi.Declarative TeleCmi.Reports; do
    build pack "src/$library" -o "$work/packages"
  done
  if dotnet restore src/TeleCmi.PulumiSdk -v quiet > "$work/sdk.log" 2>&1; then
    build pack src/TeleCmi.PulumiSdk -p:Version="$version" -o "$work/packages"
  else
    echo 'release: SKIPPED: TeleCmi.Pulumi, whose packages are not on the feed of this machine'
  fi
fi
for package in "$work"/packages/*.nupkg; do
  archive --package "$out/$(basename "$package")" "$package"
done
dotnet restore TeleCmiDeclarative.sln -v quiet # as before: another lock file was read above

step 'sums'
(cd "$out" && rm -f SHA256SUMS && sha256sum -- * > "$work/SHA256SUMS" && mv "$work/SHA256SUMS" SHA256SUMS && cat SHA256SUMS)
python3 eng/release/check.py "$out" "$PWD" "$HOME/" "/$(id -un)/"

if [ "${TELECMI_RELEASE_TWICE:-}" = 1 ]; then
  step 'once more, elsewhere'
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  git clone --quiet . "$copy/again"
  TELECMI_RELEASE_TWICE='' "$copy/again/eng/release.sh" "$rid" > "$copy/log" || { cat "$copy/log"; exit 1; }
  (cd "$copy/again/artifacts/release" && sha256sum --check "$out/SHA256SUMS")
fi
