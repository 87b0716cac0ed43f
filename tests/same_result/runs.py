"""What the tests of this folder share: the examples, run in every format."""

import argparse
import io
import re
import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("table", "csv", "csv-excel", "json", "markdown", "xlsx")


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    return parser.parse_args()


def scenarios(root=ROOT):
    """Relative to `root`."""
    found = sorted(path.relative_to(root) for path in (root / "examples").rglob("*.yaml"))
    if not found:
        raise SystemExit("there are no examples")
    return found


def run(allot, scenario, style, root=ROOT, environment=None):
    """Exit code, stdout and stderr of `allot run`."""
    done = subprocess.run(
        [allot, "run", scenario, "-f", style],
        cwd=root,
        env=environment or {"LC_ALL": "C"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, unpacked(done.stdout), done.stderr


def unpacked(result):
    """A workbook as its parts, so that hashes in it can be found."""
    if not result.startswith(b"PK"):
        return result
    with zipfile.ZipFile(io.BytesIO(result)) as book:
        return b"".join(name.encode() + book.read(name) for name in book.namelist())


def without_hashes(result):
    """A file whose rows have another order has another hash, and JSON and workbooks say which."""
    return re.sub(rb'("sha256": "|SHA-256 )[0-9a-f]{64}', rb"\1", result)


def report(differing, compared):
    """Prints the verdict and gives the exit code."""
    for name in differing:
        print(f"differs: {name}")
    print(f"{compared} runs compared, {len(differing)} differ")
    return 1 if differing or not compared else 0
