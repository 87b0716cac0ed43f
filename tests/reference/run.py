#!/usr/bin/env python3
"""Holds the program against the independent reference, exactly.

    run.py --allot BINARY --count 2000 --seed 1

Runs the worked examples and then random programmes. A difference prints the programme and both
answers; the exit code is 1 if there was one.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import kept  # noqa: E402
import programmes  # noqa: E402
import worked  # noqa: E402
from reference import evaluate, payments  # noqa: E402
from roundings import Infeasible  # noqa: E402
from yaml_text import yaml  # noqa: E402

ENOUGH = 400  # programmes, to meet every corner

PAYERS = ("ratable", "scale_above_floor", "scale_gains", "top_up")

# Where one condition can be called by more than one name.
SAME = {
    "pot_not_multiple": {"pot_not_multiple", "not_exact"},
    "bounds_after_rounding": {"bounds_after_rounding", "not_exact"},
    "floor_not_payable": {"floor_not_payable", "minimums_too_high"},
    "residual_negative": {"residual_negative", "bounds_after_rounding"},
    "too_few_units": {"too_few_units", "minimums_too_high"},
}


class Answer:
    """What the program says: the JSON, or the names of its errors."""

    def __init__(self, allot, path, options):
        run = subprocess.run([allot, "run", path, "--all", "-f", "json", "--diagnostics", "json", *options],
                             capture_output=True, text=True, check=False)
        self.code = run.returncode
        self.stderr = run.stderr
        self.json = None
        self.kinds = []
        self.warnings = []
        if run.stderr.lstrip().startswith("["):
            self.warnings = [d["name"] for d in json.loads(run.stderr) if d["severity"] == "warning"]
        if run.returncode == 0:
            self.json = json.loads(run.stdout, parse_float=Decimal, parse_int=Fraction)
        elif run.stderr.lstrip().startswith("["):
            self.kinds = [d["name"] for d in json.loads(run.stderr) if d["severity"] == "error"]


def differences(scenario, expected, answer):
    """Lines of text, none where both say the same."""
    if isinstance(expected, Infeasible):
        if answer.code != 3:
            return [f"reference: {expected}; program: exit code {answer.code}"]
        allowed = set().union(*(SAME.get(k, {k}) for k in expected.kinds))
        if not allowed & set(answer.kinds):
            return [f"reference: {expected}; program: {answer.kinds}"]
        return []
    if answer.code != 0:
        return [f"reference: feasible; program: exit code {answer.code} {answer.kinds}"]
    pots, prior = expected
    found = []

    def hold(what, mine, theirs):
        theirs = Fraction(theirs) if isinstance(theirs, Decimal) else theirs
        if mine != theirs:
            found.append(f"{what}: reference {show(mine)}, program {show(theirs)}")

    ids = [d["id"] for d in scenario.get("districts", scenario.get("recipients"))]
    rows = {d["id"]: d for d in answer.json["districts"]}
    hold("districts", sorted(ids), sorted(rows))
    if found:
        return found
    for at, id_ in enumerate(ids):
        row = rows[id_]
        if prior is not None:
            hold(f"prior of {id_}", shown(prior[at], row["prior"]), row["prior"])
        hold(f"budget of {id_}", sum(p.budgets[at] for p in pots.values()), row["budget"])
        cells = {p["id"]: p for p in row["pots"]}
        for pot in pots.values():
            cell = cells.get(pot.id, {"budget": 0, "exact": "0"})
            hold(f"budget of {id_} in {pot.id}", pot.budgets[at], cell["budget"])
            hold(f"exact of {id_} in {pot.id}", pot.x[at], Fraction(cell["exact"] or 0))
    budgets = [sum(p.budgets[at] for p in pots.values()) for at in range(len(ids))]
    mine = payments(scenario, budgets)
    for field in ("settlement", "payable", "paid", "open"):
        amounts = mine.get(field, [None] * len(ids))
        for id_, amount in zip(ids, amounts):
            hold(f"{field} of {id_}", amount, rows[id_].get(field))
        hold(f"{field} in all", sum(amounts) if field in mine else None, answer.json["total"].get(field))
    theirs = {p["id"]: p for p in answer.json["pots"]}
    for pot in pots.values():
        hold_pot(pot, theirs[pot.id], hold)
        check_tables(pot, ids, theirs[pot.id], found)
    mine = sorted((tie.facts(pot.id) for pot in pots.values() for tie in pot.all_ties), key=str)
    said = sorted(((t["pot"], int(t["units"]), tuple(t["tied"]),
                    tuple(t.get("taken_from", t["given"])), t["of"], t["name"],
                    t["for"], t["prior"]) for t in answer.json["ties"]), key=str)
    hold("ties", mine, said)
    kept.check(pots.values(), ids, answer, hold)
    return found


def hold_pot(pot, theirs, hold):
    hold(f"amount of {pot.id}", pot.amount, theirs["amount"])
    hold(f"budget of {pot.id}", sum(pot.budgets), theirs["budget"])
    hold(f"reserved of {pot.id}", sum(pot.reserves.values()), theirs["reserved"])
    hold(f"not_assigned of {pot.id}", pot.not_assigned, theirs["not_assigned"])
    hold(f"left_over of {pot.id}", pot.left_over, theirs["left_over"])
    hold(f"rates of {pot.id}", pot.rates, {
        int(row["step"]) - 1: (Fraction(row["rate"]), row["exact"] and Fraction(row["exact"]), row.get("receivers"),
                               row.get("abundant")) for row in theirs.get("rates", [])})
    top_ups = collections.Counter()
    for row in theirs.get("top_ups", []):
        top_ups[row["from"]] += row["amount"]
    passed = {row["to"]: row["amount"] for row in theirs.get("passed_on", [])}
    hold(f"top_ups of {pot.id}", no_zeros(pot.top_ups), no_zeros(top_ups))
    hold(f"passed_on of {pot.id}", no_zeros(pot.passed_on), no_zeros(passed))


def check_tables(pot, ids, theirs, found):
    """Both margins, and each cell within one unit of its exact value."""
    both = bool(pot.contributors and pot.years)
    order = pot.pot.get("split_order", ["district", "contributor", "year"])
    on_path = {"contributors": True, "years": not both}
    if both:
        first = set(order[:2])
        on_path = {"contributors": first == {"district", "contributor"}, "years": first == {"district", "year"}}
    for name, totals in (("contributors", pot.contributors), ("years", pot.years)):
        if not totals:
            continue
        parts = {p["id"]: p for p in theirs[name]}
        said = {k: Fraction(p["amount"]) for k, p in parts.items()}
        if said != totals:
            found.append(f"{name} of {pot.id}: reference {show(totals)}, program {show(said)}")
            continue
        cells = {k: {d["id"]: Fraction(d["budget"]) for d in p["districts"]} for k, p in parts.items()}
        if sum(pot.top_ups.values()):
            continue
        unit = pot.rounding.unit
        for at, id_ in enumerate(ids):
            row = sum(c.get(id_, 0) for c in cells.values())
            if row != pot.budgets[at]:
                found.append(f"{name} of {pot.id}: row {id_} is {show(row)}, not {show(pot.budgets[at])}")
        if on_path[name]:
            found += far_cells(pot, ids, name, totals, cells)
        for k in cells:
            column = sum(cells[k].values())
            exact = sum(pot.budgets) * totals[k] / pot.amount if pot.amount else Fraction(0)
            whole = sum(pot.budgets) == pot.amount
            if not whole and not on_path[name]:
                continue
            if (whole and column != totals[k]) or abs(column - exact) >= 2 * unit:
                found.append(f"{name} of {pot.id}: column {k} is {show(column)}, exactly {show(exact)}")


def far_cells(pot, ids, name, totals, cells):
    """Cells one unit or more from their exact value; a year's share is its weight's or its sum's."""
    shares = [{k: v / pot.amount if pot.amount else 0 for k, v in totals.items()}]
    if name == "years":
        rule = pot.pot["tranches"]
        weights = [Fraction(w) for w in rule.get("weights", ["1"] * len(rule["years"]))]
        shares.append({y: w / sum(weights) for y, w in zip(rule["years"], weights)})
    readings = []
    for share in shares:
        readings.append([f"{name} of {pot.id}: {id_} of {k} is {show(cells[k].get(id_, 0))}, exactly "
                         f"{show(pot.budgets[at] * share[k])}" for at, id_ in enumerate(ids) for k in cells
                         if abs(cells[k].get(id_, 0) - pot.budgets[at] * share[k]) >= pot.rounding.unit])
    return min(readings, key=len)


