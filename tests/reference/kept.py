"""Bounds that a step has kept, to the end: who is beyond them then, and what the program says of it."""

import re
from fractions import Fraction

SPACE = "\u202f"
MOST_NAMED = 10


class KeptBound:
    """A minimum, maximum, floor or ceiling while later steps work on the pot."""

    def __init__(self, step, name, amounts, held, accepted, members, ids, or_nothing=False):
        self.ids, self.or_nothing = ids, or_nothing
        self.step, self.name, self.amounts, self.held = step, name, list(amounts), list(held)
        self.accepted, self.members = accepted, list(members)
        self.is_minimum = name in ("minimum", "floor", "smallest amount")
        self.by = {}  # of who is beyond it: the step that did it, and whether that gives

    def look(self, step, gives, x):
        for i in self.members:
            bound = self.amounts[i]
            beyond = bound is not None and (x[i] < bound if self.is_minimum else x[i] > bound)
            if not beyond or (self.or_nothing and x[i] == 0):
                self.by.pop(i, None)
            else:
                self.by.setdefault(i, (step, gives and not self.is_minimum))

    def undone(self):
        """District by district the step that broke it; giving more than a maximum breaks nothing."""
        return {i: step for i, (step, given) in self.by_id() if not given}

    def given(self):
        return {i: step for i, (step, given) in self.by_id() if given}

    def by_id(self):
        return sorted(self.by.items(), key=lambda item: self.ids[item[0]].encode())

    def still_held(self, x):
        return [i for i in self.held if x[i] == self.amounts[i]]

    def words(self):
        return f"{'below' if self.is_minimum else 'above'} the {self.name}"


def exact_text(value, decimals):
    """With all its decimals, if they are six at most; else cut."""
    own = next((n for n in range(7) if (value * 10**n).denominator == 1), None)
    decimals = decimals if own is None else max(own, decimals)
    scaled = value * 10**decimals
    whole = int(scaled)  # towards zero
    digits = f"{abs(whole) // 10**decimals:,}".replace(",", SPACE)
    digits += f".{abs(whole) % 10**decimals:0{decimals}}" if decimals else ""
    return ("\u2212" if whole < 0 else "") + digits + ("" if scaled.denominator == 1 else "…")


def step_text(pot, step):
    if step == len(pot["steps"]):
        return "`unclaimed: reallocate`"
    kind = next(k for k in pot["steps"][step] if k != "label")
    return f"step {step + 1}, `{pot['steps'][step].get('label', kind)}`"


def start(pot, step):
    label = pot["steps"][step].get("label")
    return (f"`{label}`" if label else step_text(pot, step)) + ": "


def listed(ids, districts):
    text = ", ".join(ids[i] for i in districts[:MOST_NAMED])
    more = len(districts) - MOST_NAMED
    return text if more <= 0 else f"{text} and {more} more"


def sentences(pot, ids, decimals):
    """What the notes must say in the end, in no order."""
    said = []
    for bound in pot.watched:
        undone = bound.undone()
        if not undone:
            continue
        by = ", ".join(step_text(pot.pot, step) for step in sorted(set(undone.values())))
        who = list(undone)
        if len(who) == 1:
            at = who[0]
            said.append(f"{start(pot.pot, bound.step)}{ids[at]} ends at {exact_text(pot.x[at], decimals)}, "
                        f"{bound.words()} of {exact_text(bound.amounts[at], decimals)}: {by} came after it.")
        else:
            beyond = sum(abs(pot.x[i] - bound.amounts[i]) for i in who)
            said.append(f"{start(pot.pot, bound.step)}{len(who)} districts end {bound.words()}, by "
                        f"{exact_text(beyond, decimals)} in all, {listed(ids, who)}: {by} came after it.")
        for step in set(undone.values()):
            mine = [i for i in who if undone[i] == step]
            count = "1 district ends" if len(mine) == 1 else f"{len(mine)} districts end"
            said.append(f"{start(pot.pot, step)}by it {count} {bound.words()} of "
                        f"{step_text(pot.pot, bound.step)}: {listed(ids, mine)}.")
    return said


