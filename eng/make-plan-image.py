#!/usr/bin/env python3
"""Draws docs/plan.svg: a plan as a terminal shows it. Usage: eng/make-plan-image.py [PATH_TO_TELECMI]

Runs the real command in the sandbox, on a terminal of its own, and turns what it printed into text of an SVG. Nothing in the image is
written by hand. With --check it only tells whether the image is that of today's output.
"""
import html
import json
import os
import pty
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.path.join(HERE, "docs", "plan.svg")
BUILT = os.path.join(HERE, "src", "TeleCmi.Cli", "bin", "Debug", "net10.0", "telecmi")
COLOURS = {"32": "#3fb950", "33": "#d29922", "31": "#f85149", "2": "#8b949e", "1": "#f0f6fc"}
FONT, LINE, PADDING = 8.43, 20, 20

BEFORE = """\
appid: 1111112
defaults: { start_time: 9, end_time: 18, sms_alert: true }
agents:
  - { extension: 101, name: Manish, phone_number: "919876500101", password: "${AGENT_101_PASSWORD}" }
  - { extension: 102, name: Ravi, phone_number: "919876500102", password: "${AGENT_102_PASSWORD}" }
  - { extension: 103, name: Leela, phone_number: "919876500103", password: "${AGENT_103_PASSWORD}" }
  - { extension: 105, name: Divya, phone_number: "919876500105", password: "${AGENT_105_PASSWORD}" }
  - { extension: 106, name: Kabir, phone_number: "919876500106", password: "${AGENT_106_PASSWORD}", protected: true }
  - { extension: 107, name: Kiran, phone_number: "919876500107", password: "${AGENT_107_PASSWORD}" }
"""

AFTER = """\
appid: 1111112
defaults: { start_time: 9, end_time: 18, sms_alert: true }
agents:
  - { extension: 101, name: Manish, phone_number: "919876500101", password: "${AGENT_101_PASSWORD}" }
  - { extension: 102, name: Ravi, phone_number: "919876500102", password: "${AGENT_102_PASSWORD}", start_time: 8, end_time: 18 }
  - { extension: 103, name: Leela, phone_number: "919876500103", password: "${AGENT_103_PASSWORD}" }
  - { extension: 104, name: Asha, phone_number: "919876500104", password: "${AGENT_104_PASSWORD}" }
  - { extension: 107, name: Kiran, phone_number: "919876500107", password: "${AGENT_107_PASSWORD}" }
"""


def printed(telecmi):
    """What `telecmi plan --prune --sandbox` prints on a terminal after somebody worked in the dashboard."""
    with tempfile.TemporaryDirectory() as folder:
        roster = os.path.join(folder, "agents.yaml")
        with open(roster, "w") as file:
            file.write(BEFORE)
        subprocess.run([telecmi, "apply", "--sandbox", "--yes"], cwd=folder, check=True, capture_output=True)
        users = os.path.join(folder, ".telecmi", "telecmi.users.json")
        with open(users) as file:
            account = json.load(file)
        account["users"] = [user for user in account["users"] if user["extension"] != 107]
        for user in account["users"]:
            if user["extension"] == 103:
                user["end_time"] = 22
        with open(users, "w") as file:
            json.dump(account, file)
        with open(roster, "w") as file:
            file.write(AFTER)
        reader, writer = pty.openpty()
        run = subprocess.Popen([telecmi, "plan", "--prune", "--sandbox"], cwd=folder, stdout=writer, stderr=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": ""})
        os.close(writer)
        output = b""
        try:
            while chunk := os.read(reader, 4096):
                output += chunk
        except OSError:
            pass  # Linux says the end of a terminal this way.
        if run.wait() != 0:
            raise SystemExit("the plan failed")
        # The runtime greets a terminal with sequences of its own; only colours are shown.
        text = re.sub(r"\x1b(?:\[[0-9;?]*[A-Za-ln-z]|[=>])", "", output.decode().replace("\r", ""))
        return ["$ telecmi plan --prune --sandbox", *text.rstrip("\n").split("\n")]


def drawn(lines):
    """The lines as SVG."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = round(max(len(line) for line in plain) * FONT + 2 * PADDING)
    height = len(lines) * LINE + 2 * PADDING + 24
    body = []
    for number, line in enumerate(lines):
        spans = []
        colour = None
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if match := re.fullmatch(r"\x1b\[([0-9;]*)m", part):
                colour = COLOURS.get(match[1])
            elif part:
                shown = html.escape(part, quote=False).replace(" ", "\u00a0")  # an image keeps no runs of blanks
                spans.append(f'<tspan fill="{colour}">{shown}</tspan>' if colour else shown)
        body.append(f'<text x="{PADDING}" y="{PADDING + 24 + (number + 1) * LINE - 6}">{"".join(spans)}</text>')
    dots = "".join(f'<circle cx="{PADDING + 4 + 18 * i}" cy="20" r="5.5" fill="{c}"/>' for i, c in enumerate(["#f85149", "#d29922", "#3fb950"]))
    title = "A plan of telecmi in a terminal"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{title}">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" rx="10" fill="#0d1117"/>',
        dots,
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" fill="#c9d1d9">',
        *body,
        "</g>",
        "</svg>",
        "",
    ])


def main():
    given = [argument for argument in sys.argv[1:] if argument != "--check"]
    image = drawn(printed(os.path.abspath(given[0]) if given else BUILT))
    if "--check" in sys.argv:
        if open(TARGET).read() != image:
            raise SystemExit("docs/plan.svg is not today's output: run eng/make-plan-image.py")
        return
    with open(TARGET, "w") as file:
        file.write(image)


main()
