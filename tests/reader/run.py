"""Computes budgets again from what `allot describe` says, and from nothing else.

    tests/reader/run.py --allot build/release/allot [SCENARIO...]

Without scenarios it reads those of the examples and of the goldens of `describe`.

A reader who has only the description must come to the same budgets. This one knows English: each
sentence that says how money moves is matched as a whole and done as it says, in exact fractions. A
sentence that it does not know is a failure, and so is a budget that is not that of `allot run`.
"""

import argparse
import csv
import datetime
import io
import math
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "golden"))
import run as golden  # noqa: E402

NUMBER = r"[−\d][\d./]*"


class NotUnderstood(Exception):
    pass


def number(text):
    text = text.replace("\u202f", "").replace("−", "-").replace("\\", "").strip(" *")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def plain(line):
    """A line of Markdown without its escapes, and with numbers in one piece."""
    return re.sub(r"\\(.)", r"\1", line).replace("\u202f%", " %").replace("\u202f", "")


class Page:
    """The description: sentences by heading, and tables by heading."""

    def __init__(self, text):
        self.sections, self.tables, heading = [], {}, ""
        for line in text.splitlines():
            if line.startswith("**"):
                heading = plain(line.strip("*"))
                self.sections.append((heading, []))
            elif line.startswith("|"):
                cells = [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
                self.tables.setdefault(heading, []).append(cells)
            elif line.startswith("- "):
                self.sections[-1][1].append(plain(line[2:]))
            elif line:
                self.sections.append(("", [plain(line)]))

    def sentences(self, heading):
        return [each for name, sentences in self.sections if name.startswith(heading) for each in sentences]

    def table(self, heading):
        for name, rows in self.tables.items():
            if name.startswith(heading):
                head, _, *body = rows
                return head, [row for row in body if "**Sum**" not in row]
        return [], []


WAYS = {"half up": "half_up", "half to even": "half_even", "down": "down", "up": "up"}


def said(pattern, sentence):
    return re.match(pattern + r"(?= |$)", sentence)


class Reader:
    def __init__(self, text):
        self.page = Page(text)
        head, rows = self.page.table("Districts") if self.page.table("Districts")[1] else self.page.table("Recipients")
        self.ids = [row[0] for row in rows]
        self.columns = {name: [row[i] for row in rows] for i, name in enumerate(head)}
        head, rows = self.page.table("Groups")
        self.group_ids = [row[0] for row in rows]
        self.group_columns = {name: [row[i] for row in rows] for i, name in enumerate(head)}
        self.keys, self.group_keys, self.gaps = {}, {}, {}
        for sentence in self.page.sentences("Keys"):
            self.read_key(sentence)
        self.periods = re.findall(r"The period is (\S+) to (\S+), both included", "\n".join(
            each for _, sentences in self.page.sections for each in sentences))
        self.amounts = {}

    # Keys.

    def values(self, name, groups=False):
        keys, columns = (self.group_keys, self.group_columns) if groups else (self.keys, self.columns)
        if name in keys:
            return keys[name]
        return [None if cell in ("", "–") else number(cell) for cell in columns[name]]

    def whole(self, name):
        return self.gaps.get(name) or sum(self.values(name))

    def read_key(self, sentence):
        groups = sentence.startswith("Of the groups: ")
        sentence = sentence.removeprefix("Of the groups: ")
        keys = self.group_keys if groups else self.keys
        name, rest = re.match(r"`([^`]*)` is (.*)", sentence).groups()
        if found := re.match(r"(?:the published )?column `([^`]*)`", rest):
            keys[name] = self.values(found[1], groups)
            if found := re.search(r"what is missing to (\S+) stays", rest):
                self.gaps[name] = number(found[1])
        elif made := self.made_of_counts(name, rest, groups):
            keys[name] = made
        else:
            over = re.match(r"\((.*?)\) / (" + NUMBER + ")", rest)
            parts = over[1] if over else rest.split(", each name")[0].split(". ")[0].rstrip(".")
            shares = "standing for its share" in rest
            total = [Fraction(0)] * len(self.group_ids if groups else self.ids)
            weights = list(total)
            for part in parts.split(" + "):
                weight, of = re.match(r"(?:(" + NUMBER + r") × )?`([^`]*)`", part).groups()
                weight, values = number(weight or "1"), self.values(of, groups)
                for i, value in enumerate(values):
                    if value is not None:
                        total[i] += weight * (value / (sum(values) if groups else self.whole(of)) if shares else value)
                        weights[i] += weight
            if over and "only the periods that are there count" in rest:
                total = [t / w for t, w in zip(total, weights)]
            elif over:
                total = [t / number(over[2]) for t in total]
            keys[name] = total
        if found := re.search(r"are rounded to multiples of (\S+ %) (.*?) before money", rest):
            self.round_key(name, number(found[1]), found[2], rest)

    def made_of_counts(self, name, rest, groups):
        """Products, gaps, brackets, and what is 1 for each; nothing where it is another key."""
        if said(r"1 for each in the file\.", rest):
            return [Fraction(1)] * len(self.group_ids if groups else self.ids)
        if found := said(r"(`[^`]*`(?: × `[^`]*`)+)\.", rest):
            factors = [self.values(of, groups) for of in re.findall(r"`([^`]*)`", found[1])]
            return [math.prod(values) for values in zip(*factors)]
        if found := said(r"`([^`]*)` − `([^`]*)`, and 0 where that is below 0\.", rest):
            return [max(need - own, Fraction(0)) for need, own in
                    zip(self.values(found[1], groups), self.values(found[2], groups))]
        found = re.match(r"(?P<whole>`(?P<a>[^`]*)` × the factor of the class)|"
                         r"(?P<parts>the sum over classes of what of `(?P<b>[^`]*)` is within the class)|"
                         r"(?P<line>`(?P<c>[^`]*)` × a factor that is linear between)", rest)
        if not found:
            return None
        classes = [(number(at), number(factor)) for at, factor in
                   re.findall(r"(" + NUMBER + r"): (\S+ %|\d+/\d+)", rest)]
        unit = re.search(r"The factor is rounded (.*?) to multiples of (\S+ %|\d+/\d+)\.", rest)

        def factor_at(value):
            at, low = [each for each in classes if each[0] <= value][-1]
            after = [each for each in classes if each[0] > value][:1]
            if not found["line"]:
                return low
            for end, high in after:
                low += (value - at) / (end - at) * (high - low)
            return each_rounded(low, number(unit[2]), WAYS[unit[1]]) if unit else low

        values = self.values(found["a"] or found["b"] or found["c"], groups)
        if not found["parts"]:
            return [value * factor_at(value) for value in values]
        ends = [at for at, _ in classes[1:]] + [max(values)]
        return [sum(factor * max(min(value, end) - at, 0) for (at, factor), end in zip(classes, ends))
                for value in values]

    def round_key(self, name, unit, how, rest):
        whole = self.whole(name)
        shares = [value / whole for value in self.keys[name]]
        method = {"by largest remainder": "largest", **WAYS}[how]
        if method == "largest":
            rounded = self.by_largest_remainder(shares, unit, sum(shares), self.keys[name], ["largest key", "id"])
        else:
            rounded = [each_rounded(share, unit, method) for share in shares]
        if "added to the largest share" in rest:
            rounded[shares.index(max(shares))] += 1 - sum(rounded)
        elif "one each to the largest shares" in rest:
            none = [None] * len(shares)
            self.one_each(shares, rounded, unit, each_rounded(sum(shares), unit, "down"), self.keys[name],
                          ["largest key", "id"], none, none)
        elif found := re.search(r"added to the share of (\S+),", rest):
            rounded[self.ids.index(found[1])] += 1 - sum(rounded)
        self.keys[name], self.gaps[name] = rounded, Fraction(1)

    # Pots.

    def budgets(self):
        pots = [name for name, _ in self.page.sections if re.match(r"Pot `", name)]
        in_all = [Fraction(0)] * len(self.ids)
        for heading in pots:
            pot = re.match(r"Pot `([^`]*)`", heading)[1]
            for i, budget in enumerate(self.pot(self.page.sentences(heading), pot)):
                in_all[i] += budget
        return in_all

    def prior(self, label, pot):
        for heading, sentences in self.page.sections:
            if heading.lower() == f"{label} of pot `{pot}`".lower():
                break
        else:
            sentences = self.page.sentences(label[0].upper() + label[1:]) or self.page.sentences(label)
        first = sentences[0]
        if found := re.search(r"are in column `([^`]*)`", first):
            return self.values(found[1])
        if "this rule gives" in first:
            return self.pot(sentences[1:], pot)
        for column in self.columns:
            if column.lower() in (f"{label} ({pot})".lower(), label.lower()):
                return self.values(column)
        raise NotUnderstood(first)

    def pot(self, sentences, name):
        return PotReader(self, name, sentences).budgets()

    def by_largest_remainder(self, exact, unit, total, weights, ties, lower=None, upper=None):
        units = [each_rounded(value, unit, "down") / unit for value in exact]
        low = [math.ceil(bound / unit) if bound is not None else 0 for bound in lower or [None] * len(exact)]
        high = [math.floor(bound / unit) if bound is not None else None for bound in upper or [None] * len(exact)]
        high = [h if h is None else max(h, l) for l, h in zip(low, high)]
        units = [max(n, l) if h is None else min(max(n, l), h) for n, l, h in zip(units, low, high)]
        missing = total / unit - sum(units)

        def order(i):
            return [-(exact[i] / unit - units[i]), *self.among_equals(i, weights, ties)]

        while missing >= 1:
            free = [i for i in range(len(exact)) if exact[i] > 0 and (high[i] is None or units[i] < high[i])]
            if not free:
                break
            best = min(free, key=order)
            units[best] += 1
            missing -= 1
        while missing <= -1:
            worst = max((i for i in range(len(exact)) if units[i] > low[i]), key=order)
            units[worst] -= 1
            missing += 1
        return [n * unit for n in units]

    def among_equals(self, i, weights, ties):
        """Sorts the one first who goes first."""
        rank = []
        for tie in ties:
            if tie == "largest key":
                rank.append(-weights[i])
            elif tie == "smallest key":
                rank.append(weights[i])
            elif tie == "id":
                rank.append(self.ids[i].encode() if len(weights) == len(self.ids) else i)
            else:
                rank.append(-self.values(tie.strip("`"))[i])
        return rank

    def one_each(self, exact, rounded, unit, total, weights, ties, low, high):
        """The units that are missing, or too many, one from each by the largest exact amounts."""
        missing = (total - sum(rounded)) / unit
        step = unit if missing > 0 else -unit
        able = [i for i in range(len(exact)) if
                (exact[i] > 0 and (high[i] is None or rounded[i] + unit <= high[i]) if step > 0 else
                 rounded[i] - unit >= (low[i] or 0))]
        able.sort(key=lambda i: (-exact[i], self.among_equals(i, weights, ties)))
        for i in able[:abs(math.trunc(missing))]:
            rounded[i] += step
        return rounded


def each_rounded(value, unit, how):
    n = value / unit
    if how == "down":
        n = math.floor(n)
    elif how == "up":
        n = math.ceil(n)
    elif how == "half_up":
        n = math.floor(n + Fraction(1, 2))
    else:
        n = round(n)
    return n * unit


def filled(weights, lower, upper, total):
    """factor × weight, at least `lower` and at most `upper`, with that sum."""
    points = sorted({bound / w for w, l, u in zip(weights, lower, upper) if w > 0
                     for bound in (l, u) if bound is not None} | {Fraction(0)})

    def at(factor):
        return [max(l or 0, w * factor) if u is None else min(u, max(l or 0, w * factor))
                for w, l, u in zip(weights, lower, upper)]

    below = max((p for p in points if sum(at(p)) <= total), default=Fraction(0))
    slope = sum(at(below + 1 if below == points[-1] else (below + min(p for p in points if p > below)) / 2)) - sum(at(below))
    if slope == 0:
        return at(below)
    step = 1 if below == points[-1] else (min(p for p in points if p > below) - below) / 2
    return at(below + (total - sum(at(below))) * step / slope)


class PotReader:
    """Does sentence by sentence what a section says of a pot."""

    def __init__(self, reader, name, sentences):
        self.reader, self.name, self.count = reader, name, len(reader.ids)
        self.sentences = sentences
        self.has = [Fraction(0)] * self.count
        self.part = [Fraction(1)] * self.count
        self.there = [True] * self.count
        self.left = self.amount = None
        self.kept = Fraction(0)  # given to nobody
        self.gone = Fraction(0)  # reserved, or in other pots
        self.claims, self.open = None, False
        self.lower, self.upper = [None] * self.count, [None] * self.count
        self.key_counts = False
        self.weights = None
        self.prior_year = None
        self.result = None
        self.paid = any("or more where lower bounds need it" in each for each in sentences)
        self.tiers = []
        self.least, self.most = [0] * self.count, [math.inf] * self.count
        self.unit = number(next(found[1] for each in sentences
                                if (found := re.match(r"Budgets are multiples of (\S+?)[.,](?= |$)", each))))
        self.order = next((re.split(r", then ", found[1]) for each in sentences
                           if (found := re.search(r"Of equals goes first who is first by (.*?)\.(?= |$)", each))), ["id"])

    def budgets(self):
        reduced = any(each.startswith("Where steps that claim amounts") for each in self.sentences)
        self.reduced = reduced
        for sentence in self.sentences:
            self.do(sentence)
        return self.result

    def do(self, sentence):
        for pattern, act in RULES:
            if found := re.match(pattern, sentence):
                act(self, found, sentence)
                return
        raise NotUnderstood(sentence)

    # What the pot has, and who takes part.

    def holds(self, found, _):
        self.amount = self.left = number(found[1])
        self.reader.amounts[self.name] = self.amount

    def pays_claims(self, *_):
        self.open, self.left = True, Fraction(0)

    def passes_on(self, found, _):
        self.left -= number(found[1])
        self.gone += number(found[1])

    def takes_part(self, *_):
        self.spans = []
        first, last = map(datetime.date.fromisoformat, self.reader.periods[0])
        for cell in self.reader.columns[f"takes part in `{self.name}`"]:
            spans = [] if cell == "no" else [(first, last)] if cell == "whole period" else [
                tuple(map(datetime.date.fromisoformat, span.split(" to "))) for span in cell.split(", ")]
            self.spans.append(spans)
        self.there = [bool(spans) for spans in self.spans]

    def those_take_part(self, found, _):
        self.there = self.those_with(found[1])

    def part_year(self, found, sentence):
        if found[1] == "days":
            times = [sum((b - a).days + 1 for a, b in spans) for spans in self.spans]
        else:
            partly = 1 if "counts in full" in sentence else Fraction(1, 2) if "counts half" in sentence else 0
            times = []
            for spans in self.spans:
                days = {}
                for a, b in spans:
                    for day in range(a.toordinal(), b.toordinal() + 1):
                        date = datetime.date.fromordinal(day)
                        days[date.year, date.month] = days.get((date.year, date.month), 0) + 1
                times.append(sum(1 if n == month_days(month) else partly for month, n in days.items()))
        first, last = map(datetime.date.fromisoformat, self.reader.periods[0])
        end = last + datetime.timedelta(1)
        whole = (end - first).days if found[1] == "days" else (end.year - first.year) * 12 + end.month - first.month
        self.part = [Fraction(time) / whole for time in times]
        self.key_counts = "In a share its value of the key" in sentence

    # Steps.

    def end_claims(self):
        if self.claims is None:
            return
        total = sum(self.claims)
        factor = Fraction(1)
        if self.open:
            self.left += total
        elif total > self.left:
            assert self.reduced
            factor = self.left / total
        self.has = [h + c * factor for h, c in zip(self.has, self.claims)]
        self.left -= total * factor
        self.claims = None

    def step(self, found, sentence):
        rest, lots = self.for_whom(sentence[found.end():])
        if not rest.startswith("Each who takes part gets"):
            self.end_claims()
        usual = self.part, self.key_counts
        if "There is no part-year factor in this step." in rest:
            self.part, self.key_counts = [Fraction(1)] * self.count, False
        elif own := re.search(r"In this step the part-year factor is another one\. (Who takes part.*)", rest):
            self.do(own[1])
        for pattern, act in STEPS:
            if inner := re.match(pattern, rest):
                for there in lots:
                    self.among(there, lambda: self.act_and_round(act, inner, rest))
                self.part, self.key_counts = usual
                return
        raise NotUnderstood(rest)

    def those_with(self, conditions):
        """Who takes part and has one of the texts in each of the columns."""
        there = list(self.there)
        for condition in re.split(r" and (?=`)", conditions):
            column, texts = re.fullmatch(r"`([^`]*)` (.*)", condition).groups()
            there = [t and cell in texts.split(" or ") for t, cell in zip(there, self.reader.columns[column])]
        return there

    def for_whom(self, rest):
        """The step itself, and who takes part in it, each lot by itself."""
        there = self.there
        if found := re.match(r"For this step only those with (.*?) take part: \d+ \w+\. "
                             r"The others keep what they have, and their bounds\. ", rest):
            there, rest = self.those_with(found[1]), rest[found.end():]
        found = re.match(r"It is done for each of the \d+ values? of `([^`]*)` by itself: sums and factors are over "
                         r"those who take part and have that value\. ", rest)
        if not found:
            return rest, [there]
        cells = self.reader.columns[found[1]]
        return rest[found.end():], [[t and cell == value for t, cell in zip(there, cells)]
                                    for value in sorted(set(cells))]

    def among(self, there, act):
        usual, before = self.there, (self.has, self.lower, self.upper)
        if there == usual:
            act()
            return
        weights, self.weights = self.weights, None
        self.has = [h if t else Fraction(0) for h, t in zip(self.has, there)]
        self.there = there
        act()
        self.there = usual
        self.has, self.lower, self.upper = ([n if t else b for n, b, t in zip(now, then, there)] for now, then in
                                            zip((self.has, self.lower, self.upper), before))
        if self.weights is None:
            self.weights = weights
        else:
            self.weights = [w if t else (weights[i] if weights else Fraction(0))
                            for i, (w, t) in enumerate(zip(self.weights, there))]

    def act_and_round(self, act, inner, rest):
        claimed, self.own_bounds = self.claims or [Fraction(0)] * self.count, None
        act(self, inner, rest)
        found = re.search(r"What each (then has|claims) is rounded (half up|half to even|down|up) to multiples of (\S+?),? ", rest)
        if not found:
            return
        unit, way = number(found[3]), WAYS[found[2]]
        if found[1] == "claims":
            self.claims = [c + each_rounded(now - c, unit, way) for c, now in zip(claimed, self.claims)]
            return
        before = sum(self.has)
        lower, upper = self.own_bounds or ([None] * self.count, [None] * self.count)
        for i in (i for i, there in enumerate(self.there) if there):
            self.has[i] = each_rounded(self.has[i], unit, way)
            if lower[i]:
                self.has[i] = max(self.has[i], math.ceil(lower[i] / unit) * unit)
            if upper[i] is not None:
                self.has[i] = min(self.has[i], math.floor(upper[i] / unit) * unit)
        if not self.open:
            self.left += before - sum(self.has)

    def claim(self, amounts):
        amounts = [a * p if t else Fraction(0) for a, p, t in zip(amounts, self.part, self.there)]
        self.claims = amounts if self.claims is None else [a + b for a, b in zip(self.claims, amounts)]

    def flat(self, found, _):
        self.claim([number(found[2]) * number(found[1] or "1")] * self.count)

    def rate(self, found, _):
        self.claim([number(found[1]) * value for value in self.reader.values(found[2])])

    def share(self, found, rest):
        values, whole = self.reader.values(found[1]), self.reader.whole(found[1])
        gap = whole - sum(values)
        weights = [v if t else Fraction(0) for v, t in zip(values, self.there)]
        if self.key_counts:
            weights = [w * p for w, p in zip(weights, self.part)]
        if not rest.startswith("Of what is left"):
            whole = sum(weights) + gap
        full = [self.left * w / whole for w in weights]
        given = full if self.key_counts else [f * p for f, p in zip(full, self.part)]
        self.has = [h + g for h, g in zip(self.has, given)]
        self.kept += self.left - sum(full)
        self.left = sum(full) - sum(given)
        self.weights = weights

    def share_by_rate(self, found, rest):
        values = self.reader.values(found[1])
        weights = [v if t else Fraction(0) for v, t in zip(values, self.there)]
        if self.key_counts:
            weights = [w * p for w, p in zip(weights, self.part)]
        whole = sum(values) if "whether they take part or not" in rest else sum(weights)
        rate = self.rounded_rate(self.left / whole, rest)
        full = [rate * w for w in weights]
        given = full if self.key_counts else [f * p for f, p in zip(full, self.part)]
        self.has = [h + g for h, g in zip(self.has, given)]
        self.kept += rate * whole - sum(full)
        self.left -= sum(given) + rate * whole - sum(full)
        self.weights = weights

    @staticmethod
    def rounded_rate(value, rest):
        found = re.search(r" rounded (half up|half to even|down|up) to multiples of (\S+?)[.;](?= |$)", rest)
        return each_rounded(value, number(found[2]), WAYS[found[1]]) if found else value

    def equalise(self, found, rest):
        rate = number(found[1])
        needs, own = (self.reader.values(found[at]) for at in (2, 3))

        def gives(base):
            return [rate * max(base * n - c, Fraction(0)) if t and n else Fraction(0)
                    for n, c, t in zip(needs, own, self.there)]

        if given := re.search(r"The base amount is (" + NUMBER + r")\.(?= |$)", rest):
            self.claim(gives(number(given[1])))
            return
        self.end_claims()
        if self.left == 0:
            return
        turns = sorted({c / n for n, c, t in zip(needs, own, self.there) if t and n} | {Fraction(0)})
        low = max(turn for turn in turns if turn >= 0 and sum(gives(turn)) <= self.left)
        high = min((turn for turn in turns if turn > low), default=low + 1)
        slope = (sum(gives(high)) - sum(gives(low))) / (high - low)
        given = gives(self.rounded_rate(low + (self.left - sum(gives(low))) / slope if slope else low, rest))
        given = [g * p for g, p in zip(given, self.part)]
        self.has = [h + g for h, g in zip(self.has, given)]
        self.left -= sum(given)

    def slice(self, found, _):
        base = number(found[1]) * (self.amount if found[1].endswith("%") else 1)
        taken = each_rounded(base, number(found[2]), "half_up")
        self.left -= taken
        self.gone += taken

    def bounds(self, text):
        """None: the district has no such bound."""
        for several, choose in (("the greatest of (", max), ("the least of (", min)):
            if text.startswith(several):
                members = [self.bounds(each) for each in members_of(text[len(several):-1])]
                return [choose((v for v in values if v is not None), default=None) for values in zip(*members)]
        year = re.search(r" of its amount in (.+)$", text)
        if year:
            return [None if value is None else part * value
                    for part, value in zip(self.parts(text[:year.start()]), self.prior(year[1]))]
        if found := re.fullmatch(r"(.*%) of the pot", text):
            return [number(found[1]) * self.amount] * self.count
        if found := re.fullmatch(r"(.*) × its value of `(.*)`", text):
            return [number(found[1]) * value for value in self.reader.values(found[2])]
        if found := re.fullmatch(r"its value of `(.*)`", text):
            return self.reader.values(found[1])
        return [number(text)] * self.count

    def parts(self, text):
        """A percentage of all, or of each its own in a column."""
        if found := re.fullmatch(r"its value of `(.*)` %", text):
            return [value / 100 for value in self.reader.values(found[1])]
        return [number(text)] * self.count

    def prior(self, label):
        return self.reader.prior(label, self.name)

    def only(self, bounds, other):
        return [b if t else other for b, t in zip(bounds, self.there)]

    def limit(self, found, rest):
        lower = self.only(self.bounds(found[1]), 0) if found[1] else [Fraction(0)] * self.count
        lower = [value or Fraction(0) for value in lower]
        upper = self.only(self.bounds(found[2]), 0) if found[2] else [None] * self.count
        if "factor × what it has" in rest:
            self.has = filled(self.has, lower, upper, sum(self.has))
        else:
            self.has = [max(h, l) if u is None else min(max(h, l), u) for h, l, u in zip(self.has, lower, upper)]
        self.bound(lower, upper)

    def drop_below(self, found, rest):
        smallest = [value or Fraction(0) for value in self.only(self.bounds(found[1]), 0)]
        dropped = [t and 0 < h < s for h, s, t in zip(self.has, smallest, self.there)]
        others = [t and h > 0 and not d for h, d, t in zip(self.has, dropped, self.there)]
        taken = sum(h for h, d in zip(self.has, dropped) if d)
        theirs = sum(h for h, o in zip(self.has, others) if o)
        factor = Fraction(1)
        if "goes to the others who have something" in rest:
            factor = (theirs + taken) / theirs if taken else factor
        else:
            self.kept += taken
        self.has = [Fraction(0) if d else h * factor if o else h for h, d, o in zip(self.has, dropped, others)]
        self.bound([s if o else None for s, o in zip(smallest, others)], [None] * self.count)

    def bound(self, lower, upper):
        self.own_bounds = lower, upper
        for i, (l, u) in enumerate(zip(lower, upper)):
            self.lower[i] = max(filter(None, (self.lower[i], l)), default=None)
            self.upper[i] = min((b for b in (self.upper[i], u) if b is not None), default=None)

    def floor_of_prior(self, found, rest):
        prior = self.prior_or_0(found[2])
        self.floor([part * value for part, value in zip(self.parts(found[1]), prior)], rest)

    def floor_of_loss(self, found, rest):
        part, defined = number(found[2]), self.prior(found[1])
        self.floor([Fraction(0) if d is None or not t else min(h, d) + part * max(Fraction(0), d - h)
                    for h, d, t in zip(self.has, defined, self.there)], rest)

    def floor_of_bound(self, found, rest):
        self.floor([value or Fraction(0) for value in self.only(self.bounds(found[1]), 0)], rest)

    def prior_or_0(self, label):
        return [value or Fraction(0) for value in self.only(self.prior(label), Fraction(0))]

    def floor(self, floors, rest):
        has, total = self.has, sum(self.has)
        below = [h < f for h, f in zip(has, floors)]
        if "The others pay: each has factor ×" in rest:
            self.has = filled(has, floors, [None] * self.count, total)
        elif "from what they have above their floors" in rest:
            above = sum(h - f for h, f, b in zip(has, floors, below) if not b)
            factor = (total - sum(floors)) / above
            self.has = [f if b else f + factor * (h - f) for h, f, b in zip(has, floors, below)]
        elif "Those pay who have more than their line so far" in rest:
            year = re.search(r"the larger of its floor and its amount in (.*?) \(0 without one\)", rest)[1]
            lines = [max(f, p) for f, p in zip(floors, self.prior_or_0(year))]
            cost = sum(f - h for h, f, b in zip(has, floors, below) if b)
            gains = sum(h - l for h, l in zip(has, lines) if h > l)
            self.has = [f if b else l + (1 - cost / gains) * (h - l) if h > l else h
                        for h, f, b, l in zip(has, floors, below, lines)]
        elif "pays that from outside the pot" in rest:
            self.has = [max(h, f) for h, f in zip(has, floors)]
        else:
            raise NotUnderstood(rest)
        self.bound(floors, [None] * self.count)

    def ceiling(self, found, rest):
        prior = self.only(self.prior(found[1]), Fraction(0))
        new = [not value for value in prior]
        ceilings = [None if n else p * (1 + number(found[2])) for p, n in zip(prior, new)]
        total = sum(self.has)
        if "Who had 0 or no amount then stays as it is" in rest:
            fixed = [h if n else Fraction(0) for h, n in zip(self.has, new)]
            ceilings = [h if n else c for h, n, c in zip(self.has, new, ceilings)]
        else:
            fixed = [Fraction(0)] * self.count
        if "is given to the others" in rest:
            self.has = filled(self.has, fixed, ceilings, total)
        else:
            self.has = [h if c is None else min(h, c) for h, c in zip(self.has, ceilings)]
            self.kept += total - sum(self.has)
        self.bound([None] * self.count, ceilings)

    def phase_in(self, found, _):
        part, prior = number(found[1]), self.only(self.prior(found[2]), Fraction(0))
        scale = sum(self.has) / sum(prior)
        self.has = [part * h + (1 - part) * p * scale for h, p in zip(self.has, prior)]
        self.lower, self.upper = [None] * self.count, [None] * self.count

    def begin_tiers(self, *_):
        self.tiers = []
        self.lower, self.upper = [None] * self.count, [None] * self.count

    def tier(self, found, sentence):
        self.tiers.append(sentence)

    def share_in_tiers(self):
        reader = self.reader
        blocks = [(list(range(self.count)), self.left + sum(self.has))]
        for sentence in self.tiers:
            found = re.match(r"Tier \d+, (?:to the groups of `([^`]*)`|within each group): in proportion to "
                             r"(?:the sum of |their own value of )?`([^`]*)`", sentence)
            group, key = found.groups()
            further = []
            for members, amount in blocks:
                cells = {i: reader.columns[group][i] if group else i for i in members if self.there[i]}
                parts = sorted(set(cells.values()), key=lambda part: part.encode() if group else part)
                if "their own value" in sentence:
                    own = dict(zip(reader.group_ids, reader.values(key, True)))
                    weights = [own[part] for part in parts]
                else:
                    values = reader.values(key)
                    weights = [sum(values[i] for i in cells if cells[i] == part) for part in parts]
                had = [sum(self.has[i] for i in cells if cells[i] == part) for part in parts]
                rest = amount - sum(had)
                exact = [h + rest * w / sum(weights) for h, w in zip(had, weights)]
                units = reader.by_largest_remainder(exact, self.unit, amount, weights, self.order)
                further += [([i for i in cells if cells[i] == part], unit) for part, unit in zip(parts, units)]
            blocks = further
        self.has = [Fraction(0)] * self.count
        for [i], amount in blocks:
            self.has[i] = amount
        self.left = Fraction(0)

    # What no step gave, and rounding.

    def unit_bound(self, found, sentence):
        bounds = self.bounds(found[2])
        if found[1] == "least":
            self.least = bounds
        else:
            self.most = bounds

    def rest(self, found, sentence):
        self.end_claims()
        if self.tiers:
            self.share_in_tiers()
        if found := re.search(r"less than their value of `([^`]*)`", sentence):
            upper = [max(h, c) if t else h for h, c, t in
                     zip(self.has, self.reader.values(found[1]), self.there)]
            room = sum(u for h, u in zip(self.has, upper) if h > 0)
            total = min(sum(self.has) + self.left, room)
            self.left -= total - sum(self.has)
            self.has = filled(self.has, [Fraction(0)] * self.count, upper, total)
            self.rounding()
            self.bound([None] * self.count, upper)

    def rounding(self, *_):
        self.end_claims()
        for i, h in enumerate(self.has):  # bounds that the exact amounts keep
            if self.lower[i] is not None and h < self.lower[i]:
                self.lower[i] = None
            if self.upper[i] is not None and h > self.upper[i]:
                self.upper[i] = None

    def alone(self, how):
        low = [b if b is None else each_rounded(b, self.unit, "up") for b in self.lower]
        high = [b if b is None else each_rounded(b, self.unit, "down") for b in self.upper]
        self.result = [max([each_rounded(h, self.unit, how)] + ([l] if l is not None else [])) for h, l in zip(self.has, low)]
        self.result = [r if u is None else min(r, u) for r, u in zip(self.result, high)]

    def total(self):
        exact = sum(self.has)
        total = each_rounded(exact, self.unit, "half_up")
        if not self.paid and total > self.amount - self.gone:
            total = each_rounded(self.amount - self.gone, self.unit, "down")
        return total

    def largest_remainder(self, *_):
        total = self.total()
        self.result = self.reader.by_largest_remainder(
            self.has, self.unit, total, self.weights or self.has, self.order, self.lower, self.upper)

    def divisor(self, how):
        units, weights = int(self.amount / self.unit), self.weights
        given = [int(units) for units in self.least]

        def priority(i):
            n = given[i]
            w2 = weights[i] ** 2
            square = {"half": Fraction(2 * n + 1, 2) ** 2, "down": Fraction(n + 1) ** 2, "up": Fraction(n) ** 2,
                      "harmonic": Fraction(2 * n * (n + 1), 2 * n + 1) ** 2, "geometric": Fraction(n * (n + 1))}[how]
            return (math.inf if square == 0 else w2 / square, weights[i])

        for _ in range(units - sum(given)):
            given[max((i for i in range(self.count) if given[i] < self.most[i]), key=priority)] += 1
        self.result = [n * self.unit for n in given]

    def in_all(self):
        exact = sum(self.has)
        if self.amount is not None and exact < self.amount and not self.paid:
            return each_rounded(exact, self.unit, "half_up")
        return max(each_rounded(exact, self.unit, "half_up"), sum(
            each_rounded(bound or Fraction(0), self.unit, "up") for bound in self.lower)) if self.paid else exact

    def to_largest(self, *_):
        missing = self.in_all() - sum(self.result)
        largest = max(range(self.count), key=lambda i: (self.has[i], self.weights[i] if self.weights else 0, -i))
        self.result[largest] += missing

    def one_each(self, *_):
        self.reader.one_each(self.has, self.result, self.unit, self.total(), self.weights or self.has, self.order,
                             self.lower, self.upper)

    def to_district(self, found, _):
        self.result[self.reader.ids.index(found[1])] += self.in_all() - sum(self.result)

    def nothing(self, *_):
        pass


def members_of(text):
    """Of several bounds each; those in brackets belong together."""
    members, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == ";" and depth == 0:
            members.append("")
        else:
            members[-1] += char
    return [member.strip() for member in members]


def month_days(month):
    year, month = month
    return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.date(year, month, 1)).days


