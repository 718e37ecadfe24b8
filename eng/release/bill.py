#!/usr/bin/env python3
"""The bill of materials (CycloneDX) and the notices of everything that ships in the executables.

bill.py VERSION RID BILL NOTICES PROJECT...      after a restore of the PROJECTs, whose executables ship, for RID
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import os
import xml.etree.ElementTree as xml

NAMES = {"License.txt", "LICENSE.txt", "LICENSE.TXT", "LICENSE", "LICENSE.md", "license.txt", "NOTICE", "NOTICE.txt", "THIRD-PARTY-NOTICES.TXT"}


def bill_of(project, version, folder):
    subprocess.run(
        ["dotnet", "tool", "run", "dotnet-CycloneDX", f"src/{project}/{project}.csproj", "-o", folder, "-fn", f"{project}.json", "-F", "Json",
         "-rs", "-dpr", "-ns", "-ed", "--set-name", "telecmi", "--set-version", version, "--set-type", "Application"],
        check=True, stdout=subprocess.DEVNULL)
    return json.loads(pathlib.Path(folder, f"{project}.json").read_text())


def runtimes(project, rid):
    """The packages of the runtime, which the native compiler links in: no dependency in a project's own words."""
    assets = json.loads(pathlib.Path(f"src/{project}/obj/project.assets.json").read_text())
    framework = next(iter(assets["project"]["frameworks"].values()))
    for one in framework.get("downloadDependencies", []):
        if one["name"].endswith(f".{rid}") and "Runtime.NativeAOT" in one["name"] or "AspNetCore.App.Runtime" in one["name"] and one["name"].endswith(rid):
            yield one["name"], one["version"].strip("[]").split(",")[0]


def folder_of(name, version):
    root = os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget" / "packages"
    return pathlib.Path(root, name.lower(), version.lower())


def licence(folder):
    specification = next(folder.glob("*.nuspec"), None)
    for element in xml.parse(specification).iter() if specification else []:
        if element.tag.endswith("}license") and element.get("type") == "expression":
            return element.text
    return None


def main(version, rid, target, notices, *projects):
    with tempfile.TemporaryDirectory() as folder:
        bills = [bill_of(project, version, folder) for project in projects]
    bill = bills[0]
    components = {one["bom-ref"]: one for each in bills for one in each["components"]}
    for project in projects:
        for name, number in runtimes(project, rid):
            reference = f"pkg:nuget/{name}@{number}"
            components[reference] = {
                "type": "framework", "bom-ref": reference, "name": name, "version": number, "scope": "required", "purl": reference,
                "licenses": [{"license": {"id": licence(folder_of(name, number)) or "MIT"}}]}
    bill["components"] = [components[reference] for reference in sorted(components)]
    edges = {one["ref"]: one for each in bills for one in each["dependencies"]}
    bill["dependencies"] = [edges[reference] for reference in sorted(edges)]
    bill["metadata"]["timestamp"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    pathlib.Path(target).write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n")

    with open(notices, "w") as file:
        file.write("telecmi and pulumi-resource-telecmi hold parts of the following.\n")
        for one in bill["components"]:
            folder = folder_of(one["name"], one["version"])
            if not folder.is_dir():
                sys.exit(f"bill: {one['name']} {one['version']} is not restored")
            terms = ", ".join(each["license"].get("id") or each["license"].get("name", "") for each in one.get("licenses", []))
            file.write(f"\n{'=' * 78}\n{one['name']} {one['version']}: {terms or licence(folder) or 'see below'}\n{one.get('copyright', '')}\n")
            for text in sorted(each for each in folder.rglob("*") if each.is_file() and each.name in NAMES):
                file.write(f"\n-- {text.name}\n{text.read_text(errors='replace').strip()}\n")


main(*sys.argv[1:])
