"""examples/FORMAT.md is what `allot help format` prints.

    tests/docs/format_page.py --allot build/release/allot [--accept]
"""

import argparse
import difflib
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "examples" / "FORMAT.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--accept", action="store_true", help="write the page anew")
    arguments = parser.parse_args()
    printed = subprocess.run([arguments.allot, "help", "format"], stdout=subprocess.PIPE, check=True).stdout
    if arguments.accept:
        PAGE.write_bytes(printed)
    page = PAGE.read_bytes()
    if page == printed:
        return 0
    lines = [text.decode("utf-8").splitlines(keepends=True) for text in (page, printed)]
    sys.stdout.writelines(difflib.unified_diff(*lines, str(PAGE), "allot help format"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
