#!/usr/bin/env python3
"""Holds the causes that `compare --causes` tells against Shapley values of an independent kind.

    causes.py --allot BINARY --count 300 --seed 1

Each pair of random scenarios is made of four factors, so that every mixture of the two can be
written down as a scenario of its own; the independent reference says what it gives to whom. Own and
others' counts are mixed by writing the table anew for each district. All is compared as fractions,
and the rounded lines must add up to the shift.
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

from reference import evaluate  # noqa: E402
from roundings import Infeasible  # noqa: E402
from yaml_text import Id, yaml  # noqa: E402

FACTORS = ["pot", "counts", "rule", "participation"]
COLUMNS = ["intake", "staff"]


class Pair:
    """Two scenarios, and all between them."""

    def __init__(self, source):
        self.r = source
        self.ids = [f"d{at}" for at in range(source.randint(2, 5))]
        self.pots = source.choice([1, 1, 2])
        self.shared = {f for f in FACTORS if source.random() < 0.25}
        self.renamed = source.random() < 0.5
        self.sides = [self.side()]
        self.sides.append({f: self.sides[0][f] if f in self.shared else v for f, v in self.side().items()})

    def side(self):
        return {"pot": [str(self.r.randint(20, 3000)) for _ in range(self.pots)], "counts": self.counts(),
                "rule": [self.rule() for _ in range(self.pots)],
                "participation": [self.people() for _ in range(self.pots)]}

    def counts(self):
        return {id_: {name: str(self.r.choice([0, 1, 3, 8, 15, 40])) for name in COLUMNS} for id_ in self.ids}

    def people(self):
        if self.r.random() < 0.7:
            return None
        return [Id(id_) for id_ in self.ids if self.r.random() < 0.8] or [Id(self.ids[0])]

    def rule(self):
        steps = []
        if self.r.random() < 0.3:
            steps.append({"top_slice": {"percent": "7 %", "to": "reserve"}})
        if self.r.random() < 0.4:
            steps.append({"flat": {"amount": str(self.r.randint(1, 60))}})
        if self.r.random() < 0.4:
            steps.append({"rate": {"amount": str(self.r.randint(1, 9)), "per": "staff"}})
        if not steps or self.r.random() < 0.8:
            share = {"by": "key"}
            if self.r.random() < 0.2:
                share["of"] = "all"
            steps.append({"share": share})
        if self.r.random() < 0.3:
            bound = self.r.choice(["minimum", "maximum"])
            part = self.r.choice(["5 %", "10 %"]) if bound == "minimum" else self.r.choice(["40 %", "60 %"])
            steps.append({"limit": {bound: {"percent_of_pot": part}}})
        return {"steps": steps, "key": self.key()}

    def key(self):
        kind = self.r.choice(["column", "column", "sum", "average", "shares", "blend"])
        if kind == "column":
            return {"column": "intake"}
        if kind == "sum":
            return {"sum": [{"weight": "1", "of": "intake"}, {"weight": "0.5", "of": "staff"}]}
        if kind == "average":
            return {"average": list(COLUMNS), "of": "counts", "weights": ["2", "1"]}
        if kind == "shares":
            return {"average": list(COLUMNS), "of": "shares"}
        return {"blend": [{"weight": "2/3", "of": "intake"}, {"weight": "1/3", "of": "staff"}]}

    def is_chain(self):
        kinds = {next(iter(step)) for side in self.sides for rule in side["rule"] for step in rule["steps"]}
        return "limit" not in kinds

    def scenario(self, on, own=None, rename=""):
        """`on` names the factors of the second scenario; `own` is a district whose numbers are of the
        other one than those of all others."""
        taken = {f: self.sides[f in on][f] for f in FACTORS}
        counts = dict(taken["counts"])
        if own is not None:
            counts[own] = self.sides["counts" not in on]["counts"][own]
        rows = [{"id": Id(id_), **counts[id_]} for id_ in self.ids]
        scenario = {"allot": "1", "title": "mixture", "period": {"from": "2026-01-01", "until": "2027-01-01"}}
        # Columns of other names pair through keys of the same name. And a column that one of the
        # scenarios does not use at all would belong to the rule.
        scenario["keys"] = {f"of_{name}": {"column": name} for name in COLUMNS}
        scenario["districts"] = rows
        scenario["pots"] = []
        for at in range(self.pots):
            rule = taken["rule"][at]
            if any("share" in step for step in rule["steps"]):  # the program evaluates unused keys, too
                scenario["keys"][f"key{at}"] = rule["key"]
            steps = [{k: dict(v, by=f"key{at}") if k == "share" else v for k, v in step.items()}
                     for step in rule["steps"]]
            pot = {"id": f"p{at}", "amount": taken["pot"][at], "steps": steps,
                   "rounding": {"unit": "1", "residual": "report"}}
            if taken["participation"][at] is not None:
                pot["participation"] = {"default": "none", "from": {"2026-01-01": taken["participation"][at]}}
            scenario["pots"].append(pot)
        return renamed(scenario, rename) if rename else scenario


def renamed(value, suffix):
    """The columns under other names, as of another year; keys pair them."""
    if isinstance(value, dict):
        return {(k + suffix if k in COLUMNS else k): renamed(v, suffix) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(v, suffix) for v in value]
    return value + suffix if value in COLUMNS else value


def worths(pair, players):
    """For each set of players the amounts by district; nothing if one of them cannot be paid."""
    found = {}
    for size in range(len(players) + 1):
        for chosen in itertools.combinations(range(len(players)), size):
            on = {factor for at in chosen for factor in players[at]}
            amounts = exact_amounts(pair, on)
            if amounts is None:
                return None
            found[frozenset(chosen)] = amounts
    return found


def exact_amounts(pair, on):
    sides = {"counts" if f == "others_counts" else f for f in on if f != "own_count"}
    apart = ("own_count" in on) != ("others_counts" in on)
    if not apart:
        return evaluated(pair, sides, None)
    amounts = {}
    for id_ in pair.ids:
        of_one = evaluated(pair, sides, id_)
        if of_one is None:
            return None
        amounts[id_] = of_one[id_]
    return amounts


def evaluated(pair, sides, own):
    try:
        pots, _ = evaluate(pair.scenario(sides, own))
    except Infeasible as wrong:
        if wrong.kind in ROUNDED_ONLY:
            raise
        return None
    return {id_: sum(p.x[at] for p in pots.values()) for at, id_ in enumerate(pair.ids)}


# The causes are of exact amounts: what only rounding cannot do does not count.
ROUNDED_ONLY = {"bounds_after_rounding", "residual_negative"}


def game_of(pair):
    split = [("pot",), ("own_count",), ("others_counts",), ("rule",), ("participation",)]
    whole = [(f,) for f in FACTORS]
    for players in ([split] if pair.is_chain() else []) + [whole]:
        values = worths(pair, players)
        if values:
            return players, values
    for size in range(2, len(whole) + 1):
        # In the order of the numbers whose bits are the players.
        sets = sorted(itertools.combinations(range(len(whole)), size), key=lambda s: sum(1 << p for p in s))
        for together in sets:
            first = together[0]
            players = [p for at, p in enumerate(whole) if at not in together or at == first]
            players[players.index(whole[first])] = tuple(whole[at][0] for at in together)
            values = worths(pair, players)
            if values:
                return players, values
    raise AssertionError("both scenarios can be paid")


def shapley(players, values, at, id_):
    n = len(players)
    total = Fraction(0)
    for order in itertools.permutations(range(n)):
        before = frozenset(order[:order.index(at)])
        total += values[before | {at}][id_] - values[before][id_]
    return total / math.factorial(n)


def told(allot, folder, pair, suffix):
    paths = []
    for at, on in enumerate((set(), set(FACTORS))):
        path = pathlib.Path(folder) / f"{at}.yaml"
        scenario = pair.scenario(on, rename=suffix if at else "")
        pair.r.shuffle(scenario["districts"])  # the order of rows is nothing to anybody
        path.write_text(yaml(scenario), encoding="utf-8")
        paths.append(str(path))
    run = subprocess.run([allot, "compare", *paths, "--causes", "--all", "-f", "json"], capture_output=True,
                         text=True, check=False)
    if run.returncode:
        return None, run.stderr
    return json.loads(run.stdout, parse_float=Decimal, parse_int=Fraction), run.stderr


def differences(pair, players, values, answer):
    found = []
    for row in answer["districts"]:
        against = row["against"][0]
        lines = {c["factor"]: c for c in against["causes"]}
        for at, player in enumerate(players):
            mine = shapley(players, values, at, row["id"])
            name = "_and_".join(player)
            line = lines.get(name)
            if line is None or Fraction(line["exact"]) != mine:
                found.append(f"{row['id']}: {name}: reference {mine}, program {line}")
        total = sum(c["amount"] for c in against["causes"])
        if total != against["difference"]:
            found.append(f"{row['id']}: the lines add to {total}, the shift is {against['difference']}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allot", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, help="print this pair")
    options = parser.parse_args()
    counted, wrong = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for at in range(options.count):
            pair = Pair(random.Random(f"{options.seed}-{at}"))
            if options.show == at:
                print(*(yaml(pair.scenario(on)) for on in (set(), set(FACTORS))), sep="\n")
            try:
                ends = [evaluated(pair, on, None) for on in (set(), set(FACTORS))]
                players, values = game_of(pair) if None not in ends else (None, None)
            except Infeasible:
                players = None
            if players is None:
                counted["infeasible"] += 1
                continue
            answer, errors = told(options.allot, folder, pair, "_2" if pair.renamed else "")
            found = differences(pair, players, values, answer) if answer else [errors]
            kind = "own counts" if len(players) == 5 else "counts" if len(players) == 4 else "clash"
            counted[kind] += 1
            if found:
                wrong += 1
                print(f"--- seed {options.seed}, number {at}", *found, sep="\n")
    print(dict(counted), f"different: {wrong}")
    missing = {"own counts", "counts", "clash"} - set(counted)
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
