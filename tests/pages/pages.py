"""The pages that are looked at: every report, of few and of many districts, with names that attack."""

import csv
import io
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
sys.path.insert(0, str(HERE.parent / "bench"))
import generate  # noqa: E402

LANGUAGES = ("en", "de", "fr")
MANY = 11_000

# Texts that would become markup, a script, an address, or turn round what stands beside them.
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "</style></title><h1>`x`",
    "&lt;b&gt; &amp; <!-- ]]>",
    "אבג",
]

SCENARIO = """\
allot: 1
title: {title}
year: 2026
currency: EUR
note: {note}
districts: {{table: table.csv, id: id, name: name, group: land}}
prior: {{column: before}}
pots:
  - id: pot
    title: {title}
    amount: 1_000_000
    steps:
      - share: {{by: now}}
      - {{hold_harmless: {{label: {label}, percent_of_prior: 90 %, paid_by: ratable}}}}
expect: {{total: 1_000_000, budgets: {{"01": 1}}}}
"""


# Its last difference is of a sum that its rows do not add up to.
WRONG = """\
ags;kreis;2024;2025;Differenz;Anteil %
01;Nord;99500;132136;32636;54,9
02;Mitte;9500;10348;848;4,3
03;Süd;71000;98346;1436;40,8
;Summe;180000;240830;60830;100,0
"""


def in_yaml(text):
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


def write_table(folder, rows):
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["id", "name", "land", "now", "before"])
        out.writerows(rows)


def write_scenario(folder, rows, title="Zuweisung", note="A note", label="Besitzstand"):
    folder.mkdir(parents=True)
    write_table(folder, rows)
    texts = {"title": in_yaml(title), "note": in_yaml(note), "label": in_yaml(label)}
    (folder / "scenario.yaml").write_text(SCENARIO.format(**texts), encoding="utf-8")


def rows_of(count, before):
    """`before`: what the district of this number had."""
    return [(f"{i:02}", f"Kreis {i}", "Nord" if i % 2 else "Süd", 100 + 7 * i % 31, before(i)) for i in range(1, count + 1)]


def make(folder):
    """The scenarios."""
    write_scenario(folder / "three", rows_of(3, lambda i: 300_000 + 1000 * i))
    write_scenario(folder / "gains", rows_of(12, lambda i: 50_000 + 100 * i))
    write_scenario(folder / "losses", rows_of(12, lambda i: 83_000 + 100 * i))
    write_scenario(folder / "dwarfs", [*rows_of(11, lambda i: 9_000 + 10 * i), ("99", "Großstadt", "Nord", 90_000, 400_000)])
    rows = [(f"{i:02}", text, HOSTILE[-i], 10 + i, 150_000) for i, text in enumerate(HOSTILE, 1)]
    write_scenario(folder / "hostile", rows, HOSTILE[0], HOSTILE[1], HOSTILE[4])
    (folder / "wrong.csv").write_text(WRONG, encoding="utf-8")
    generate.write_scenario(MANY, folder / "many")


def commands(folder):
    """The name of each page, the command that makes it, and whether its columns are those of its CSV."""
    vary = ["--vary", "pots.pot.amount=950_000,1_000_000,1_100_000"]
    for name in ("three", "gains", "losses", "dwarfs", "hostile"):
        scenario = str(folder / name / "scenario.yaml")
        yield f"run-{name}", ["run", scenario], True
        yield f"compare-{name}", ["compare", scenario, *vary], True
        yield f"sweep-{name}", ["sweep", scenario, "--vary", "pots.pot.amount=920_000..1_100_000/20_000"], True
        yield f"explain-{name}", ["explain", scenario, "02"], False
        yield f"check-{name}", ["check", scenario], False
        yield f"audit-{name}", ["audit", str(folder / name / "table.csv")], False
        yield f"describe-{name}", ["describe", scenario], False
    quick, bw = str(EXAMPLES / "quickstart" / "zuweisung-2026.yaml"), str(EXAMPLES / "bw-2025" / "bw-2025.yaml")
    yield "run-quickstart", ["run", quick], True
    yield "run-44", ["run", bw, "--causes"], True
    yield "explain-44", ["explain", bw, "08111"], False
    yield "describe-44", ["describe", bw], False
    yield "compare-44", ["compare", *map(str, sorted((EXAMPLES / "bw-2025").glob("hold-*.yaml")))], True
    yield "compare-two-44", ["compare", bw, "--vary", "pots.im.amount=61_000_000", "--against", "prior"], True
    yield "check-all", ["check", *map(str, sorted((EXAMPLES / "bw-2025").glob("*.yaml")))], False
    yield "audit-wrong", ["audit", str(folder / "wrong.csv")], False
    yield "audit-two", ["audit", str(folder / "wrong.csv"), str(folder / "three" / "table.csv")], False
    yield "payers", ["run", str(next((EXAMPLES / "valais-2024").glob("*.yaml"))), "--by", "contributor"], True
    yield "groups", ["run", str(folder / "hostile" / "scenario.yaml"), "--by", "group"], True
    yield "run-many", ["run", str(folder / "many" / "scenario.yaml")], True


def write(allot, command, *options):
    """What it prints."""
    done = subprocess.run([str(allot), *command, "-q", *options], capture_output=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}")
    return done.stdout


def rows_as_csv(allot, command):
    return list(csv.DictReader(io.StringIO(write(allot, command, "-f", "csv").decode("utf-8"))))
