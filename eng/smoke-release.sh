#!/usr/bin/env bash
# Uses what eng/release.sh made as those do who have nothing else: each in an empty folder. Prints one line a check; fails at the first that does not hold.
set -euo pipefail
release=$(cd "$(dirname "${BASH_SOURCE[0]}")/../artifacts/release" && pwd)
rid=${1:-linux-x64}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
restored=${NUGET_PACKAGES:-$HOME/.nuget/packages}

says() { # what is expected in the output, then the command
  local expected=$1 output
  shift
  output=$("$@" < /dev/null 2>&1) || { printf 'smoke: %s failed:\n%s\n' "$*" "$output" >&2; exit 1; }
  grep -qF -- "$expected" <<< "$output" || { printf 'smoke: no "%s" from %s:\n%s\n' "$expected" "$*" "$output" >&2; exit 1; }
  echo "smoke: ${*/#$folder/FOLDER}"
}

(cd "$release" && sha256sum --check --quiet SHA256SUMS) && echo 'smoke: the sums are those of the files'
archive=("$release"/telecmi-*-"$rid".tar.gz)
version=$(basename "${archive[0]}" "-$rid.tar.gz")
version=${version#telecmi-}

# The archive, where there is neither an SDK nor any other program.
mkdir "$folder/archive"
tar -xzf "${archive[0]}" -C "$folder/archive" --strip-components 1
alone() { (cd "$folder/archive" && env -i HOME="$folder/home" PATH="$folder/none" "$@"); }
says "$version+" alone ./telecmi --version
printf 'agents:\n  - { extension: 101, name: Asha Rao, phone_number: "919876543201", password: "${AGENT_101_PASSWORD}" }\n' > "$folder/archive/agents.yaml"
says 'Applied: 1 added.' alone ./telecmi apply --sandbox --yes
says 'No changes.' alone ./telecmi apply --sandbox --yes
says '.TH TELECMI 1' cat "$folder/archive/man/telecmi.1"
says 'Google.Protobuf' cat "$folder/archive/THIRD-PARTY-NOTICES.txt"

# The plugin, by the engine's own program.
if command -v pulumi > /dev/null; then
  plugin=("$release"/pulumi-resource-telecmi-v*-linux-amd64.tar.gz)
  export PULUMI_HOME=$folder/pulumi PULUMI_SKIP_UPDATE_CHECK=true
  pulumi plugin install resource telecmi "$version" --file "${plugin[0]}" > /dev/null 2>&1
  says "$version" pulumi plugin ls
  says '"pluginDownloadURL": "github://api.github.com/telecmi-declarative/telecmi"' pulumi package get-schema "telecmi@$version"
  mkdir "$folder/stack" "$folder/states"
  export PULUMI_BACKEND_URL=file://$folder/states PULUMI_CONFIG_PASSPHRASE=none
  cp "$folder/archive/agents.yaml" "$folder/stack"
  printf 'name: smoke\nruntime: yaml\nconfig:\n  telecmi:sandbox: true\nresources:\n  desk:\n    type: telecmi:Roster\n    properties: { file: agents.yaml }\n' > "$folder/stack/Pulumi.yaml"
  pulumi --cwd "$folder/stack" stack init smoke > /dev/null 2>&1
  says '+ 2 created' pulumi --cwd "$folder/stack" up --yes --skip-preview --non-interactive
else
  echo 'smoke: SKIPPED: there is no pulumi to install the plugin with'
fi

# The provider, as a registry would give it.
if command -v terraform > /dev/null; then
  mkdir -p "$folder/terraform" "$folder/mirror/registry.terraform.io/telecmi-declarative/telecmi"
  cp "$release"/terraform-provider-telecmi_*_linux_amd64.zip "$folder/mirror/registry.terraform.io/telecmi-declarative/telecmi"
  cp "$(dirname "$release")/../examples/terraform/roster/"* "$folder/terraform"
  says 'successfully initialized' terraform -chdir="$folder/terraform" init -plugin-dir="$folder/mirror" -no-color
  says '1 added' terraform -chdir="$folder/terraform" apply -auto-approve -no-color
else
  echo 'smoke: SKIPPED: there is no terraform to install the provider with'
fi

# The tool and the library, from a folder of packages. A cache of its own: one that has this version already would be believed.
command -v dotnet > /dev/null || { echo 'smoke: SKIPPED: there is no dotnet to install the packages with'; exit 0; }
export NUGET_PACKAGES=$folder/packages
mkdir "$folder/tool" "$folder/program"
cd "$folder/tool"
says 'successfully installed' dotnet tool install TeleCmi.Cli --version "$version" --tool-path "$folder/tool" --source "$release"
cp "$folder/archive/agents.yaml" .
says 'Applied: 1 added.' ./telecmi apply --sandbox --yes

cd "$folder/program"
says 'created' dotnet new console --no-restore
cp "$(dirname "$release")/../examples/embedding/Preview.cs" .
printf 'using TeleCmi.Client.Agents;\nawait Embedding.Preview.ShowAsync("none.yaml", new Uri("http://127.0.0.1:1"), 1111112, new Secret("s"), Console.Out);\n' > Program.cs
printf 'agents: 5\n' > none.yaml
# Packages of others come from where this machine is told to take them; those that it has are not fetched again.
cat > nuget.config << END
<configuration>
  <packageSources><add key="release" value="$release" /></packageSources>
  <fallbackPackageFolders><add key="restored" value="$restored" /></fallbackPackageFolders>
</configuration>
END
says 'TeleCmi.Declarative' dotnet add package TeleCmi.Declarative --version "$version"
says 'a list' dotnet run
