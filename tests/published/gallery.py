#!/usr/bin/env python3
"""Makes the pages of examples/gallery again, by the commands of its README, and compares them.

    tests/published/gallery.py --allot build/release/allot [--accept]
"""

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GALLERY = EXAMPLES / "gallery"
LARGEST_PAGE = 120_000  # bytes: people download them with the source


def commands():
    """Each command of the README as words, and the page that it writes."""
    text = (GALLERY / "README.md").read_text(encoding="utf-8")
    for line in re.findall(r"^\$ (allot .*)$", text, re.MULTILINE):
        words = shlex.split(line)
        at = words.index("-o")
        yield words[1:at] + words[at + 2 :], EXAMPLES / words[at + 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", required=True, type=Path)
    parser.add_argument("--accept", action="store_true")
    options = parser.parse_args()
    problems, pages = [], set()
    for words, page in commands():
        pages.add(page)
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / page.name
            command = [options.allot.resolve(), *words, "-o", made]
            done = subprocess.run(command, cwd=EXAMPLES, capture_output=True, text=True, check=False)
            if done.returncode or done.stderr:
                problems.append(f"{page.name}: exit {done.returncode}\n{done.stderr}")
                continue
            if options.accept:
                page.write_bytes(made.read_bytes())
            elif not page.exists() or page.read_bytes() != made.read_bytes():
                problems.append(f"{page.name}: the command makes another page (--accept writes it)")
            if made.stat().st_size > LARGEST_PAGE:
                problems.append(f"{page.name}: {made.stat().st_size} bytes")
    problems += [f"{page.name}: no command makes it" for page in GALLERY.glob("*.html") if page not in pages]
    if len(pages) < 3:
        problems.append("the gallery has fewer than three pages")
    print("\n".join(problems) or f"{len(pages)} pages as their commands make them")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
