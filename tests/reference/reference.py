"""An independent answer to what a scenario gives to whom: slow, obvious, in exact fractions.

It shares nothing with the program but the description of the format. A scenario is a dict as YAML
would give it, with every number as its text; `files` holds the tables that it names, as text, and
the scenarios, as dicts.
"""

import csv
import datetime
import io
from fractions import Fraction

from keys import is_of_shares, key
from pot import Pot
from roundings import Infeasible, floor, half_up, ties_at_cut
from values import Table, date, number


def prior_of(scenario, table, rule, files, ties=None):
    """Of each district; the ties of a rule are added to `ties`."""
    if "column" in rule:
        return table.column(rule["column"])
    if "scenario" in rule:
        other = files[rule["scenario"]]
        pots, _ = evaluate(other)
        ids = [row["id"] for row in other["districts"]]
        sums = {id_: sum(p.budgets[at] for p in pots.values()) for at, id_ in enumerate(ids)}
        return [sums[i] for i in table.ids]
    if "steps" in rule:
        pot = {"id": "prior", "amount": rule["amount"], "steps": rule["steps"]}
        if "rounding" in rule:
            pot["rounding"] = rule["rounding"]
        amount = None if rule["amount"] == "open" else number(rule["amount"])
        done = Pot(scenario, table, pot, amount, {}, None).run()
        for tie in done.ties() if ties is not None else []:
            tie.prior = True
            ties.append(tie)
        return done.budgets
    rows = list(csv.DictReader(io.StringIO(files[rule["table"]])))
    found = {}
    for row in rows:
        new = row[rule.get("becomes", rule["id"])]
        amount = row[rule["amount"]]
        if amount == "":
            found.setdefault(new, None)
            continue
        part = number(row[rule["part"]]) if "part" in rule else Fraction(1)
        found[new] = (found.get(new) or Fraction(0)) + part * number(amount)
    if set(found) - set(table.ids):
        raise Infeasible("vanished_district")
    if set(table.ids) - set(found):
        raise Infeasible("new_district")
    return [found[i] for i in table.ids]


def contributions(pot, unit):
    """The amount of the pot, what each pays, rounded by largest remainder, and the ties of it: by
    the largest amount, then by id."""
    people = pot["contributors"]
    exact = {}

    def cash(person):
        if "amount" in person:
            return number(person["amount"])
        if "match" in person:
            other = next(p for p in people if p["id"] == person["of"])
            value = number(person["match"]) * cash(other)
            return min(value, number(person["at_most"])) if "at_most" in person else value
        return Fraction(0)

    for person in people:
        exact[person["id"]] = cash(person)
    percent = sum(number(p["percent"]) for p in people if "percent" in p)
    if percent >= 1:
        raise Infeasible("contributions")
    whole = sum(exact.values()) / (1 - percent)
    for person in people:
        if "percent" in person:
            exact[person["id"]] = number(person["percent"]) * whole
    units = half_up(whole / unit)
    given = {k: floor(v / unit) for k, v in exact.items()}
    rest = {k: exact[k] / unit - given[k] for k in exact}
    order = sorted(exact, key=lambda k: (-rest[k], -exact[k], k.encode()))
    count = units - sum(given.values())
    for k in order[:count]:
        given[k] += 1
    ties = ties_at_cut([(rest[k], k) for k in order[:count]], [(rest[k], k) for k in order[count:]])
    for tie in ties:
        tie.of = "contributors"
    return units * unit, {k: n * unit for k, n in given.items()}, ties


def tranches(pot, amount, unit):
    years = pot["tranches"]["years"]
    weights = [number(w) for w in pot["tranches"].get("weights", ["1"] * len(years))]
    if (amount / unit).denominator != 1:
        raise Infeasible("pot_not_multiple")
    result, before, so_far = {}, 0, Fraction(0)
    for year, weight in zip(years, weights):
        so_far += weight
        after = half_up(amount / unit * so_far / sum(weights))
        result[year] = (after - before) * unit
        before = after
    return result


def amount_by_date(scenario, dates):
    if "period" in scenario:
        at = date(scenario["period"]["from"])
    elif "year" in scenario:
        at = datetime.date(int(str(scenario["year"])[:4]), 1, 1)
    else:
        raise Infeasible("amount_unknown")
    fit = [d for d in dates if date(d) <= at]
    if not fit or dates[max(fit)] == "unknown":
        raise Infeasible("amount_unknown")
    return number(dates[max(fit)])


def counted(step):
    """The keys that a step, or a bound of it, wants counts of."""
    for kind, fields in step.items():
        if kind == "share" and "rate" in fields:
            yield fields["by"]
        if kind == "equalise":
            yield from (fields["need"], fields["capacity"])
        yield from named_per(fields)


def named_per(value):
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for name, part in parts:
        if name == "per":
            yield part
        else:
            yield from named_per(part)


