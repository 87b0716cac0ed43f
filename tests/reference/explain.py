#!/usr/bin/env python3
"""Recomputes the sheets of `allot explain` from what they print, exactly.

    explain.py --allot BINARY --count 150 --seed 1

Reads the JSON sheets of all examples and of random programmes: every line is what its formula says
of the lines before it, and the last one is the budget that `run` prints. A number that is given and
not computed is of a kind that is listed here; sums over districts are those of the independent
reference. Fails if a step or a rounding method of `allot help` never occurred.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction
from random import Random

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import programmes  # noqa: E402
from formula import Formula, value_of  # noqa: E402
from reference import evaluate  # noqa: E402
from roundings import Infeasible  # noqa: E402
from steps import Steps, rounded  # noqa: E402
from yaml_text import yaml  # noqa: E402

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
SHOWN = 6  # districts of an example
EACH_METHOD = 12  # programmes

# Lines that are a number and no formula: the file's, or one over all districts.
GIVEN = re.compile(
    r"flat amount|top-slice|claim|minimum|maximum|floor|ceiling|smallest amount|the pot|the prior year|in .+|"
    r"exact|weight|key|`.+`|factor of `.+`|"  # nothing yet; a key that is rounded as no share; a group without money
    r"(needs|capacities) of those who receive|sum of all|sum now|sum of .+|those held|the others had|unclaimed|cost of all floors|all gains|"
    r"all above floors|used before|given before|into pot `.+`|to give out|all, rounded|divisor|scale|"
    r"left-over unit|unit not given|unit taken back|the rest|held at the (minimum|maximum)|no floor|column .+")

# What only a step of that kind writes.
MARKS = {
    "share": r"key|share", "flat": "flat amount", "rate": "rate", "top_slice": "top-slice",
    "limit": "held at the (minimum|maximum)|no minimum paid", "hold_harmless": "floor|no floor paid",
    "gain_cap": "ceiling|not cut at the ceiling", "phase_in": "mixed",
    "drop_below": "dropped|not dropped",
    "equalise": "equalisation", "gain_cap": "ceiling|not cut at the ceiling", "phase_in": "mixed",
}


def at_harmonic_mean(quotient):
    n = quotient.numerator // quotient.denominator
    return quotient == Fraction(2 * n * (n + 1), 2 * n + 1)


# Whether a quotient is where the method turns from down to up. A geometric mean is never rational.
TURNS = {
    "sainte_lague": lambda quotient: quotient.denominator == 2,
    "dhondt": lambda quotient: quotient.denominator == 1, "adams": lambda quotient: quotient.denominator == 1,
    "dean": at_harmonic_mean,
}


def ranks_in(text):
    """`1–3, 5` is {1, 2, 3, 5}."""
    ranks = set()
    for part in text.split(", "):
        first, _, last = part.partition("–")
        ranks.update(range(int(first), int(last or first) + 1))
    return ranks


class Sums:
    """Notes what the reference adds up over districts: pairs of a dividend and a divisor."""

    def __init__(self):
        self.of_pot = collections.defaultdict(set)
        self.totals = collections.defaultdict(set)
        for name in ("solve", "scale_above", "phase_in", "claims", "drop_below", "round"):
            self.wrap(name, getattr(Steps, name), getattr(self, name))

    def wrap(self, name, original, note):
        def noting(pot, *arguments, **named):
            before = list(pot.x)
            left = pot.left
            done = original(pot, *arguments, **named)
            self.of_pot[pot.id].add(note(pot, before, left, *arguments, **named))
            self.totals[pot.id].add(sum(before))
            return done
        setattr(Steps, name, noting)

    @staticmethod
    def solve(pot, before, _, lower, upper, members=None, **__):
        """What those get who are at no bound, over what they had."""
        def keeps(scale, i):
            least = max(lower[i], scale * before[i])
            return pot.x[i] == (least if upper[i] is None else min(least, upper[i]))

        members = [i for i in (pot.members if members is None else members) if before[i] > 0]
        ratios = {v / before[i] for i in members for v in (pot.x[i], lower[i], upper[i]) if v is not None}
        scale = min(r for r in ratios | {Fraction(0)} if all(keeps(r, i) for i in members))
        others = [i for i in members if pot.x[i] == scale * before[i]]
        return sum(pot.x[i] for i in others), sum(before[i] for i in others)

    @staticmethod
    def scale_above(pot, before, _, floors, knees):
        cost = sum(max(floors[i] - before[i], 0) for i in pot.members)
        return cost, sum(max(before[i] - knees[i], 0) for i in pot.members)

    @staticmethod
    def phase_in(pot, before, *_):
        return sum(before[i] for i in pot.members), sum(pot.prior[i] for i in pot.members)

    @staticmethod
    def drop_below(pot, before, *_):
        return sum(before[i] for i in pot.members), sum(before[i] for i in pot.members if pot.x[i] > 0)

    @staticmethod
    def round(pot, before, *_):
        return None  # no factor

    @staticmethod
    def claims(pot, before, left, block, *_):
        return left, sum(map(sum, block))


class Sheets:
    def __init__(self, allot):
        self.allot = allot
        self.count = collections.Counter()
        self.marks = collections.Counter()
        self.methods = collections.Counter()
        self.found = []

    def run(self, *arguments):
        return subprocess.run([self.allot, *arguments], capture_output=True, text=True, check=False)

    def read(self, *arguments):
        answer = self.run(*arguments)
        return json.loads(answer.stdout, parse_float=Decimal) if answer.returncode == 0 else None

    def scenario(self, title, path, most=None, sums=None, pots_of=None):
        """All its districts, or some of them from all over the table."""
        rows = (self.read("run", path, "-f", "json", "--all") or {"districts": []})["districts"]
        every = max(1, len(rows) // most) if most else 1
        pots = collections.defaultdict(list)
        for row in rows[::every]:
            sheet = self.read("explain", path, row["id"], "-f", "json", "--language", "en")
            where = f"{title}, {row['id']}"
            if sheet is None:
                self.found.append(f"{where}: no sheet")
                continue
            self.count["sheets"] += 1
            budgets = {pot["id"]: Fraction(pot["budget"]) for pot in row["pots"]}
            for pot in sheet["pots"]:
                self.pot(where, pot, budgets.get(pot["id"], Fraction(0)), sums)
                if pots_of:
                    self.bounds(where, pot, pots_of[pot["id"]], row["id"])
                    self.rates(where, pot, pots_of[pot["id"]].rates)
                    self.several(where, pot, pots_of[pot["id"]], row["id"])
                    self.moved(where, pot, pots_of[pot["id"]], row["id"])
                pots[pot["id"]].append(pot)
                self.methods[pot["rounding"]] += 1 if pot["lines"] else 0
            self.payment(where, sheet, row)
            self.shift(where, sheet["shift"])
        if every == 1:
            for name, sheets in pots.items():
                self.across(f"{title}, {name}", sheets)

    def pot(self, where, pot, budget, sums):
        values = {}
        last = Fraction(0)
        for line in pot["lines"]:
            self.marks[line["label"]] += 1
            if line["letter"] is None:
                continue
            at = f"{where}, {pot['id']} {line['letter']} ({line['label']})"
            tree = Formula(line["formula"]).tree
            last = Fraction(line["exact"])
            self.hold(f"{at}: {line['formula']}", value_of(tree, values), last)
            if abs(Fraction(line["value"]) - last) > Fraction(1, 10**9):
                self.found.append(f"{at}: {line['value']} is not {last}")
            if isinstance(tree, Fraction) and not GIVEN.fullmatch(line["label"]):
                self.found.append(f"{at}: {line['value']} comes from nowhere")
            if sums is not None and line["label"] in ("factor", "scale"):
                self.sums(at, tree, values, sums.of_pot[pot["id"]])
            if sums is not None and line["label"] == "sum of all" and last not in sums.totals[pot["id"]]:
                self.found.append(f"{at}: {last} is not what all have: {sums.totals[pot['id']]}")
            # A part of a key is called by its name, too.
            if line["label"].startswith("`") and "key `" not in (line["note"] or ""):
                self.group(at, line, pot)
            values[line["letter"]] = last
            self.count["lines"] += 1
        self.rank(where, pot)
        self.turn(where, pot)
        self.hold(f"{where}, {pot['id']}: the lines end", last, budget)
        self.hold(f"{where}, {pot['id']}: the budget", Fraction(pot["budget"]), budget)

    def payment(self, where, sheet, row):
        """From the sum of the pots to what is payable, and open."""
        values = {}
        for line in sheet.get("payment", {"lines": []})["lines"]:
            self.count["lines of payments"] += 1
            tree, exact = Formula(line["formula"]).tree, Fraction(line["exact"])
            self.hold(f"{where}, payment {line['letter']}: {line['formula']}", value_of(tree, values), exact)
            values[line["letter"]] = exact
        if values:
            self.hold(f"{where}: the payment begins", values["a"], Fraction(row["budget"]))
            due = Fraction(row.get("open", row["payable"]))
            self.hold(f"{where}: the payment ends", list(values.values())[-1], due)

    def bounds(self, where, pot, done, district):
        """A bound that is told as the one of rounding is one that the exact amount keeps."""
        at = done.table.ids.index(district)
        kept = [{low[at] for low, _, _ in done.bounds if low[at] <= done.x[at]},
                {high[at] for _, high, _ in done.bounds if high[at] is not None and done.x[at] <= high[at]}]
        values = {line["letter"]: Fraction(line["exact"]) for line in pot["lines"] if line["letter"]}
        for line in pot["lines"]:
            note, told = line["note"] or "", None
            if line["label"] == "within the bounds":
                side = ", at most " in line["formula"]
                told = Formula(line["formula"]).tree[2]
                told = value_of(told[1] if isinstance(told, tuple) else told, values)
            elif match := re.search(r"the \w+ (-?[\d.]+) allows no more|its (-?[\d.]+) are above its claim", note):
                side, told = True, Fraction(match[1] or match[2])
            if told is not None:
                self.count["bounds in units"] += 1
                self.hold(f"{where}, {pot['id']}: {told} is one of {kept[side]}", told in kept[side], True)

    def rates(self, where, pot, rates):
        """What a unit brings is what the reference has for it."""
        for line in pot["lines"]:
            exact = line["label"] in ("base amount", "left for each unit")
            if exact or line["label"] in ("base amount, rounded", "rate, rounded"):
                self.count[line["label"]] += 1
                known = {rate[exact] for rate in rates.values()}
                self.hold(f"{where}, {pot['id']}: {line['exact']} is one of {known}", Fraction(line["exact"]) in known, True)
    def several(self, where, pot, done, district):
        """What several bounds come to is a bound of a step, and is what the one that decides says."""
        at = done.table.ids.index(district)
        said = {}
        for line in pot["lines"]:
            note = line["note"] or ""
            if line["letter"] and "decided by " in note:
                value = Fraction(line["exact"])
                self.count["several bounds"] += 1
                self.hold(f"{where}, {pot['id']}: {line['label']} {value}",
                          value in {bound.amounts[at] for bound in done.watched}, True)
                for label, other in said.items():
                    if f"decided by {label}" in note:
                        self.count["several bounds, by a line"] += 1
                        self.hold(f"{where}, {pot['id']}: it is decided by {label}", other, value)
            if line["letter"]:
                said[line["label"]] = Fraction(line["exact"])

    def moved(self, where, pot, done, district):
        """Who has another number of units by floors that hold in whole units is told how many."""
        told = [re.match(r"([\d.\u202f]+) (more|less) than", line["note"]) for line in pot["lines"]
                if line["label"] == "floors rounded up"]
        said = sum(Fraction(found[1].replace("\u202f", "")) * (1 if found[2] == "more" else -1) for found in told)
        at = done.table.ids.index(district)
        expected = done.moved[at] * done.rounding.unit if done.moved else 0
        self.count["moved by floors"] += bool(told)
        self.hold(f"{where}, {pot['id']}: moved by floors", said, expected)

    def group(self, at, line, pot):
        """What rounding added to a group: one unit by its remainder, and less than one, or what a
        method that does not close left, as the rest."""
        unit, note = Fraction(pot["unit"]), line["note"] or ""
        added = [Fraction(n) for n in re.findall(r" \+ (-?[\d.]+)", line["formula"])]
        words = [word for word in ("left-over unit", "less a unit", "with the rest") if word in note]
        self.hold(f"{at}: what {line['formula']} adds by {note!r}", len(added), len(words))
        for amount, word in zip(added, words):
            self.count[f"groups: {word}"] += 1
            if word == "left-over unit":
                self.hold(f"{at}: a left-over unit", amount, unit)
            elif word == "less a unit":
                self.hold(f"{at}: a unit too many", amount, -unit)
            elif pot["rounding"] == "largest_remainder":
                self.hold(f"{at}: {amount} is less than a unit", 0 < amount < unit, True)

    def turn(self, where, pot):
        """The divisor of a tie brings the tied, and only with them says so, to where rounding turns."""
        lines = {line["label"]: line for line in pot["lines"]}
        tied = any(line["label"] == "tie" and re.match(r"\d+ had equal claims on", line["note"]) for line in pot["lines"])
        if "quotient" not in lines or pot["rounding"] not in TURNS:
            return
        told = "the tied" in lines["divisor"]["note"]
        quotient = Fraction(lines["quotient"]["exact"])
        if told and tied:
            self.count["tied quotients"] += 1
            self.hold(f"{where}, {pot['id']}: {quotient} is where rounding turns", TURNS[pot["rounding"]](quotient), True)
        self.hold(f"{where}, {pot['id']}: the divisor tells of the tie", told or not tied, True)
        corrected = any(line["label"] in ("left-over unit", "unit not given") for line in pot["lines"])
        self.hold(f"{where}, {pot['id']}: only the tied are corrected", tied or not corrected, True)

    def rank(self, where, pot):
        """Who got a left-over unit is among the ranks that got one; who got none is not."""
        notes = [(line["label"], line["note"] or "") for line in pot["lines"]]
        found = [re.search(r"rank (\d+) (of|in)", note) for _, note in notes]
        rank = next((int(match[1]) for match in found if match), None)
        for label, note in notes:
            if rank is None or label not in ("left-over unit", "no left-over unit"):
                continue
            got_one = label == "left-over unit"
            listed = re.search(r"(\d+) units? to ranks? (\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*)", note)
            counted = re.search(r", (\d+) units?(, |$)", note)
            if listed:
                self.count["ranks"] += 1
                receivers = ranks_in(listed[2])
                self.hold(f"{where}, {pot['id']}: rank {rank} is among {listed[2]}", rank in receivers, got_one)
                self.hold(f"{where}, {pot['id']}: a unit to each of {listed[2]}", len(receivers), int(listed[1]))
            elif counted:
                self.count["ranks"] += 1
                bounded = re.search("allows no more|nothing is due", note) is not None
                self.hold(f"{where}, {pot['id']}: rank {rank} is among the first",
                          rank <= int(counted[1]), got_one or bounded)

    def sums(self, at, tree, values, known):
        """A quotient, or what is left of 1 without it."""
        if isinstance(tree, Fraction):
            return
        quotient = tree[2] if tree[0] == " − " else tree
        pair = tuple(value_of(side, values) for side in quotient[1:])
        self.count["sums"] += 1
        if pair not in known:
            self.found.append(f"{at}: {pair} are not what the districts come to: {known}")

    def shift(self, where, shift):
        if shift and shift["prior"] is not None and shift["causes"]:
            causes = sum(Fraction(cause["amount"]) for cause in shift["causes"])
            self.hold(f"{where}: the causes", causes, Fraction(shift["shift"]))

    def across(self, where, sheets):
        """Ranks go by the remainders; one divisor for all."""
        ranked = []
        cut = False  # a long one is not shown as a fraction
        divisors = set()
        for pot in sheets:
            for line in pot["lines"]:
                note = re.search(r"remainder ([−\d/]+), rank (\d+) of", line["note"] or "")
                if note:
                    ranked.append((int(note[2]), Fraction(note[1].replace("−", "-"))))
                cut = cut or "…, rank" in (line["note"] or "")
                if line["label"] == "divisor":
                    divisors.add(line["exact"])
        ranked.sort()
        remainders = [remainder for _, remainder in ranked]
        positive = [rank for rank, remainder in ranked if remainder > 0]
        in_order = remainders == sorted(remainders, reverse=True)
        if not in_order or (positive != list(range(1, len(positive) + 1)) and not cut):
            self.found.append(f"{where}: the ranks are not those of the remainders: {ranked}")
        if len(divisors) > 1:
            self.found.append(f"{where}: more than one divisor: {divisors}")

    def hold(self, what, mine, theirs):
        if mine != theirs:
            self.found.append(f"{what} is {mine}, not {theirs}")

    def listed(self, topic):
        return re.findall(r"^  (\w+)", self.run("help", topic).stdout, re.MULTILINE)

    def missing(self):
        """What `allot help` lists and no sheet had."""
        for step in self.listed("steps"):
            marks = sum(n for label, n in self.marks.items() if re.fullmatch(MARKS.get(step, "-"), label))
            print(f"{step}: {marks} lines")
            if marks == 0:
                self.found.append(f"no sheet has a line of the step {step}")
        for method in self.listed("methods"):
            print(f"{method}: {self.methods[method]} sheets")
            if self.methods[method] == 0:
                self.found.append(f"no sheet is rounded by {method}")


def random_programmes(sheets, options, folder):
    sums = Sums()
    path = folder / "programme.yaml"
    for number in range(options.count):
        scenario, files = programmes.Programme(f"{options.seed}-{number}", 2).make()
        sums.of_pot.clear()
        sums.totals.clear()
        try:
            pots, _ = evaluate(scenario, files)
        except Infeasible:
            continue
        for name, content in files.items():
            text = yaml(content) if isinstance(content, dict) else content
            (folder / name).write_text(text, encoding="utf-8")
        path.write_text(yaml(scenario), encoding="utf-8")
        before = len(sheets.found)
        sheets.scenario(f"seed {options.seed}, number {number}", str(path), sums=sums, pots_of=pots)
        if len(sheets.found) > before and not options.brief:
            print(path.read_text(encoding="utf-8"))


def all_methods(sheets, seed, folder):
    """Each rounding method on small counts, where ties and corners are met often."""
    random = Random(seed)
    path = folder / "method.yaml"
    for method in sheets.listed("methods"):
        for number in range(EACH_METHOD):
            counts = [random.randint(0, 9) for _ in range(random.randint(2, 5))] + [1]
            units = sum(counts) * random.randint(1, 3) if method == "exact" else random.randint(6, 30)
            unit = random.choice(["1", "10", "0.01"])
            rows = [{"id": f"d{at}", "n": count} for at, count in enumerate(counts)]
            pot = {"id": "p", "amount": units * Decimal(unit), "steps": [{"share": {"by": "n"}}],
                   "rounding": {"method": method, "unit": unit, "residual": "largest"}}
            path.write_text(yaml({"allot": 1, "title": "t", "currency": "EUR", "districts": rows,
                                  "pots": [pot]}), encoding="utf-8")
            sheets.scenario(f"{method}, number {number}", str(path))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allot", required=True)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--brief", action="store_true", help="without the programmes")
    options = parser.parse_args()
    sheets = Sheets(options.allot)
    for path in sorted(EXAMPLES.glob("*/*.yaml")):
        sheets.scenario(path.name, str(path), most=SHOWN)
    with tempfile.TemporaryDirectory() as folder:
        all_methods(sheets, options.seed, pathlib.Path(folder))
        random_programmes(sheets, options, pathlib.Path(folder))
    sheets.missing()
    print(dict(sheets.count))
    print("\n".join(sheets.found[:20]))
    return 1 if sheets.found else 0


if __name__ == "__main__":
    sys.exit(main())
