#!/usr/bin/env python3
"""`check` accepts every table that says what the rule gives, and no other.

    tests/checks/run.py --allot build/release/allot --count 100 --seed 1

Of each random scenario the tables that `run` writes, and others as a ministry would print them, have
to hold. Then one thing in such a table is changed: the report has to say what, at its place. Tables
that are right in spite of it (other ties, equal amounts) are told apart.
`--keep DIR` leaves the files of each fault there.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

import mutations  # noqa: E402
import sheets  # noqa: E402
from scenarios import Scenario  # noqa: E402


class Result:
    """What `run` gives."""

    def __init__(self, text, scenario):
        answer = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        rows = {row["id"]: row for row in answer["districts"]}
        self.ids, self.names = scenario.ids, scenario.names
        self.amount = [Fraction(rows[i]["budget"]) if i in rows else Fraction(0) for i in self.ids]
        priors = [rows[i].get("prior") if i in rows else None for i in self.ids]
        self.prior = [None if prior is None else Fraction(prior) for prior in priors]
        self.total, self.unit = sum(self.amount), Fraction(scenario.unit)
        self.in_pots = {i: {p["id"]: Fraction(p["budget"]) for p in rows[i]["pots"]} for i in rows}
        self.ties = answer["ties"]
        self.key = [Fraction(weight) for weight in scenario.pots[0]["weights"]]

    def values(self, role):
        if role == "amount":
            return self.amount
        if role == "key":
            return self.key
        if role == "percent":
            return [a / self.total if self.total else None for a in self.amount]
        if role == "prior":
            return self.prior
        if role == "shift":
            return [None if p is None else a - p for a, p in zip(self.amount, self.prior)]
        return [None if not p else (a - p) / p for a, p in zip(self.amount, self.prior)]

    def other_ties(self):
        """Who may give how much to whom, for that a tie is settled otherwise."""
        for tie in self.ties:
            for giver in tie["given"]:
                for taker in set(tie["tied"]) - set(tie["given"]):
                    by = self.unit
                    if tie["for"] == "residual":  # one of them takes all of it
                        by = self.in_pots[giver][tie["pot"]] - self.in_pots[taker][tie["pot"]]
                    yield self.ids.index(giver), self.ids.index(taker), by

    def is_tie(self, giver, taker, by):
        return any(one in ((giver, taker, by), (taker, giver, -by)) for one in self.other_ties())


class Answer:
    """What `check` says, by place."""

    def __init__(self, done, command):
        self.command = command
        self.exit, self.stderr = done.returncode, done.stderr.decode("utf-8")
        self.stdout = done.stdout.decode("utf-8")
        self.found, self.remarks, self.texts = [], [], []
        if self.stdout.startswith("{"):
            scenario = json.loads(self.stdout)["scenarios"][0]
            self.found = [("E110", (one["line"], one["column"])) for one in scenario["deviations"]]
            self.found += [(one["code"], (one["line"], one["column"])) for one in scenario["diagnostics"]]
            self.texts = [one["message"] for one in scenario["diagnostics"]]
            self.remarks = scenario["remarks"]

    def codes(self):
        return {code for code, _ in self.found}


class Bench:
    """One scenario and the program."""

    def __init__(self, allot, folder, scenario):
        self.allot, self.folder, self.scenario = allot, Path(folder), scenario
        (self.folder / "s.yaml").write_text(scenario.text, encoding="utf-8")
        self.result = self.run_rule(scenario.text)
        self.command = ""

    def call(self, *arguments):
        self.command = " ".join(["allot", *(f"'{a}'" if re.search(r"[ ();]", a) else a for a in arguments)])
        return subprocess.run([self.allot, *arguments], cwd=self.folder, capture_output=True, timeout=120,
                              check=False)  # fmt: skip

    def run_rule(self, text):
        (self.folder / "rule.yaml").write_text(text, encoding="utf-8")
        done = self.call("run", "rule.yaml", "-f", "json", "-q", "--all")
        return Result(done.stdout, self.scenario) if done.returncode == 0 else None

    def check(self, table, fields, *more):
        maps = (x for f in fields for x in ("--map", f))
        done = self.call("check", "s.yaml", "--against", table, *maps, "-f", "json", *more)
        return Answer(done, self.command)

    def check_sheet(self, sheet, *more):
        sheet.write(self.folder / "t.csv")
        return self.check("t.csv", sheet.fields(), *more)

    def check_expected(self, sheet):
        """With the table named by the scenario itself."""
        sheet.write(self.folder / "t.csv")
        fields = ", ".join('{}: "{}"'.format(*f.split("=")) for f in sheet.fields())
        expect = f"expect: {{table: {{file: t.csv, {fields}}}}}\n"
        (self.folder / "e.yaml").write_text(self.scenario.text + expect, encoding="utf-8")
        return Answer(self.call("check", "e.yaml", "-f", "json"), self.command)

    def admits(self, sheet, result):
        """Whether the amounts may be these."""
        column = sheet.column("amount")
        wanted = dict(zip(result.ids, result.amount))
        return all(abs(sheets.rounded(v / column.form.unit, column.form.decimals) * column.form.unit
                       - wanted[i]) <= column.form.half
                   for i, v in zip(sheet.ids, column.values) if v is not None)  # fmt: skip


class Tally:
    def __init__(self, keep):
        self.keep, self.checked, self.failed, self.kinds = keep, 0, 0, {}

    def hold(self, good, bench, what, answer):
        self.checked += 1
        if good:
            return
        self.failed += 1
        kind = what.split(":")[0]
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        print(f"FAILED: {what}\n  {answer.command}\n  exit {answer.exit} {answer.found} {answer.remarks}")
        print("  " + "\n  ".join((answer.texts or answer.stderr.splitlines())[:6]))
        if self.keep:
            folder = self.keep / f"{self.failed:03}"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(bench.folder, folder)
            (folder / "what").write_text(f"{what}\n{answer.command}\nexit {answer.exit}\n{answer.stdout}\n"
                                         f"{answer.stderr}", encoding="utf-8")  # fmt: skip


def check_own_tables(bench, tally):
    """What `run` writes."""
    for form in ("csv", "csv-excel"):
        for numbers in ("plain", "de", "ch"):
            bench.call("run", "s.yaml", "-f", form, "--numbers", numbers, "--all", "-q", "-o", "own.csv")
            fields = ["id=id", "amount=budget"]
            maps = [fields, ["name=name", "amount=budget"]]
            if bench.scenario.has_prior:
                maps.append([*fields, "name=name", "prior=prior", "shift=shift", "change=shift_percent"])
            for one in maps:
                answer = bench.check("own.csv", one)
                tally.hold(answer.exit == 0, bench, f"own table: {form}, {numbers}", answer)


LABELS = ("Summe", "Insgesamt", "Land Baden-Württemberg", "Gesamt", "Kreise zusammen", "Total", "")


def make_sheet(bench, source, scale="none", in_cells=False):
    """As somebody may print it."""
    result = bench.result
    unit, heads, cells = sheets.SCALES[scale]
    decimals = {"0.01": 2, "1": source.choice((0, 2)), "1000": source.choice((0, 2))}[bench.scenario.unit]
    if scale != "none":
        decimals = source.choice((0, 1)) if scale == "thousands" else source.choice((1, 2, 3))
    style = source.choice(list(sheets.STYLES))
    behind = source.choice(cells) if in_cells or (scale == "none" and source.random() < 0.2) else ""
    head = "" if in_cells else source.choice(heads)
    roles = ["amount"]
    if bench.scenario.has_prior and source.random() < 0.7:
        roles = ["prior", "amount", "shift", "change"]
    if result.total and source.random() < 0.5:
        roles.append("percent")
    if len(bench.scenario.pots) == 1 and source.random() < 0.3:
        roles.insert(0, "key")
    columns = []
    for role in roles:
        if role == "key":
            columns.append(sheets.Column(role, "Zugänge", sheets.Form(0, style), list(result.key)))
            continue
        if role in ("percent", "change"):
            sign = source.choice(("", " %"))
            name = {"percent": "Anteil", "change": "Veränderung"}[role] + ("" if sign else " in %")
            form = sheets.Form(source.choice((1, 2)), style, Fraction(1, 100), sign)
        else:
            name = {"amount": "Zuweisung 2026", "prior": "Zuweisung 2025", "shift": "Differenz"}[role] + head
            form = sheets.Form(decimals, style, Fraction(unit), behind)
        columns.append(sheets.Column(role, name, form, list(result.values(role))))
    return sheets.Sheet(result.ids, result.names, columns, style)


def decorate(bench, sheet, source):
    """Titles, sums and notes, which change nothing."""
    size, whole = len(sheet.ids), mutations.whole_of(bench.result)
    if source.random() < 0.5:
        sheet.titles = ["Zuweisungen an die Kreise 2026", "in Euro", ""][: source.randint(1, 3)]
    if source.random() < 0.5:
        sheet.notes = ["", "Quelle: Ministerium der Finanzen", "1) vorläufig"][: source.randint(1, 3)]
    is_ags = len(bench.scenario.ids[0]) == 5
    blocks = [[n for n, i in enumerate(sheet.ids) if i.startswith(f"08{b}")] for b in (1, 2, 3, 4)]
    blocks = [block for block in blocks if block]
    if is_ags and source.random() < 0.5 and sheet.ids == sorted(sheet.ids) and min(map(len, blocks)) > 1:
        above = source.random() < 0.5
        for block in blocks:
            district = sheet.ids[block[0]][:3]
            at = block[0] if above else block[-1] + 1
            sheet.add_sum(sheets.Sum(at, f"Regierungsbezirk {district}", district, block), whole)
    if source.random() < 0.6:
        ids = ["", "08"] if is_ags else [""]
        label, id_ = source.choice(LABELS), source.choice(ids)
        if sheet.has_ids and (label == "" or not sheet.has_names) and id_ == "":
            id_ = "Summe"
        at = source.choice((0, size))
        total = sheets.Sum(at, label or "Summe", id_, list(range(size)))
        sheet.add_sum(total, whole, first=at == 0)
    if source.random() < 0.3:
        for column in sheet.columns:
            column.form.nothing = source.choice(("–", "-"))


def check_prints(bench, tally, source):
    """Tables of the right numbers, printed in one way or another."""
    for scale, in_cells in (("none", False), ("thousands", False), ("thousands", True), ("millions", False),
                            ("millions", True)):  # fmt: skip
        sheet = make_sheet(bench, source, scale, in_cells)
        sheet.has_ids, sheet.has_names = source.choice(((True, True), (True, False), (False, True)))
        decorate(bench, sheet, source)
        answer = bench.check_sheet(sheet)
        tally.hold(answer.exit == 0, bench, f"print: {scale}, {'cells' if in_cells else 'head'}", answer)


def check_described(bench, tally, source):
    """Tables of which the command line or the scenario says what they do not say themselves."""
    sheet = make_sheet(bench, source, "thousands")
    for column in sheet.columns:
        column.head = re.sub(r" (\(.*|in (T€|1.*))$", "", column.head)
    answer = bench.check_sheet(sheet, "--in", "1_000")
    tally.hold(answer.exit == 0, bench, "described: in thousands", answer)

    sheet = make_sheet(bench, source)
    kept = sorted(source.sample(range(len(sheet.ids)), source.randint(1, len(sheet.ids))))
    sheet.keep(kept)
    answer = bench.check_sheet(sheet, "--incomplete")
    tally.hold(answer.exit == 0, bench, "described: incomplete", answer)

    sheet = make_sheet(bench, source)
    order = list(range(len(sheet.ids)))
    source.shuffle(order)
    sheet.keep(order)
    sheet.separator = source.choice((";", "\t"))
    answer = bench.check_expected(sheet)
    tally.hold(answer.exit == 0, bench, "described: by the scenario, in another order", answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the scenario of this number alone")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()

    tally = Tally(arguments.keep)
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    made = 0
    for number in numbers:
        source = random.Random(f"{arguments.seed} {number}")
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(arguments.allot, folder, Scenario(source))
            if bench.result is None:  # a floor that cannot be paid, a pot that is no multiple
                continue
            made += 1
            failed = tally.failed
            check_own_tables(bench, tally)
            check_prints(bench, tally, source)
            check_described(bench, tally, source)
            mutations.check_all(bench, tally, source, make_sheet, decorate)
            if tally.failed > failed:
                print(f"  scenario {number} of seed {arguments.seed}\n")
    print(f"{made} scenarios, {tally.checked} checks, {tally.failed} failed {tally.kinds or ''}".rstrip())
    return 1 if tally.failed or made * 2 < len(numbers) else 0


if __name__ == "__main__":
    sys.exit(main())
