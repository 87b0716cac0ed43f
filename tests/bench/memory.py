"""Memory is bounded by the input and the output, not by districts times pots, as README says.

    tests/bench/memory.py [--allot build/release/allot]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = 20_000_000  # bytes: a process that has read nothing, and its buffers
FACTOR = 40  # as README says

# Districts, pots, and what of each pot is written.
RUNS = [(20_000, 300, ["--format", "csv"]), (5_000, 40, ["--format", "json"])]


def write_scenario(folder, districts, pots):
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as table:
        table.write("id,n\n")
        table.writelines(f"{i:06},{1 + i * 7919 % 100_003}\n" for i in range(districts))
    lines = ["allot: 1", "title: T", "currency: EUR", "districts: {table: table.csv}", "pots:"]
    for i in range(pots):
        lines.append(f"  - {{id: p{i}, amount: {10**9 + i}, steps: [{{share: {{by: n}}}}]}}")
    (folder / "scenario.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def peak_of(command, output):
    """The exit code, and the most memory that the process had, in bytes."""
    with open(output, "wb") as out:
        process = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", default=str(ROOT / "build/release/allot"))
    options = parser.parse_args()
    good = True
    for districts, pots, form in RUNS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_scenario(folder, districts, pots)
            output = folder / "output"
            command = [options.allot, "run", str(folder / "scenario.yaml"), *form]
            code, peak = peak_of(command, output)
            size = sum(path.stat().st_size for path in folder.iterdir())
        limit = START + FACTOR * size
        good = good and code == 0 and peak <= limit
        print(
            f"{districts} districts, {pots} pots, {' '.join(form)}: exit {code}, "
            f"{peak / 1e6:.1f} MB, at most {limit / 1e6:.1f} MB"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
