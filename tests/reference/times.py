"""Who takes part, and what part of the period."""

import datetime
from fractions import Fraction

from roundings import Infeasible
from values import date, empty


def spans(scenario, pot, table):
    """For each district its half-open spans within the period; none: it takes no part."""
    period = scenario.get("period")
    rule = pot.get("participation")
    if rule is None:
        return [[None]] * len(table.ids)
    if "where" in rule and not {"column", "from", "until"} & set(rule):
        return [[None] if meets(rule["where"], row) else [] for row in table.rows]
    begin, end = date(period["from"]), date(period["until"])
    found = []
    for row in table.rows:
        if "where" in rule and not meets(rule["where"], row):
            own = []
        elif "column" in rule:
            start = row.get(rule["column"])
            own = [] if empty(start) else [(date(start), end)]
        else:
            own = spans_of_events(rule, row["id"], begin, end)
        clipped = [(max(a, begin), min(b, end)) for a, b in own]
        found.append([(a, b) for a, b in clipped if a < b])
    return found


def meets(where, row):
    """Has one of the texts in each of the columns."""
    return all(row.get(column) in ([texts] if isinstance(texts, str) else texts)
               for column, texts in where.items())


def spans_of_events(rule, id_, begin, end):
    events = []
    for kind in ("from", "until"):
        for day, ids in rule.get(kind, {}).items():
            if id_ in ids:
                events.append((date(day), kind))
    events.sort()
    if not events:
        return [(begin, end)] if rule.get("default", "all") == "all" else []
    for (a, kind), (b, next_kind) in zip(events, events[1:]):
        if kind == next_kind or a == b:
            raise Infeasible("participation_dates", id_)
    result = []
    start = datetime.date.min if events[0][1] == "until" else None
    for day, kind in events:
        if kind == "from":
            start = day
        else:
            result.append((start, day))
            start = None
    if start is not None:
        result.append((start, datetime.date.max))
    return result


def part_of_year(scenario, rule, own):
    """Days, or months, of the spans over those of the period."""
    if own == [None]:
        return Fraction(1)
    begin, end = date(scenario["period"]["from"]), date(scenario["period"]["until"])
    days = [begin + datetime.timedelta(d) for d in range((end - begin).days)]
    covered = [any(a <= d < b for a, b in own) for d in days]
    if rule["unit"] == "day":
        return Fraction(sum(covered), len(days))
    months = {}
    for day, there in zip(days, covered):
        months.setdefault((day.year, day.month), []).append(there)
    started = {"counts": Fraction(1), "ignored": Fraction(0), "half": Fraction(1, 2)}
    count = Fraction(0)
    for month in months.values():
        if all(month):
            count += 1
        elif any(month):
            count += started[rule["started_month"]]
    return count / len(months)