SKIPPED = r"A part of an amount that it does not have is skipped; where all are, it has no such bound\. "

STEPS = [
    (r"Each who takes part gets (\S+(?: %)?) × \(base amount × its value of `([^`]*)` − its value of `([^`]*)`\), and "
     r"nothing where that is below 0 or its value of `[^`]*` is 0\. The base amount is ", PotReader.equalise),
    (r"What is left in the pot / the sum of the values of `([^`]*)` of all(?: who take part is|, whether they take part or "
     r"not, is) the rate for each unit of ", PotReader.share_by_rate),
    (r"Each who takes part gets (?:(\S+) × )?(\S+?)\.(?= |$)", PotReader.flat),
    (r"Each who takes part gets (\S+) × its value of `([^`]*)`\.", PotReader.rate),
    (r"What is left in the pot is given to those who take part in proportion to `([^`]*)`\. Each gets what is left × "
     r"its value of `[^`]*` / the sum of the values of all who take part\.", PotReader.share),
    (r"Of what is left in the pot each who takes part gets what is left × its value of `([^`]*)` / the sum of the "
     r"values of all, whether they take part or not\.", PotReader.share),
    (r"What is left in the pot is given in tiers: ", PotReader.begin_tiers),
    (r"(\S+(?: %)?)(?: of the pot)?, rounded half up to multiples of (\S+), are taken out of ", PotReader.slice),
    (r"(?:Minimum of each who takes part: (.*?)\. )?(?:Maximum of each who takes part: (.*?)\. )?(?:" + SKIPPED + r")?(?=Each then has factor|Who has less is raised)",
     PotReader.limit),
    (r"Floor of each who takes part: (\S+ %|its value of `[^`]*` %) of its amount in (.*?); a floor of 0 where it has none there\.",
     PotReader.floor_of_prior),
    (r"Floor of each who takes part: the smaller of what it has so far and its amount in (.*?), plus (\S+ %) of what it has "
     r"less than that amount; a floor of 0 where it has none there\.", PotReader.floor_of_loss),
    (r"Floor of each who takes part: (.*?)\. (?:" + SKIPPED + ")?Who has less than its floor", PotReader.floor_of_bound),
    (r"Smallest amount of each who takes part: (.*?)\. (?:" + SKIPPED + ")?Who has more than 0 and less", PotReader.drop_below),
    (r"Ceiling of each who takes part: its amount in (.*?) × \(1 \+ (.*?)\)\.", PotReader.ceiling),
    (r"Each then has (\S+(?: %)?) × what it has so far \+ \(1 − \S+(?: %)?\) × its amount in (.*?) × scale,", PotReader.phase_in),
]

