#!/usr/bin/env python3
"""The bill of materials (CycloneDX) of everything that ships in the executables.

bill.py VERSION RID BILL PROJECT...      after a restore of the PROJECTs, whose executables ship, for RID
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from notices import folder_of, specified


def bill_of(project, version, folder):
    subprocess.run(
        ["dotnet", "tool", "run", "dotnet-CycloneDX", f"src/{project}/{project}.csproj", "-o", folder, "-fn", f"{project}.json", "-F", "Json",
         "-dpr", "-ns", "-ed", "--set-name", "telecmi", "--set-version", version, "--set-type", "Application"],
        check=True, stdout=subprocess.DEVNULL)
    return json.loads(pathlib.Path(folder, f"{project}.json").read_text())


def runtimes(project, rid):
    """The packages of the runtime, which the native compiler links in: no dependency in a project's own words."""
    assets = json.loads(pathlib.Path(f"src/{project}/obj/project.assets.json").read_text())
    framework = next(iter(assets["project"]["frameworks"].values()))
    for one in framework.get("downloadDependencies", []):
        if one["name"] in (f"Microsoft.NETCore.App.Runtime.NativeAOT.{rid}", f"Microsoft.AspNetCore.App.Runtime.{rid}"):
            yield one["name"], one["version"].strip("[]").split(",")[0]


def main(version, rid, target, *projects):
    with tempfile.TemporaryDirectory() as folder:
        bills = [bill_of(project, version, folder) for project in projects]
    bill = bills[0]
    components = {one["bom-ref"]: one for each in bills for one in each["components"]}
    for project in projects:
        for name, number in runtimes(project, rid):
            reference = f"pkg:nuget/{name}@{number}"
            components[reference] = {
                "type": "framework", "bom-ref": reference, "name": name, "version": number, "scope": "required", "purl": reference,
                "licenses": [{"license": {"id": specified(folder_of(name, number))["license"]}}]}
    bill["components"] = [components[reference] for reference in sorted(components)]
    edges = {one["ref"]: set() for each in bills for one in each["dependencies"]}
    for each in bills:
        for one in each["dependencies"]:
            edges[one["ref"]] |= set(one.get("dependsOn", []))
    bill["dependencies"] = [{"ref": one, "dependsOn": sorted(edges[one])} for one in sorted(edges)]
    bill["metadata"]["timestamp"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    pathlib.Path(target).write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n")


main(*sys.argv[1:])
