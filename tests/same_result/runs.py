"""What the tests of this folder share: the examples, run in every format."""

import argparse
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("table", "csv", "csv-excel", "json", "markdown")


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
    return done.returncode, done.stdout, done.stderr


def without_hashes(result):
    """A file whose rows have another order has another hash, and JSON says which it has."""
    return re.sub(rb'"sha256": "[0-9a-f]{64}"', b'"sha256": ""', result)


def report(differing, compared):
    """Prints the verdict and gives the exit code."""
    for name in differing:
        print(f"differs: {name}")
    print(f"{compared} runs compared, {len(differing)} differ")
    return 1 if differing or not compared else 0
