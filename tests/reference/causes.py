#!/usr/bin/env python3
"""Holds the causes that the program tells against Shapley values of an independent kind.

    causes.py --allot BINARY --count 300 --seed 1

Each pair of random scenarios, or of a scenario and the rule of the year before, is made of four
factors, so that every mixture of the two can be written down as a scenario of its own; the
independent reference says what it gives to whom. Every use of a column has a column of its own in
it, with the numbers of the side that its counts are of; own and others' counts are mixed by writing
the table anew for each district. All is compared as fractions, and the rounded lines must add up to
the shift. What the sheet of a district says of changed rules is held against the files.
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

from pairs import Mixture, Pair, is_told_apart, kind_of, parts_of  # noqa: E402
from reference import evaluate  # noqa: E402
from roundings import Infeasible  # noqa: E402
from yaml_text import yaml  # noqa: E402

FACTORS = ["pot", "counts", "rule", "participation"]


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
        pots, _ = evaluate(Mixture(pair, sides, own).scenario())
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
    for players in ([split] if is_told_apart(pair) else []) + [whole]:
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


def told(allot, folder, pair):
    """The causes by district, and the shift; nothing where the program refuses."""
    paths = []
    for name, scenario in pair.files().items():
        paths.append(pathlib.Path(folder) / name)
        paths[-1].write_text(yaml(scenario), encoding="utf-8")
    one_file = pair.prior_rule or pair.prior_file
    command = [allot, *(["run", paths[-1]] if one_file else ["compare", *paths]), "--causes", "--all", "-f", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return None, run.stderr
    answer = json.loads(run.stdout, parse_float=Decimal, parse_int=Fraction)
    if one_file:
        return {row["id"]: (row["causes"], row["shift"]) for row in answer["districts"]}, run.stderr
    sides = {row["id"]: row["against"][0] for row in answer["districts"]}
    return {id_: (side["causes"], side["difference"]) for id_, side in sides.items()}, run.stderr


def differences(pair, players, values, answer):
    found = []
    for id_, (causes, shift) in answer.items():
        lines = {c["factor"]: c for c in causes}
        for at, player in enumerate(players):
            mine = shapley(players, values, at, id_)
            name = "_and_".join(player)
            line = lines.get(name)
            if line is None or Fraction(line["exact"]) != mine:
                found.append(f"{id_}: {name}: reference {mine}, program {line}")
        total = sum(c["amount"] for c in causes)
        if total != shift:
            found.append(f"{id_}: the lines add to {total}, the shift is {shift}")
    return found


def sheet_of(allot, folder, id_):
    """The lines of the shift on the sheet of a district."""
    run = subprocess.run([allot, "explain", pathlib.Path(folder) / "1.yaml", id_, "-f", "json"],
                         capture_output=True, text=True, check=True)
    shift = json.loads(run.stdout, parse_float=Decimal, parse_int=Fraction)["shift"]
    return {line["factor"]: line for line in shift["causes"]}


OF_STEP = re.compile(r"`(\w+)` of `(\w+)`(?: in pot `p(\d)`)?")
OF_POT = re.compile(r"`(\w+)`(?: in pot `p(\d)`)?")


def untrue(pair, lines):
    """What the sheet says of rules, held against the two files."""
    rule = lines.get("rule")
    if rule is None:
        return []
    if not rule["detail"]:
        return ["the rules did something, and nothing is said of them"] if Fraction(rule["exact"]) else []
    was, now = (side["rule"] for side in pair.sides)
    names = rule["detail"].partition("other ")[2] if "same steps" in rule["detail"] else ""
    found = []
    for name in names.rpartition(" and ")[0].split(", ") if " more" in names else names.split(", "):
        step, field = OF_STEP.fullmatch(name), OF_POT.fullmatch(name)
        if step:
            sides = [[s[step[2]].get(step[1]) for p in at(side, step[3]) for s in p["steps"] if step[2] in s]
                     for side in (was, now)]
        elif field:
            sides = [[p.get(field[1]) for p in at(side, field[2])] for side in (was, now)]
        elif name.startswith("key "):
            key = name[5:-1]
            sides = [whole_key(side["keys"], key) for side in (was, now)]
        elif name.startswith("order of steps"):
            sides = [[list(map(kind_of, p["steps"])) for p in side["pots"]] for side in (was, now)]
        elif name.startswith("districts in the groups"):
            sides = [side["group_of"] for side in (was, now)]
        else:
            sides = [None, None] if name else [0, 1]
        if sides[0] == sides[1]:
            found.append(f"{rule['detail']}: {name} is the same")
    return found


def at(rule, pot):
    return rule["pots"] if pot is None else [rule["pots"][int(pot)]]


def whole_key(keys, name):
    """The key with all that it is made of."""
    if name not in keys:
        return name
    return keys[name], [whole_key(keys, part) for part in parts_of(keys[name])]


# What each run must have met, so that it says something of it.
NEEDED = ["own counts", "counts", "clash", "prior rule", "prior scenario", "two uses that differ", "unused key that changes",
          "claims that change, own counts", "claims that change, with a limit", "claims that change, part-year",
          "nothing changed", "groups, cells that change, counts", "groups, a year apart", "groups, other rows",
          "rules on a sheet"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allot", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this pair of the seed alone, printed")
    options = parser.parse_args()
    counted, failed = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for at in range(options.count) if options.only is None else [options.only]:
            pair = Pair(random.Random(f"{options.seed}-{at}"))
            if options.only is not None:
                print(*(yaml(scenario) for scenario in pair.files().values()), sep="\n")
            try:
                ends = [evaluated(pair, on, None) for on in (set(), set(FACTORS))]
                players, values = game_of(pair) if None not in ends else (None, None)
            except Infeasible:
                players = None
            if players is None:
                counted["infeasible"] += 1
                continue
            answer, errors = told(options.allot, folder, pair)
            found = differences(pair, players, values, answer) if answer else [errors]
            if pair.prior_rule or pair.prior_file:
                lines = sheet_of(options.allot, folder, pair.ids[0])
                found += untrue(pair, lines)
                counted["rules on a sheet"] += bool(lines.get("rule", {}).get("detail"))
            kind = "own counts" if len(players) == 5 else "counts" if len(players) == 4 else "clash"
            kinds = [kind, *pair.kinds(kind)]
            counted.update(kinds)
            if found:
                failed.update(["pairs", *kinds])
                print(f"--- seed {options.seed}, number {at}: {', '.join(kinds)}", *found, sep="\n")
    print(dict(counted), f"different: {dict(failed)}")
    missing = [] if options.only is not None else [k for k in NEEDED if not counted[k]]
    if missing:
        print("not met:", *missing)
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
