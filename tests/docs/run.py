"""Runs what README.md shows: every `$ command` of a ```console block, in the order of the page.

What stands below a command is compared with what it prints (stdout, then stderr); a line `…`
stands for any number of lines. `<!-- file NAME -->` before a block writes the block to that file.
The commands run in a fresh folder that holds `examples`, with the binary in the path. Beyond that,
every relative link leads somewhere, and every script that a ```sh block calls is there.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANY_LINES = "…"
FENCE = re.compile(
    r"(?:^<!-- file (?P<file>\S+) -->\n+)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\(([^)#\s]+)")


def commands_of(block):
    """Pairs of a command and the lines expected below it."""
    pairs = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append((line[2:], []))
        elif pairs:
            pairs[-1][1].append(line.rstrip())
    return pairs


def matches(expected, actual):
    """Whether the lines are those, `…` standing for any number of them."""
    parts = ["(?:.*\n)*" if line == ANY_LINES else re.escape(line) + "\n" for line in expected]
    return re.fullmatch("".join(parts), "".join(line + "\n" for line in actual)) is not None


def run_command(command, folder, allot):
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={"PATH": f"{allot.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]


def check_console(body, folder, allot, complaints):
    """The number of commands that were run."""
    pairs = commands_of(body)
    for command, expected in pairs:
        actual = run_command(command, folder, allot)
        # A blank line before the next command is layout.
        while expected and not expected[-1] and not (actual and not actual[-1]):
            expected.pop()
        if not matches(expected, actual):
            complaints.append("\n".join([f"$ {command}", "prints", *actual, "and README.md has", *expected]))
    return len(pairs)


def check_scripts(body, complaints):
    for line in body.splitlines():
        program = line.split(maxsplit=1)[0] if line.strip() else ""
        if "/" in program and not program.startswith(("/", "~", "#")):
            if not program.startswith("build/") and not os.access(ROOT / program, os.X_OK):
                complaints.append(f"there is no script {program}")


def check_links(text, complaints):
    for target in LINK.findall(text):
        if "://" not in target and not (ROOT / target).exists():
            complaints.append(f"a link leads nowhere: {target}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    complaints, count = [], 0
    check_links(text, complaints)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        for block in FENCE.finditer(text):
            if block["file"]:
                (Path(folder) / block["file"]).write_text(block["body"], encoding="utf-8")
            elif block["kind"] == "console":
                count += check_console(block["body"], folder, allot, complaints)
            elif block["kind"] == "sh":
                check_scripts(block["body"], complaints)
    if not count:
        complaints.append("README.md shows no command in a ```console block")
    print("\n\n".join(complaints) or f"{count} commands of README.md do as it says")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