RULES = [
    (r"The pot has (\S+?)\.(?= |$)", PotReader.holds),
    (r"The pot has no amount of its own", PotReader.pays_claims),
    (r"The pot has what its contributors give in cash, (\S+):", PotReader.holds),
    (r"The pot has \S+(?: %)? of the whole amount of pot `[^`]*`, which is (\S+): they", PotReader.holds),
    (r"Before the first step (\S+) leave for pot", PotReader.passes_on),
    (r"`[^`]*`(?: \(.*?\))? gives", PotReader.nothing),
    (r"Contributions are rounded down", PotReader.nothing),
    (r"All take part: ", PotReader.nothing),
    (r"\d+ of \d+ \w+ takes? part; the table below says who, and when\.", PotReader.takes_part),
    (r"\d+ of \d+ \w+ takes? part: those with (.*?)\.(?= |$)", PotReader.those_take_part),
    (r"Who takes part in a part of the period only has a part-year factor: its (days|months) / the \1 of the period\.", PotReader.part_year),
    (r"Step \d+, `\w+`(?: \(.*?\))?: ", PotReader.step),
    (r"Tier \d+, ", PotReader.tier),
    (r"Where steps that claim amounts follow each other", PotReader.nothing),
    (r"What (?:no step gives|nobody gets) ", PotReader.rest),
    (r"Budgets are multiples of ", PotReader.rounding),
    (r"At (least|most) so many units each: (.*)\.", PotReader.unit_bound),
    (r"Each exact amount is rounded down; the units of", PotReader.largest_remainder),
    (r"Each exact amount is rounded by itself, halves up\.", lambda pot, *_: pot.alone("half_up")),
    (r"Each exact amount is rounded by itself, halves to the even", lambda pot, *_: pot.alone("half_even")),
    (r"Each exact amount is rounded down by itself\.", lambda pot, *_: pot.alone("down")),
    (r"Each exact amount is rounded up by itself\.", lambda pot, *_: pot.alone("up")),
    (r"Each exact amount has to be such a multiple", lambda pot, *_: pot.alone("down")),
    (r"All values of the key are divided .* rounded, halves up,", lambda pot, *_: pot.divisor("half")),
    (r"All values of the key are divided .* rounded down", lambda pot, *_: pot.divisor("down")),
    (r"All values of the key are divided .* harmonic mean", lambda pot, *_: pot.divisor("harmonic")),
    (r"All values of the key are divided .* rounded up", lambda pot, *_: pot.divisor("up")),
    (r"All values of the key are divided .* geometric mean", lambda pot, *_: pot.divisor("geometric")),
    (r"Where the exact amounts keep minimums", PotReader.nothing),
    (r"Where bounds hold, each begins", PotReader.nothing),
    (r"What rounding leaves is given to nobody", PotReader.nothing),
    (r"What rounding leaves, or gives too much, is added to the largest exact amount", PotReader.to_largest),
    (r"What rounding leaves, or gives too much, is added to the amount of (\S+?),", PotReader.to_district),
    (r"The units that are left over go one each to other recipients", PotReader.one_each),
    (r"What rounding leaves is reserved", PotReader.nothing),
    (r"Of equals goes first", PotReader.nothing),
    (r"A budget is for several years|Of the pot a year gets|Budgets are split by", PotReader.nothing),
    (r"Column `[^`]*` says what has been paid", PotReader.nothing),
    (r"Column `[^`]*` (?:\(.*?\) )?holds corrections of an earlier year", PotReader.nothing),
]