def moved_sentence(pot, decimals):
    """What floors, rounded up, take from others; nothing where nobody has another number of units."""
    if not any(pot.moved):
        return []
    unit = pot.rounding.unit
    taken = sum(n for n in pot.moved if n > 0) * unit
    fewer = sum(n < 0 for n in pot.moved)
    places = next(n for n in range(19) if (unit * 10**n).denominator == 1)
    who = "1 district that has" if fewer == 1 else f"{fewer} districts that have"
    return [f"floors rounded up to {exact_text(unit, places)} took {exact_text(taken, max(places, decimals))}, "
            f"from {who} less than by largest remainder without them."]


def facts(pot, ids):
    """The same as the JSON has it."""
    kinds = {"minimum": "limit", "maximum": "limit", "floor": "hold_harmless", "ceiling": "gain_cap",
             "smallest amount": "drop_below"}
    return [{"step": Fraction(bound.step + 1), "kind": kinds[bound.name],
             "bound": "minimum" if bound.is_minimum else "maximum", "districts": Fraction(len(undone)),
             "first": [ids[i] for i in list(undone)[:MOST_NAMED]],
             "beyond": str(sum(abs(pot.x[i] - bound.amounts[i]) for i in undone)),
             "by_steps": [Fraction(step + 1) for step in sorted(set(undone.values()))]}
            for bound in pot.watched if (undone := bound.undone())]


def check(pots, ids, answer, hold):
    """Holds the notes, the facts and the warnings of a run against the end of all steps."""
    pots = list(pots)
    amount = str(answer.json["pots"][0]["budget"])
    decimals = len(amount.partition(".")[2])
    expected, found, moved = [], [], []
    for pot in pots:
        before = f"pot `{pot.id}`: " if len(pots) > 1 else ""
        expected += [before + each for each in sentences(pot, ids, decimals)]
        moved += [before + each for each in moved_sentence(pot, decimals)]
        theirs = next(p for p in answer.json["pots"] if p["id"] == pot.id)
        hold(f"bounds not kept of {pot.id}", facts(pot, ids), theirs.get("bounds_not_kept", []))
    for note in answer.json["notes"]:
        if note.endswith(" came after it.") or re.search(r": by it \d+ \w+ ends? (below|above) the ", note):
            found.append(note)
    hold("notes on bounds in the end", sorted(expected), sorted(found))
    hold("notes on floors rounded up", sorted(moved),
         sorted(note for note in answer.json["notes"] if "floors rounded up to" in note))
    hold("warnings", sum(bool(bound.undone()) and not bound.accepted for pot in pots for bound in pot.watched),
         answer.warnings.count("bound_not_kept"))
    check_held(pots, answer.json["notes"], hold)


def check_held(pots, notes, hold):
    """How many are held by a step, and how many of them still in the end."""
    for pot in pots:
        steps, bounds = pot.pot["steps"], {}
        for bound in pot.watched:
            bounds.setdefault(bound.step, {})[bound.name] = bound
        labels = {step.get("label"): at for at, step in enumerate(steps) if "label" in step}
        for note in notes:
            found = re.match(r"(?:pot `([^`]*)`: )?`([^`]*)`: (\d+) \w+ (?:at the|held at)", note)
            if not found or found[1] not in (None, pot.id) or found[2] not in labels:
                continue
            at = labels[found[2]]
            first = "minimum" if "at the minimum" in note.split(";")[0] else next(
                name for name in ("maximum", "floor", "ceiling") if name in bounds[at])
            hold(f"held by `{found[2]}`", len(bounds[at][first].held), int(found[3]))
            for name, bound in bounds[at].items():
                still, held = len(bound.still_held(pot.x)), len(bound.held)
                if at + 1 == len(steps) and pot.pot.get("unclaimed") != "reallocate":
                    still = held  # nothing came after it but its own rounding
                said = re.search(rf"in the end (\d+) of (\d+) still at the {name}(?=[;.])", note)
                hold(f"still {name} of `{found[2]}`", (still, held) if still != held else None,
                     (int(said[1]), int(said[2])) if said else None)
