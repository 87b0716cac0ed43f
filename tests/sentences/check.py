"""Holds that what the head and the last lines of `run` and `compare` say is true of their rows.

    tests/sentences/check.py --allot build/release/allot [--count N] [--seed N]

Scenarios are made by chance: few or many districts, names that occur twice, new districts, ties,
totals that grow, shrink or stay. Each sentence with a number is written here again, from the rows of
the same result as CSV and by other code, and has to be there word for word. That the cases are not
all alike is held, too: each kind of sentence has to come up.
"""

import argparse
import csv
import io
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

LONG = 20  # rows: with more, `run` says its verdict again
said = Counter()


def count(number, one, many):
    said[one if number == 1 else many] += 1
    return f"{number} {one if number == 1 else many}"


class Amounts:
    def __init__(self, decimals):
        self.decimals = decimals

    def text(self, value, sign=False):
        scaled = round(abs(value) * 10**self.decimals)
        whole, part = divmod(scaled, 10**self.decimals)
        text = f"{whole:,}".replace(",", "\u202f")
        text += f".{part:0{self.decimals}}" if self.decimals else ""
        return ("\u2212" if value < 0 else "+" if sign and value > 0 else "") + text

    def change(self, now, before):
        """+500.00 (+5.26 %)."""
        change = self.text(now - before, sign=True)
        if before == 0:
            return change
        return f"{change} ({Amounts(2).text((now - before) / before * 100, sign=True)}\u202f%)"


class Rows:
    """What one result has against another: id, name, before (None: new), now."""

    def __init__(self, rows, amounts):
        self.rows, self.amounts = rows, amounts
        self.shifts = [(now - before, at) for at, (_, _, before, now) in enumerate(rows) if before is not None]
        self.gain = [shift for shift in self.shifts if shift[0] > 0]
        self.lose = [shift for shift in self.shifts if shift[0] < 0]
        self.unchanged = len(self.shifts) - len(self.gain) - len(self.lose)
        self.new = len(rows) - len(self.shifts)
        self.total = sum(now for _, _, _, now in rows)
        self.before = sum(before or 0 for _, _, before, _ in rows)

    def name(self, at):
        name, identity = self.rows[at][1], self.rows[at][0]
        twice = sum(row[1] == name for row in self.rows) > 1
        said["name told apart"] += twice
        return f"{name} ({identity})" if twice else name

    def most(self, shifts):
        """The largest, the first by id of equal ones."""
        if not shifts:
            return None
        amount, at = max(shifts, key=lambda shift: (abs(shift[0]), -shift[1]))
        return self.amounts.text(amount, sign=True), self.name(at)

    def counts(self, sums):
        parts = []
        for shifts, one, many in ((self.gain, "gains", "gain"), (self.lose, "loses", "lose")):
            if shifts:
                in_all = " " + self.amounts.text(sum(shift for shift, _ in shifts), sign=True)
                parts.append(count(len(shifts), one, many) + (in_all if sums else ""))
        parts += [count(number, what, what) for number, what in
                  ((self.unchanged, "unchanged"), (self.new, "new")) if number]
        return ", ".join(parts)

    def against(self, year):
        if self.total == self.before:
            said["total unchanged"] += 1
            return f"{self.amounts.text(self.total)}, unchanged against {year}:"
        said["total changed"] += 1
        return f"{self.amounts.text(self.total)}, {self.amounts.change(self.total, self.before)} against {year}:"

    def headline(self, year):
        most = [f"{name} {amount}" for amount, name in filter(None, map(self.most, (self.gain, self.lose)))]
        return (f"{self.against(year)} {self.counts(False)}" +
                (f"; most: {', '.join(most)}" if most else ""))

    def verdict(self, one, other):
        if not self.gain and not self.lose and not self.new:
            said["all the same"] += 1
            return f"{one} against {other}: all budgets are the same"
        total = ("the same in all" if self.total == self.before
                 else self.amounts.change(self.total, self.before) + " in all")
        return f"{one} against {other}: {total}; {self.counts(True)}"


def scenario(chance, districts, decimals, title):
    names = [chance.choice("ABCDEFGH") + "stadt" for _ in range(districts)]
    lines = ["allot: 1", f"title: {title}", "year: 2026", "currency: EUR", "districts:"]
    prior_total, alike = 0, chance.random() < 0.3
    for at, name in enumerate(names):
        prior = 10 if alike else chance.choice(["", 0, *([chance.randrange(0, 900)] * 6)])
        prior_total += prior or 0
        weight = 1 if alike else chance.randrange(1, 9)
        lines.append(f"  - {{id: d{at:03}, name: {name}, weight: {weight}, last: {prior}}}")
    amount = chance.choice([prior_total, prior_total, chance.randrange(1, 500 * districts)]) or 7
    unit = {0: "1", 2: "0.01"}[decimals]
    lines += [f"pots: [{{id: p, amount: {amount}, steps: [{{share: {{by: weight}}}}], rounding: {{unit: {unit}}}}}]",
              "prior: {column: last}"]
    return "\n".join(lines) + "\n", amount


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def number(text):
    return Fraction(text) if text else None


