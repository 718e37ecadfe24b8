#!/usr/bin/env python3
"""The formula of Homebrew and the manifests of winget, from the archives of a release and their sums.

manifests.py FOLDER      FOLDER holds the archives and SHA256SUMS; the manifests are written into it
"""
import pathlib
import re
import sys

PLACE = "https://github.com/telecmi-declarative/telecmi"
FORMULA = """class Telecmi < Formula
  desc "Roster of a TeleCMI call centre as code"
  homepage "{place}"
  version "{version}"
  license "Apache-2.0"

{systems}
  def install
    bin.install "telecmi"
    man1.install "man/telecmi.1"
    bash_completion.install "completions/telecmi.bash" => "telecmi"
    zsh_completion.install "completions/_telecmi"
    fish_completion.install "completions/telecmi.fish"
  end

  test do
    (testpath/"agents.yaml").write "agents: []\\n"
    assert_match "valid", shell_output("#{{bin}}/telecmi validate")
  end
end
"""
SYSTEMS = {"macos": {"arm": "osx-arm64", "intel": "osx-x64"}, "linux": {"arm": "linux-arm64", "intel": "linux-x64"}}
IDENTITY = "PackageIdentifier: TeleCmiDeclarative.telecmi\nPackageVersion: {version}\n"
SCHEMA = "# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.1.9.0.schema.json\n"
INSTALLER = """InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: telecmi-{version}-win-x64\\telecmi.exe
    PortableCommandAlias: telecmi
Installers:
  - Architecture: x64
    InstallerUrl: {place}/releases/download/v{version}/telecmi-{version}-win-x64.zip
    InstallerSha256: {sum}
ManifestType: installer
ManifestVersion: 1.9.0
"""
LOCALE = """PackageLocale: en-US
Publisher: TeleCMI declarative authors
PackageName: telecmi
License: Apache-2.0
ShortDescription: The roster of a TeleCMI call centre as code
PackageUrl: {place}
ManifestType: defaultLocale
ManifestVersion: 1.9.0
"""
VERSION = "DefaultLocale: en-US\nManifestType: version\nManifestVersion: 1.9.0\n"


def formula(version, sums):
    systems = ""
    for system, processors in SYSTEMS.items():
        there = {one: rid for one, rid in processors.items() if f"telecmi-{version}-{rid}.tar.gz" in sums}
        if there:
            systems += f"  on_{system} do\n"
            for processor, rid in there.items():
                archive = f"telecmi-{version}-{rid}.tar.gz"
                systems += (f"    on_{processor} do\n      url \"{PLACE}/releases/download/v{version}/{archive}\"\n"
                            f"      sha256 \"{sums[archive]}\"\n    end\n")
            systems += "  end\n\n"
    return FORMULA.format(place=PLACE, version=version, systems=systems.rstrip("\n") + "\n")


def main(folder):
    folder = pathlib.Path(folder)
    sums = {name: value for value, name in (line.split(maxsplit=1) for line in folder.joinpath("SHA256SUMS").read_text().splitlines())}
    versions = {found[1] for found in (re.fullmatch(r"telecmi-(.+)-(?:linux|osx|win)-\w+(?:-\w+)?\.(?:tar\.gz|zip)", name) for name in sums) if found}
    if len(versions) != 1:
        sys.exit(f"manifests: one version is wanted, not {sorted(versions)}")
    version = versions.pop()
    folder.joinpath("telecmi.rb").write_text(formula(version, sums))
    archive = f"telecmi-{version}-win-x64.zip"
    if archive in sums:
        values = {"place": PLACE, "version": version, "sum": sums[archive].upper()}
        for kind, suffix, text in [("installer", ".installer", INSTALLER), ("defaultLocale", ".locale.en-US", LOCALE), ("version", "", VERSION)]:
            name = f"TeleCmiDeclarative.telecmi{suffix}.yaml"
            folder.joinpath(name).write_text(SCHEMA.format(kind=kind) + (IDENTITY + text).format(**values))


main(sys.argv[1])