def check_counts(scenario, pots):
    for name in [name for pot in pots for step in pot["steps"] for name in counted(step)]:
        if is_of_shares(scenario, name):
            raise Infeasible("key_of_shares", name)


def check_closed(scenario, table):
    """Keys that no step uses must close, too."""
    for name, definition in scenario.get("keys", {}).items():
        if "shares" in definition:
            key(scenario, table, name, [])


def evaluate(scenario, files=None):
    """The pots by id, and the prior amounts (None where there are none)."""
    table = Table(scenario.get("districts", scenario.get("recipients")))
    pots = {p["id"]: p for p in scenario["pots"]}
    check_counts(scenario, pots.values())
    priors, prior_ties = {}, {}
    for id_, pot in pots.items():
        rule = pot.get("prior") or (scenario.get("prior") if len(pots) == 1 else None)
        if rule:
            prior_ties[id_] = []
            priors[id_] = prior_of(scenario, table, rule, files, prior_ties[id_])
    amounts, shares, problems = {}, {}, []
    for id_, pot in pots.items():
        if isinstance(pot["amount"], dict) and "part" in pot["amount"]:
            of = pot["amount"]["of"]
            shares[of] = shares.get(of, Fraction(0)) + number(pot["amount"]["part"])
    if any(s > 1 for s in shares.values()):
        raise Infeasible("parts_exceed_pot")

    def amount_of(id_):
        if id_ in amounts:
            return amounts[id_]
        pot = pots[id_]
        unit = number(pot.get("rounding", {}).get("unit", "0.01" if "currency" in scenario else "1"))
        amount = pot["amount"]
        if amount == "open":
            result = None
        elif amount == "contributors":
            result = contributions(pot, unit)[0]
        elif not isinstance(amount, dict):
            result = number(amount)
        elif "by_date" in amount:
            result = amount_by_date(scenario, amount["by_date"])
        else:
            result = number(amount["part"]) * amount_of(amount["of"])
            if (result / unit).denominator != 1:
                problems.append(Infeasible("part_not_whole"))
        amounts[id_] = result
        return result

    for id_ in pots:
        amount_of(id_)
    started = {}
    for id_, pot in pots.items():
        passed = {p["id"]: amounts[p["id"]] for p in scenario["pots"]
                  if isinstance(p["amount"], dict) and p["amount"].get("of") == id_}
        started[id_] = Pot(scenario, table, pot, amounts[id_], passed, priors.get(id_))
    all_of(started.values(), Pot.check, problems)
    check_closed(scenario, table)
    all_of(started.values(), Pot.run, [])
    results = {}
    for id_, done in started.items():
        pot, unit = done.pot, done.rounding.unit
        done.contributors, done.all_ties = {}, done.ties() + prior_ties.get(id_, [])
        if "contributors" in pot:
            _, done.contributors, ties = contributions(pot, unit)
            done.all_ties += ties
        done.years = tranches(pot, done.amount, unit) if "tranches" in pot else {}
        results[id_] = done
        close(done)
    return results, prior_shown(scenario, table, priors, files)


def payments(scenario, budgets):
    """By field, for each district: what is paid besides the budgets, what that makes payable, what
    has been paid, and what is open; only those that a pot asks for."""
    table = Table(scenario.get("districts", scenario.get("recipients")))

    def summed(field):
        columns = [table.column(pot[field]["column"]) for pot in scenario["pots"] if field in pot]
        return [sum(cell or 0 for cell in cells) for cells in zip(*columns)] if columns else None

    found = {"settlement": summed("settle"), "paid": summed("paid")}
    due = budgets
    if found["settlement"] is not None:
        due = found["payable"] = [b + s for b, s in zip(budgets, found["settlement"])]
    if found["paid"] is not None:
        found["open"] = [d - p for d, p in zip(due, found["paid"])]
    return {field: amounts for field, amounts in found.items() if amounts is not None}


def all_of(pots, act, problems):
    """Does it to all, and reports the problems of all."""
    for pot in pots:
        try:
            act(pot)
        except Infeasible as wrong:
            problems.append(wrong)
    if problems:
        problems[0].kinds = {p.kind for p in problems}
        raise problems[0]


def prior_shown(scenario, table, priors, files):
    if "prior" in scenario:
        return prior_of(scenario, table, scenario["prior"], files)
    if len(priors) < len(scenario["pots"]):
        return None
    result = []
    for at in range(len(table.ids)):
        defined = [p[at] for p in priors.values() if p[at] is not None]
        result.append(sum(defined) if defined else None)
    return result


def close(pot):
    """In = out plus named left-overs."""
    money_in = pot.amount + sum(pot.top_ups.values())
    out = sum(pot.budgets) + sum(pot.reserves.values()) + sum(pot.passed_on.values())
    assert money_in == out + pot.not_assigned + pot.left_over, pot.id
