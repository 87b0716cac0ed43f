"""examples/FORMAT.md is what `allot help format` prints, and its examples of steps run.

    tests/docs/format_page.py --allot build/release/allot [--accept]
"""

import argparse
import difflib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "examples" / "FORMAT.md"

# A scenario that has all that examples of steps speak of.
AROUND = """allot: 1
title: Around a step
year: 2026
currency: EUR
period: {{from: 2026-01-01, until: 2027-01-01}}
districts:
  - {{id: a, region: north, intake_2024: 80, intake_2025: 92, places: 40, budget_2025: 1_900_000}}
  - {{id: b, region: north, intake_2024: 50, intake_2025: 40, places: 20, budget_2025: 1_100_000}}
  - {{id: c, region: south, intake_2024: 70, intake_2025: 70, places: 30, budget_2025: 1_500_000}}
pots:
  - id: base
    amount: 5_000_000
    participation: {{default: all}}
    steps:
{steps}
prior: {{column: budget_2025}}
"""


def faults_of_steps(allot, page):
    """Each example of a step that does not run, before or after a share of the rest."""
    steps = re.split(r"^### `([a-z_]+)`\n", page.split("\n## Steps\n")[1].split("\n## ")[0], flags=re.MULTILINE)
    for name, text in zip(steps[1::2], steps[2::2]):
        lines = re.search(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1].splitlines()
        if not lines:
            yield f"{name} has no example"
        for line in lines:
            with tempfile.TemporaryDirectory() as folder:
                errors = []
                for order in ([line, "- share: {by: intake_2025}"], ["- share: {by: intake_2025}", line], [line]):
                    file = Path(folder) / "around.yaml"
                    file.write_text(AROUND.format(steps="\n".join(f"      {step}" for step in order)), encoding="utf-8")
                    done = subprocess.run([allot, "run", file], capture_output=True, check=False)
                    errors.append(done.stderr.decode("utf-8"))
                    if done.returncode == 0:
                        break
                else:
                    yield f"{line} does not run:\n" + "\n".join(errors)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--accept", action="store_true", help="write the page anew")
    arguments = parser.parse_args()
    printed = subprocess.run([arguments.allot, "help", "format"], stdout=subprocess.PIPE, check=True).stdout
    if arguments.accept:
        PAGE.write_bytes(printed)
    page = PAGE.read_bytes()
    faults = list(faults_of_steps(arguments.allot, printed.decode("utf-8")))
    print("\n".join(faults), end="\n" if faults else "")
    if page == printed:
        return 1 if faults else 0
    lines = [text.decode("utf-8").splitlines(keepends=True) for text in (page, printed)]
    sys.stdout.writelines(difflib.unified_diff(*lines, str(PAGE), "allot help format"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
