"""Writes a scenario of any size: a table of id, name, intake and prior, and a short YAML beside it.

    tests/bench/generate.py ROWS FOLDER
"""

import random
import subprocess
import sys
from pathlib import Path

CENTS_PER_HEAD = 1000  # low, so that awk's doubles stay exact at a million rows


def write_scenario(rows, folder):
    """The same rows give the same files. Returns the path of the scenario."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(rows)
    total = 0
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as table:
        table.write("id,name,intake,prior\n")
        for row in range(rows):
            intake = source.randint(1, 4000)
            prior = intake * source.randint(900, 1150)
            total += intake
            table.write(f"{row:07},Kreis Nr. {row},{intake},{prior // 100}.{prior % 100:02}\n")
    pot = total * CENTS_PER_HEAD + total // 3  # so that there is something to round
    scenario = folder / "scenario.yaml"
    steps = "      - share: {by: intake}\n"
    limit = "      - limit: {minimum: 6_000, maximum: 33_000}\n"
    for path, rules in ((scenario, steps), (folder / "bounded.yaml", steps + limit)):
        write_rules(path, pot, rules)
    (folder / "pot").write_text(str(pot), encoding="utf-8")  # in cents, for the baselines
    return scenario


def write_checks(allot, count, folder):
    """Scenarios of 44 districts with other pots: their budgets written in each, and in tables."""
    folder = Path(folder)
    write_scenario(44, folder)
    paths = {"budgets": [], "table": []}
    for number in range(count):
        head = f"""allot: 1
title: Benchmark {number}
year: 2026
currency: EUR
districts: {{table: table.csv, id: id, name: name}}
pots:
  - id: pot
    amount: {1_000_000 + 100 * number}
    steps: [{{share: {{by: intake}}}}]
    rounding: {{unit: 0.01, method: largest_remainder}}
"""
        plain = folder / "plain.yaml"
        plain.write_text(head, encoding="utf-8")
        command = [str(allot), "run", str(plain), "-f", "csv"]
        result = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows = [line.split(",") for line in result.splitlines()[1:]]
        budgets = "".join(f'    "{row[0]}": {row[5]}\n' for row in rows)
        published = f"published-{number}.csv"
        (folder / published).write_text(
            "id;Kreis;Zuweisung\n" + "".join(f"{row[0]};{row[1]};{row[5]}\n" for row in rows),
            encoding="utf-8",
        )
        expectations = {
            "budgets": f"expect:\n  total: {1_000_000 + 100 * number}\n  budgets:\n{budgets}",
            "table": f"expect: {{table: {{file: {published}, id: id, amount: Zuweisung}}}}\n",
        }
        for kind, expect in expectations.items():
            paths[kind].append(folder / f"{kind}-{number}.yaml")
            paths[kind][-1].write_text(head + expect, encoding="utf-8")
    return paths


def write_years(rows, folder):
    """Three years of the same districts: other counts and another pot in each."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(rows)
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as table:
        table.write("id,name,intake_2023,intake_2024,intake_2025\n")
        for row in range(rows):
            counts = ",".join(str(source.randint(1, 4000)) for _ in range(3))
            table.write(f"{row:07},Kreis Nr. {row},{counts}\n")
    paths = []
    for year in (2023, 2024, 2025):
        paths.append(folder / f"{year}.yaml")
        paths[-1].write_text(
            f"""allot: 1
title: Benchmark {year}
year: {year}
currency: EUR
districts: {{table: table.csv, id: id, name: name}}
keys: {{intake: {{column: intake_{year}}}}}
pots:
  - id: pot
    amount: {(year - 2013) * 10_000_000}
    steps: [{{share: {{by: intake}}}}]
""",
            encoding="utf-8",
        )
    return paths


def write_rules(path, pot, steps):
    path.write_text(
        f"""allot: 1
title: Benchmark
currency: EUR
districts: {{table: table.csv, id: id, name: name}}
pots:
  - id: pot
    amount: {pot // 100}.{pot % 100:02}
    steps:
{steps}prior: {{column: prior}}
""",
        encoding="utf-8",
    )


if __name__ == "__main__":
    write_scenario(int(sys.argv[1]), sys.argv[2])
