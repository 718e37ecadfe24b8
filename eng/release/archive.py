#!/usr/bin/env python3
"""Packs files so that the same content makes the same bytes: sorted, without owners, as old as SOURCE_DATE_EPOCH.

archive.py TARGET FOLDER            a .tar.gz or .zip with FOLDER in it
archive.py --flat TARGET FOLDER     with what FOLDER holds
archive.py --package TARGET NUPKG   a NuGet package, written anew: its own tool draws a name and takes the time of the day
"""
import gzip
import io
import os
import pathlib
import re
import sys
import tarfile
import time
import zipfile

EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])
EXECUTABLE = re.compile(r"(^|/)(telecmi|pulumi-resource-telecmi|terraform-provider-telecmi\w*)(\.exe)?$")


def mode(name):
    return 0o755 if EXECUTABLE.search(name) else 0o644


def tar(target, entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(content), EPOCH, mode(name)
            archive.addfile(info, io.BytesIO(content))
    with open(target, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=EPOCH, compresslevel=9) as packed:
        packed.write(buffer.getvalue())


def zipped(target, entries):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, time.gmtime(EPOCH)[:6])
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, (0o100000 | mode(name)) << 16
            archive.writestr(info, content)


def package(path):
    """The entries of a NuGet package; the file of core properties, whose name is drawn at random, gets a fixed one."""
    drawn = re.compile(r"[0-9a-f]{32}\.psmdcp")
    with zipfile.ZipFile(path) as source:
        for name in source.namelist():
            content = source.read(name)
            if name == "_rels/.rels":
                text = drawn.sub("telecmi.psmdcp", content.decode("utf-8-sig"))
                numbers = iter(range(1, 100))
                content = re.sub(r'Id="R[0-9A-F]+"', lambda _: f'Id="R{next(numbers)}"', text).encode()
            yield drawn.sub("telecmi.psmdcp", name), content


def main(arguments):
    flags = [argument for argument in arguments if argument.startswith("--")]
    target, source = (pathlib.Path(argument) for argument in arguments if not argument.startswith("--"))
    if "--package" in flags:
        entries = package(source)
    else:
        top = source if "--flat" in flags else source.parent
        entries = ((file.relative_to(top).as_posix(), file.read_bytes()) for file in source.rglob("*") if file.is_file())
    (tar if target.name.endswith(".tar.gz") else zipped)(target, sorted(entries))


main(sys.argv[1:])
