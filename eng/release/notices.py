#!/usr/bin/env python3
"""The notices that the licences of others ask for: who made each package of a bill, and its terms in full.

notices.py BILL NOTICES      the packages lie where NuGet restored them
"""
import json
import os
import pathlib
import sys
import xml.etree.ElementTree as xml

NAMES = {"license.txt", "license.md", "license", "notice", "notice.txt", "third-party-notices.txt"}
TERMS = pathlib.Path(__file__).parent / "licences"


def folder_of(name, version):
    root = os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget" / "packages"
    folder = pathlib.Path(root, name.lower(), version.lower())
    return folder if folder.is_dir() else sys.exit(f"notices: {name} {version} is not restored")


def specified(folder):
    """What a package says of itself: licence, copyright, authors."""
    elements = xml.parse(next(folder.glob("*.nuspec"))).iter()
    return {one.tag.split("}")[-1]: one.text for one in elements if one.tag.endswith(("}license", "}copyright", "}authors"))}


def notice(name, version):
    folder = folder_of(name, version)
    said = specified(folder)
    yield f"{'=' * 78}\n{name} {version}: {said['license']}\n{said.get('copyright') or 'Copyright ' + said['authors']}\n"
    texts = sorted(one for one in folder.rglob("*") if one.is_file() and one.name.lower() in NAMES)
    for text in texts:
        yield f"-- {text.name}\n{text.read_text(encoding='utf-8-sig', errors='replace').strip()}\n"
    if not texts:
        terms = TERMS / f"{said['license']}.txt"
        yield terms.read_text() if terms.exists() else sys.exit(f"notices: the text of {said['license']} is wanted, for {name}")


def main(bill, notices):
    components = json.loads(pathlib.Path(bill).read_text())["components"]
    parts = [part for one in components for part in notice(one["name"], one["version"])]
    pathlib.Path(notices).write_text("\n".join(["The executables and tools of this release hold parts of the following.\n", *parts]))


if __name__ == "__main__":
    main(*sys.argv[1:])
