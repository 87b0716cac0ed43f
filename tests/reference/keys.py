"""Keys: the values of all districts, and what they are divided by."""

from fractions import Fraction
from math import prod

from roundings import Infeasible, Rounding, ceil, floor, half_up
from values import number


def key(scenario, table, name, ties=None):
    """The values of all, and the whole; the ties of rounded keys are added to `ties`, by key."""
    definition = scenario.get("keys", {}).get(name)
    if name == "equal":
        values, whole = [Fraction(1)] * len(table.ids), Fraction(len(table.ids))
    elif definition is None:
        values = table.full(name)
        whole = sum(values)
    else:
        values, whole = defined_key(scenario, table, definition, ties)
    if any(v < 0 for v in values):
        raise Infeasible("negative_weight", name)
    if definition is not None and "round" in definition:
        values, whole, found = rounded_key(table, values, whole, definition["round"])
        if ties is not None:
            ties[name] = [tie.named(table.ids, "key", name) for tie in found]
    return values, whole


def defined_key(scenario, table, definition, ties):
    if "column" in definition:
        values = table.full(definition["column"])
        return values, sum(values)
    if "shares" in definition:
        return published_key(table, definition)
    if "blend" in definition:
        parts = [(number(p["weight"]), p["of"]) for p in definition["blend"]]
        if sum(w for w, _ in parts) != 1:
            raise Infeasible("blend_weights")
        return mix(scenario, table, parts, ties), Fraction(1)
    if "sum" in definition:
        values = [Fraction(0)] * len(table.ids)
        for part in definition["sum"]:
            part = part if isinstance(part, dict) else {"of": part}
            weight = number(part.get("weight", 1))
            other, _ = key(scenario, table, part["of"], ties)
            values = [v + weight * o for v, o in zip(values, other)]
        return values, sum(values)
    if "average" in definition:
        return average(scenario, table, definition, ties)
    values = of_counts(scenario, table, definition)
    return values, sum(values)


def counts(scenario, table, name):
    """The values of all of a key that must be one of counts."""
    if is_of_shares(scenario, name):
        raise Infeasible("key_of_shares", name)
    return key(scenario, table, name)[0]


def is_of_shares(scenario, name):
    definition = scenario.get("keys", {}).get(name)
    if definition is None:
        return False
    if "round" in definition or "shares" in definition or "blend" in definition or definition.get("of") == "shares":
        return True
    return any(is_of_shares(scenario, part) for part in parts_of(definition))


def parts_of(definition):
    for make in ("blend", "sum", "average", "product"):
        if make in definition:
            return [p["of"] if isinstance(p, dict) else p for p in definition[make]]
    if "gap" in definition:
        return [definition["gap"]["need"], definition["gap"]["own"]]
    return [definition["brackets"]["of"]] if "brackets" in definition else []


def of_counts(scenario, table, definition):
    parts = [counts(scenario, table, name) for name in parts_of(definition)]
    if "product" in definition:
        return [prod(values) for values in zip(*parts)]
    if "gap" in definition:
        return [max(need - own, Fraction(0)) for need, own in zip(*parts)]
    return [in_brackets(value, definition["brackets"]) for value in parts[0]]


def in_brackets(value, rule):
    classes = [(number(at), number(factor)) for at, factor in rule["from"].items()]
    if rule["apply"] == "marginal":
        ends = [at for at, _ in classes[1:]] + [max(value, classes[-1][0])]
        return sum(factor * max(min(value, end) - at, 0) for (at, factor), end in zip(classes, ends))
    reached = [(at, factor) for at, factor in classes if at <= value]
    at, factor = reached[-1]
    if rule["apply"] == "interpolated":
        if len(reached) < len(classes):
            after, other = classes[len(reached)]
            factor = ((after - value) * factor + (value - at) * other) / (after - at)
        if "round" in rule:
            factor = in_units(factor / number(rule["round"]["unit"]), rule["round"]["method"]) * number(rule["round"]["unit"])
    return value * factor


def in_units(quotient, method):
    return {"half_up": half_up, "half_even": round, "down": floor, "up": ceil}[method](quotient)


def mix(scenario, table, parts, ties):
    values = [Fraction(0)] * len(table.ids)
    for weight, name in parts:
        other, whole = key(scenario, table, name, ties)
        if whole == 0:
            raise Infeasible("zero_weight", name)
        values = [v + weight * o / whole for v, o in zip(values, other)]
    return values


def average(scenario, table, definition, ties):
    names = definition["average"]
    weights = [number(w) for w in definition.get("weights", ["1"] * len(names))]
    if definition["of"] == "shares":
        return mix(scenario, table, [(w / sum(weights), n) for w, n in zip(weights, names)], ties), Fraction(1)
    missing = definition.get("missing", "error")
    values = []
    for at in range(len(table.ids)):
        total = there = Fraction(0)
        for weight, name in zip(weights, names):
            value = table.column(name)[at]
            if value is None and missing == "error":
                raise Infeasible("missing_cell", name)
            if value is None and missing == "skip":
                continue
            total += weight * (value or 0)
            there += weight
        if there == 0:
            raise Infeasible("missing_cell", names[0])
        values.append(total / there)
    return values, sum(values)


def published_key(table, definition):
    values = table.full(definition["shares"])
    whole = number(definition["adds_to"])
    texts = [str(row[definition["shares"]]) for row in table.rows]
    decimals = max(len(t.partition(".")[2]) for t in texts)
    gap = abs(sum(values) - whole)
    if gap == 0:
        return values, whole
    treatment = definition.get("if_not_closed", "error")
    if gap > len(values) * Fraction(1, 2 * 10**decimals) or treatment == "error":
        raise Infeasible("key_not_closed")
    if treatment == "normalise":
        return values, sum(values)
    if sum(values) > whole:
        raise Infeasible("key_not_closed")
    return values, whole


def rounded_key(table, values, whole, rule):
    if whole == 0:
        raise Infeasible("zero_weight")
    decimals = int(rule["decimals"]) + (2 if rule["unit"] == "percent" else 0)
    rounding = Rounding({**rule, "unit": Fraction(1, 10**decimals)}, table)
    units = [v / whole / rounding.unit for v in values]
    total = sum(units)
    everyone = range(len(units))
    if rounding.divisor:
        given = rounding.divide(floor(total), values, everyone)
    else:
        given = rounding.to_units(units, everyone, values, floor(total))
    rest = total - sum(given)
    result = [Fraction(n) for n in given]
    if rounding.residual == "largest" and rest:
        result[rounding.largest(units, everyone, values)] += rest
    elif isinstance(rounding.residual, tuple):
        result[table.ids.index(rounding.residual[1])] += rest
    if any(r < 0 for r in result):
        raise Infeasible("residual_negative")
    if sum(result) > total:
        raise Infeasible("key_not_closed")
    return [r * rounding.unit for r in result], Fraction(1), rounding.found


def uses_only(scenario, table, name):
    definition = scenario.get("keys", {}).get(name)
    if definition is None:
        return table.has(name)
    if "column" in definition or "shares" in definition:
        return table.has(definition.get("column", definition.get("shares")))
    parts = [part for part in parts_of(definition) if part != "equal"]
    return bool(parts) and all(uses_only(scenario, table, part) for part in parts)