def run(allot, folder, *arguments):
    done = subprocess.run([allot, *arguments], capture_output=True, cwd=folder, timeout=60, check=False)
    return done.stdout.decode("utf-8") if done.returncode in (0, 1) else None


def complaint(allot, folder, scenario):
    """What a reader makes of a scenario otherwise; nothing where it is the same, or infeasible."""
    text = run(allot, folder, "describe", scenario, "-f", "markdown", "--top", "20000", "--language", "en")
    if text is None:
        return None
    table = list(csv.DictReader(io.StringIO(run(allot, folder, "run", scenario, "-f", "csv", "--all"))))
    expected = {row["id"]: Fraction(row["budget"]) for row in table}
    try:
        reader = Reader(text)
        budgets = dict(zip(reader.ids, reader.budgets()))
    except NotUnderstood as problem:
        return f"not understood: {problem}"
    wrong = [f"{id}: {budgets.get(id)} for {amount}" for id, amount in expected.items() if budgets.get(id) != amount]
    return f"{len(wrong)} budgets differ, {'; '.join(wrong[:3])}" if wrong else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_args()
    scenarios = options.scenarios or sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("examples/*/*.yaml"))
    found = {scenario: complaint(options.allot, ROOT, scenario) for scenario in scenarios}
    for path in [] if options.scenarios else sorted((golden.HERE / "reports").glob("describe*.test")):
        with tempfile.TemporaryDirectory() as folder:
            files = golden.read_test(path).files
            for name, content in files:
                Path(folder, name).write_bytes(content)
            for name, content in files:
                if name.endswith(".yaml") and b"pots:" in content:
                    found[f"{path.stem}, {name}"] = complaint(options.allot, folder, name)
    for scenario, problem in found.items():
        if problem:
            print(f"{scenario}: {problem}")
    read = sum(problem is not None for problem in found.values())
    failed = sum(bool(problem) for problem in found.values())
    print(f"{read} descriptions read, {failed} give other budgets or none")
    return 1 if failed or not read else 0


if __name__ == "__main__":
    sys.exit(main())
