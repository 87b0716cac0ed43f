"""The order of the rows of a table changes no byte of any result."""

import random
import shutil
import sys
import tempfile
from pathlib import Path

import runs

SHUFFLES = 3


def shuffle_rows(path, source):
    """False for a table whose rows have a place: a line break is inside a cell, or one leans on those
    above it, as a sum does, or one that continues them."""
    header, *rows = path.read_bytes().splitlines(keepends=True)
    if any(row.count(b'"') % 2 or row.startswith((b";", b",")) for row in rows):
        return False
    if rows and not rows[-1].endswith(b"\n"):
        rows[-1] += b"\n"
    source.shuffle(rows)
    path.write_bytes(header + b"".join(rows))
    return True


def results(allot, root):
    """The results of the examples that run. A refusal may name its rows in the order of the file."""
    found = {}
    for scenario in runs.scenarios(root):
        for style in runs.FORMATS:
            code, stdout, _ = runs.run(allot, scenario, style, root)
            found[scenario, style] = (code, runs.without_hashes(stdout) if code == 0 else b"")
    return found


def main():
    allot = runs.arguments(__doc__).allot
    source = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(runs.ROOT / "examples", root / "examples")
        before = results(allot, root)
        differing = set()
        for _ in range(SHUFFLES):
            shuffled = [shuffle_rows(path, source) for path in (root / "examples").rglob("*.csv")]
            if not any(shuffled):
                raise SystemExit("no table was shuffled")
            after = results(allot, root)
            differing |= {f"{name}, {style}" for name, style in before if
                          before[name, style] != after[name, style]}
    return runs.report(sorted(differing), SHUFFLES * len(before))


if __name__ == "__main__":
    sys.exit(main())