def shown(exact, printed):
    """What is printed, where it is the exact value, up or down to the printed decimals."""
    if exact is None or not isinstance(printed, (Decimal, Fraction)):
        return exact
    decimals = -printed.as_tuple().exponent if isinstance(printed, Decimal) else 0
    near = abs(exact - Fraction(printed)) < Fraction(1, 10**decimals)
    return Fraction(printed) if near else exact


def no_zeros(amounts):
    return {k: Fraction(v) for k, v in amounts.items() if v != 0}


def show(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {show(v)}" for k, v in value.items()) + "}"
    return str(value)


def answer_of(scenario, files):
    try:
        return evaluate(scenario, files)
    except Infeasible as wrong:
        return wrong


class Runner:
    def __init__(self, options, folder):
        self.options, self.folder = options, pathlib.Path(folder)
        self.count = collections.Counter()
        self.kinds = collections.Counter()
        self.corners = collections.Counter()

    def one(self, title, scenario, files):
        for name, text in files.items():
            text = yaml(text) if isinstance(text, dict) else text
            (self.folder / name).write_text(text, encoding="utf-8")
        path = self.folder / "programme.yaml"
        path.write_text(yaml(scenario), encoding="utf-8")
        expected = answer_of(scenario, files)
        found = []
        if self.options.allot:
            answer = Answer(self.options.allot, str(path), self.flags())
            found = differences(scenario, expected, answer)
        feasible = not isinstance(expected, Infeasible)
        self.count["feasible" if feasible else "infeasible"] += 1
        if feasible:
            self.met(expected[0].values())
        else:
            self.kinds[expected.kind] += 1
        if found:
            self.count["different"] += 1
            self.report(title, scenario, files, found, answer)
        return expected, not found

    def met(self, pots):
        """Counts the corners that random programmes must have been in."""
        for pot in pots:
            kind = "open" if pot.open else "fixed"
            for bound in pot.watched:
                undone = set(bound.undone().values())
                self.corners[f"{bound.name} undone"] += bool(undone)
                self.corners["a maximum that a later step gives more than"] += bool(bound.given())
                self.corners["some still held in the end"] += 0 < len(bound.still_held(pot.x)) < len(bound.held)
            self.corners[f"dropped, {kind}"] += pot.dropped > 0
            self.corners[f"rounded by a step, {kind}"] += pot.rounded > 0
            self.corners["dropped to a reserve"] += any(amount for _, amount in pot.named)
            self.corners["dropped before tiers"] += pot.dropped > 0 and bool(pot.tiered)
            self.corners["floors rounded up take units from others"] += any(pot.moved)
            self.met_floors(pot)
            self.corners[f"top-up, {kind}"] += bool(pot.top_ups)
            self.corners[f"two payers, {kind}"] += len(pot.top_ups) > 1
            self.corners["a pot for some"] += "where" in pot.pot.get("participation", {})
            for step in pot.pot["steps"]:
                step_kind = next(k for k in step if k != "label")
                for field in ("where", "within"):
                    if field in step[step_kind]:
                        self.corners[f"{step_kind} {field}"] += 1
            self.met_rates(pot)
            if pot.tiered:
                self.corners["top-up before tiers"] += bool(pot.top_ups)
                odd = not pot.open and (pot.amount / pot.rounding.unit).denominator != 1
                self.corners["top-up and part of a unit before tiers"] += bool(pot.top_ups) and odd
                self.corners["two payers before tiers"] += len(pot.top_ups) > 1
                self.corners["tables of a top-up before tiers"] += bool(pot.top_ups) and bool(
                    pot.contributors or pot.years)
            self.corners[f"top-up cut in part, {kind}"] += bool(pot.top_ups) and any(pot.released)
            self.corners[f"top-up cut away, {kind}"] += not pot.top_ups and any(pot.released)
            self.corners[f"two payers cut, {kind}"] += sum(part > 0 for part in pot.released) > 1

    def met_rates(self, pot):
        for at, (rate, exact, receivers, abundant) in pot.rates.items():
            name = "a share by a rate" if receivers is None else "equalisation"
            self.corners[f"{name} rounded down"] += exact is not None and rate < exact
            self.corners[f"{name} rounded up"] += exact is not None and rate > exact
            if receivers is not None:
                self.corners["a base of the file"] += exact is None
                self.corners["some receive nothing by a base"] += 0 < abundant < receivers + abundant
                self.corners["a base for part of the year"] += pot.inside()
    def met_floors(self, pot):
        """Floors of every form with every payer that an open pot or another one may have."""
        for step in pot.pot["steps"]:
            floor = step.get("hold_harmless", {})
            payer = "top_up" if isinstance(floor.get("paid_by"), dict) else floor.get("paid_by")
            for form in ("percent_of_loss", "floor"):
                for by in PAYERS:
                    self.corners[f"{form} paid by {by}"] += form in floor and payer == by
            bounds = str([step.get("limit", {}), floor.get("floor", "")])
            for several in ("greatest_of", "least_of"):
                self.corners[several] += several in bounds
                self.corners[f"{several}, some without a prior year"] += (
                    several in bounds and "percent_of_prior" in bounds and None in (pot.prior or []))
            self.corners["a column of percentages"] += "percent_of_prior': {" in str(step)

    def flags(self):
        return [] if self.options.stage == 1 else ["--all"]

    def report(self, title, scenario, files, found, answer):
        print(f"--- {title}")
        if self.options.brief:
            print("   " + found[0])
            return
        print(yaml(scenario))
        for name, text in files.items():
            print(f"{name}:\n{yaml(text) if isinstance(text, dict) else text}")
        print("\n".join(found))
        for pot in (answer.json or {}).get("pots", []):
            print({k: show(v) for k, v in pot.items() if k not in ("contributors", "years")})
        for row in (answer.json or {}).get("districts", []):
            print({k: show(v) for k, v in row.items() if k in ("id", "budget")},
                  [(p["id"], str(p["budget"]), p["exact"]) for p in row["pots"]])
        if answer.code:
            print(answer.stderr)
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allot", help="without it the reference alone is tried")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this programme of the seed alone")
    parser.add_argument("--stage", type=int, default=2, help="1: share, flat, rate and top_slice only")
    parser.add_argument("--brief", action="store_true", help="one line for each difference")
    parser.add_argument("--stop", type=int, default=5, help="after so many differences")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(options, folder)
        wrong = 0
        if options.only is None:
            wrong = worked.run(runner, options.stage)
        runner.corners.clear()
        numbers = range(options.count) if options.only is None else [options.only]
        for at in numbers:
            maker = programmes.Programme(f"{options.seed}-{at}", options.stage)
            scenario, files = maker.make()
            runner.one(f"seed {options.seed}, number {at}", scenario, files)
            if runner.count["different"] >= options.stop:
                break
    print(dict(runner.count), dict(runner.kinds), f"worked examples wrong: {wrong}")
    print(dict(runner.corners))
    never = [corner for corner, times in runner.corners.items() if not times]
    if options.only is None and options.stage > 1 and options.count >= ENOUGH and never:
        print("no programme has:", "; ".join(never))
        return 1
    return 1 if wrong or runner.count["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
