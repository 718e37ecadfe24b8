#!/usr/bin/env python3
"""Looks into every archive and package of a release: no debug file, nothing that names a place or a user of the machine that made it.

check.py FOLDER WORD...      the WORDs that no file may hold
"""
import pathlib
import sys
import tarfile
import zipfile

DEBUG = (".pdb", ".dbg", ".debug", ".dwarf")


def entries(path):
    if path.name.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            for one in archive:
                yield one.name, archive.extractfile(one).read()
    elif path.suffix in (".zip", ".nupkg"):
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist():
                yield one.filename, archive.read(one)
    else:
        yield "", path.read_bytes()


def faults(path, words):
    for name, content in entries(path):
        place = f"{path.name}: {name}" if name else path.name
        if name.endswith(DEBUG) or ".dSYM/" in name:
            yield f"{place} is for debugging"
        for word in words:
            if any(form in content or word in name for form in (word.encode(), word.encode("utf-16-le"))):
                yield f"{place} names {word}"


def main(folder, *words):
    found = [fault for path in sorted(pathlib.Path(folder).iterdir()) for fault in faults(path, words)]
    sys.exit("\n".join(f"check: {fault}" for fault in found) if found else 0)


main(*sys.argv[1:])