class Case:
    def __init__(self, allot, folder, chance):
        self.allot, self.folder, self.chance = allot, folder, chance
        self.decimals = chance.choice([0, 2])
        self.amounts = Amounts(self.decimals)
        self.failures = []

    def run(self, *arguments):
        done = subprocess.run([self.allot, *arguments, "-q"], cwd=self.folder, capture_output=True, text=True,
                              check=False, timeout=60)
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)}\n{done.stderr}")
        return done.stdout

    def expect(self, sentence, text, command):
        """In one piece, between the ends of lines or sentences; lines are wrapped."""
        flat = re.sub(r"[ \n]+", " ", text)
        if f" {sentence} " not in f" {flat} ":
            self.failures.append(f"{command}\n  expected: {sentence}\n  in: {text}")

    def check_run(self):
        text = self.run("run", "a.yaml")
        of = Rows([(row["id"], row["name"], number(row["prior"]), number(row["budget"]))
                   for row in rows_of(self.run("run", "a.yaml", "-f", "csv"))], self.amounts)
        head, _, rest = text.partition("\n\n")
        self.expect(of.headline("2025"), head, "run")
        if len(of.rows) > LONG:
            said["said again"] += 1
            last = rest.rsplit("\n\n", 1)[1]
            if not re.sub(r"[ \n]+", " ", last).rstrip().endswith(f"{of.against('2025')} {of.counts(False)}"):
                self.failures.append(f"run\n  not at the end: {of.counts(False)}\n  in: {text}")
        top = self.chance.randrange(1, 5)
        text = self.run("run", "a.yaml", "--sort", self.chance.choice(["shift", "-shift"]), "--top", str(top))
        defined = len(of.shifts)
        shown = min(2 * top, len(of.rows))
        if shown < len(of.rows):
            self.expect(f"showing {shown} of {len(of.rows)}; the sum is over all.", text, f"run --top {top}")
        if ("\n…\n" in text) != (defined > 2 * top):
            self.failures.append(f"run --top {top}: the line of those left out\n{text}")

    def check_compare(self, amount):
        near = [amount + more for more in (0, 1, 2, 5, 50, amount, 3 * amount + 7)]
        near += [less for less in range(max(amount - 4, 1), amount)]
        values = self.chance.sample(near, min(self.chance.choice([1, 2, 3, 9]), len(near)))
        vary = "pots.p.amount=" + ",".join(map(str, values))
        if self.chance.random() < 0.3:
            files, sides = ["a.yaml", "b.yaml"], 2
        else:
            files, sides = ["a.yaml", "--vary", vary], len(values) + 1
        against_prior = self.chance.random() < 0.4 and files[1] == "--vary"
        options = [*files, *(["--against", "prior"] if against_prior else [])]
        rows = rows_of(self.run("compare", *options, "-f", "csv"))
        text = self.run("compare", *options)
        first = "prior" if against_prior else "budget_a"
        header, *variants = text.split("\n\n")[1].splitlines()
        for side in range(0 if against_prior else 1, sides):
            letter = "ABCDEFGHIJ"[side]
            of = Rows([(row["id"], row["name"], number(row[first]), number(row[f"budget_{letter.lower()}"]))
                       for row in rows], self.amounts)
            self.expect(of.verdict(letter, "2025" if against_prior else "A"), text, f"compare {options}")
            line = next(line for line in variants if line.startswith(letter + " "))
            self.check_variant(line, header, of, f"compare {options}")
        said[f"{sides} variants" + (" against last year" if against_prior else "")] += 1

    def check_variant(self, line, header, of, command):
        """Its cells, but for the first two; what is not there is blank."""
        cells = [self.amounts.text(of.total), str(len(of.gain)), str(len(of.lose))]
        found = re.split(r" {2,}", line.strip())[2:]
        new = [str(of.new)] if "new" in header.split() else []
        moved = []
        if "moved" in header:
            equal = of.total == of.before and not of.new
            said["moved"] += equal
            moved = [self.amounts.text(sum(shift for shift, _ in of.gain)) if equal else "–"]
        most = [f"{amount} {name}" for amount, name in filter(None, map(of.most, (of.gain, of.lose)))]
        expected = cells + new + moved + most
        if found != expected:
            self.failures.append(f"{command}\n  expected: {expected}\n  in: {line}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", required=True, type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    failures = []
    for _ in range(options.count):
        with tempfile.TemporaryDirectory() as folder:
            case = Case(options.allot.resolve(), folder, chance)
            districts = chance.choice([1, 2, 5, 12, 30])
            state = chance.getstate()
            text, amount = scenario(chance, districts, case.decimals, "A")
            Path(folder, "a.yaml").write_text(text, encoding="utf-8")
            chance.setstate(state)
            other, _ = scenario(chance, districts, case.decimals, "B")
            other = other.replace("weight: 3", chance.choice(["weight: 3", "weight: 5"]))
            Path(folder, "b.yaml").write_text(other, encoding="utf-8")
            case.check_run()
            case.check_compare(amount)
            failures += case.failures
    for failure in failures[:5]:
        print(failure)
    kinds = ["gains", "gain", "loses", "lose", "unchanged", "new", "name told apart", "total unchanged",
             "total changed", "all the same", "said again", "moved", "2 variants", "3 variants", "4 variants",
             "10 variants", "2 variants against last year"]
    missing = [kind for kind in kinds if not said[kind]]
    print(f"{options.count} scenarios, {sum(said.values())} sentences and cells, {len(failures)} wrong"
          + (f"; never said: {', '.join(missing)}" if missing else ""))
    return 1 if failures or missing else 0


if __name__ == "__main__":
    sys.exit(main())
