#!/usr/bin/env python3
"""The newest section of CHANGELOG.md: the notes of a release."""
import pathlib
import re
import sys

changelog = pathlib.Path(__file__).parents[2].joinpath("CHANGELOG.md").read_text()
sections = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
if not sections:
    sys.exit("notes: CHANGELOG.md has no section")
print(sections[0].split("\n", 1)[1].strip())
