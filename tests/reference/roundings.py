"""Bounds with a fixed sum, and the rounding methods, each by the slow and obvious way."""

import math
from fractions import Fraction


class Infeasible(Exception):
    """The scenario cannot be paid; `kind` is the stable name of the error."""

    def __init__(self, kind, why=""):
        super().__init__(f"{kind}: {why}")
        self.kind = kind
        self.kinds = {kind}


def floor(value):
    return math.floor(value)


def ceil(value):
    return math.ceil(value)


def half_up(value):
    """Half away from zero."""
    return math.floor(value + Fraction(1, 2)) if value >= 0 else -half_up(-value)


def half_even(value):
    return round(Fraction(value))


def solve(total, w, lower, upper):
    """x_i = min(c_i, max(l_i, t * w_i)) with the smallest t that makes the sum `total`, by trying the
    stretches between all breakpoints: x and t, or the name of what is wrong."""
    n = range(len(w))
    if any(upper[i] is not None and lower[i] > upper[i] for i in n):
        return "minimum_above_maximum"
    if sum(lower) > total:
        return "minimums_too_high"
    if all(upper[i] is not None for i in n if w[i] > 0):
        if sum(upper[i] if w[i] > 0 else lower[i] for i in n) < total:
            return "maximums_too_low"

    def at(t):
        x = [max(lower[i], t * w[i]) for i in n]
        return [x[i] if upper[i] is None else min(upper[i], x[i]) for i in n]

    points = {Fraction(0)}
    for i in n:
        if w[i] > 0:
            points.add(lower[i] / w[i])
            if upper[i] is not None:
                points.add(upper[i] / w[i])
    points = sorted(points)
    points.append(points[-1] + 1)  # beyond the last breakpoint all is straight
    for a, b in zip(points, points[1:]):
        low, high = sum(at(a)), sum(at(b))
        is_last = b == points[-1]
        if low == total:
            return at(a), a
        if total <= high or is_last:
            t = a + (b - a) * (total - low) / (high - low)
            x = at(t)
            assert sum(x) == total
            return x, t
    raise AssertionError("no stretch holds the total")


class Tie:
    """Those of equal claim at the cut, and who of them is chosen: gets one of the `units`, loses
    one that is `taken_back`, or takes the difference, the `residual`. Members are indices, or names
    once they have some."""

    def __init__(self, stake, tied, chosen, of="districts", name=None, prior=False):
        self.stake, self.tied, self.chosen = stake, tied, chosen
        self.of, self.name, self.prior = of, name, prior

    def named(self, names, of, name=None):
        tied, chosen = ([str(names[i]) for i in who] for who in (self.tied, self.chosen))
        return Tie(self.stake, tied, chosen, of, name)

    def facts(self, pot):
        """As the program says it."""
        return (pot, len(self.chosen), tuple(sorted(self.tied, key=str.encode)),
                tuple(sorted(self.chosen, key=str.encode)), self.of, self.name, self.stake, self.prior)


def ties_at_cut(moves, still_free, stake="units"):
    """`moves` are (claim, who), in order: ties those who had the last claim with those who have it
    still."""
    if not moves:
        return []
    last = moves[-1][0]
    moved = [who for claim, who in moves if claim == last]
    others = [who for claim, who in still_free if claim == last]
    return [Tie(stake, moved + others, moved)] if others else []


class Rounding:
    def __init__(self, fields, table):
        self.fields, self.table = fields, table
        self.found = []  # ties
        self.unit = Fraction(str(fields["unit"]).replace("_", ""))
        self.method = fields.get("method", "largest_remainder")
        self.divisor = self.method in DIVISORS
        self.closes = self.divisor or self.method in ("largest_remainder", "exact")
        self.ties = fields.get("ties", ["largest_key", "id"])
        residual = fields.get("residual")
        self.residual = next(iter(residual.items())) if isinstance(residual, dict) else residual

    def over(self, table):
        """The same rule for other recipients."""
        return Rounding(self.fields, table)

    def order(self, keys):
        """Sorts the one first who goes first among equals."""

        def rank(i):
            result = []
            for tie in self.ties:
                if tie == "largest_key":
                    result.append(-keys[i])
                elif tie == "smallest_key":
                    result.append(keys[i])
                elif tie == "id":
                    result.append(self.table.ids[i].encode())
                else:
                    result.append(-self.table.full(tie["column"])[i])
            return tuple(result)

        return rank

    def largest(self, exact, members, keys):
        """Who takes a difference."""
        rank = self.order(keys)
        first = min(members, key=lambda i: (-exact[i], rank(i)))
        equal = [i for i in members if exact[i] == exact[first]]
        if len(equal) > 1:
            self.found.append(Tie("residual", equal, [first]))
        return first

    def to_units(self, exact, members, keys, total, lower=None, upper=None):
        """Whole units for exact numbers of units; `total` counts for largest remainder, and where
        left-over units go one each to the largest."""
        lower = lower or [0] * len(exact)
        upper = upper or [None] * len(exact)
        if self.method == "largest_remainder":
            return self.largest_remainder(exact, members, keys, total, lower, upper)
        given = [0] * len(exact)
        for i in members:
            if self.method == "exact":
                if Fraction(exact[i]).denominator != 1:
                    raise Infeasible("not_exact")
                given[i] = int(exact[i])
                continue
            given[i] = clamp(SINGLE[self.method](exact[i]), lower[i], upper[i])
        if self.residual == "one_each_to_largest":
            self.one_each(exact, given, members, keys, total, lower, upper)
        return given

    def one_each(self, exact, given, members, keys, total, lower, upper):
        """The units that are missing, or too many, one from each: by the largest exact amounts."""
        rank = self.order(keys)
        missing = total - sum(given)
        step = 1 if missing > 0 else -1
        if missing > 0:
            able = [i for i in members if exact[i] > 0 and (upper[i] is None or given[i] < upper[i])]
        else:
            able = [i for i in members if given[i] > lower[i]]
        able.sort(key=lambda i: (-exact[i], rank(i)))
        if len(able) < abs(missing):
            raise Infeasible("bounds_after_rounding", "fewer districts than units")
        chosen, others = able[:abs(missing)], able[abs(missing):]
        for i in chosen:
            given[i] += step
        self.found += ties_at_cut([(exact[i], i) for i in chosen], [(exact[i], i) for i in others],
                                  "units" if missing > 0 else "taken_back")

    def largest_remainder(self, exact, members, keys, total, lower, upper):
        rank = self.order(keys)
        given = [0] * len(exact)
        for i in members:
            given[i] = clamp(floor(exact[i]), lower[i], upper[i])
        def free():
            return [(exact[i] - given[i], i) for i in members
                    if exact[i] > 0 and (upper[i] is None or given[i] < upper[i])]

        def above():
            return [(exact[i] - given[i], i) for i in members if given[i] > lower[i]]

        moves = []
        while sum(given) < total:
            if not free():
                raise Infeasible("bounds_after_rounding")
            claim, i = min(free(), key=lambda each: (-each[0], rank(each[1])))
            given[i] += 1
            moves.append((claim, i))
        self.found += ties_at_cut(moves, free())
        moves = []
        while sum(given) > total:
            if not above():
                raise Infeasible("bounds_after_rounding")
            smallest = min(claim for claim, _ in above())
            # The last to receive is the first to give back.
            i = max((i for claim, i in above() if claim == smallest), key=rank)
            given[i] -= 1
            moves.append((smallest, i))
        self.found += ties_at_cut(moves, above(), "taken_back")
        return given

    def divide(self, total, weights, members):
        """A divisor method, unit by unit."""
        count = len(weights)
        lower, upper = self.unit_bound("minimum", 0, count), self.unit_bound("maximum", None, count)
        if any(upper[i] is not None and lower[i] > upper[i] for i in members):
            raise Infeasible("minimum_above_maximum")
        if sum(lower[i] for i in members) > total:
            raise Infeasible("minimums_too_high")
        room = [upper[i] if weights[i] > 0 else lower[i] for i in members]
        if None not in room and sum(room) < total:
            raise Infeasible("maximums_too_low")
        rank = self.order(weights)
        given = [0] * count
        for i in members:
            given[i] = lower[i]
        signpost = DIVISORS[self.method]
        if signpost(0) == 0 and sum(max(lower[i], weights[i] > 0) for i in members) > total:
            raise Infeasible("too_few_units")
        def quotient(i):
            under = signpost(given[i])  # squared
            return (1, 0) if under == 0 else (0, Fraction(weights[i]) ** 2 / under)

        def free():
            return [(quotient(i), i) for i in members
                    if weights[i] > 0 and (upper[i] is None or given[i] < upper[i])]

        moves = []
        while sum(given) < total:
            best = max(free())[0]
            i = min((i for claim, i in free() if claim == best), key=rank)
            given[i] += 1
            moves.append((best, i))
        self.found += ties_at_cut(moves, free())
        return given

    def unit_bound(self, name, nothing, count):
        value = self.fields.get(name)
        if value is None:
            return [nothing] * count
        if self.table.has(value):
            return [int(v) for v in self.table.full(value)]
        return [int(value)] * count


def clamp(value, low, high):
    value = max(value, low)
    return value if high is None else min(value, high)


SINGLE = {"half_up": half_up, "half_even": half_even, "down": floor, "up": ceil}

# The squares of the divisors of the (n + 1)th unit.
DIVISORS = {
    "sainte_lague": lambda n: Fraction(2 * n + 1, 2) ** 2,
    "dhondt": lambda n: Fraction(n + 1) ** 2,
    "adams": lambda n: Fraction(n) ** 2,
    "dean": lambda n: Fraction(2 * n * (n + 1), 2 * n + 1) ** 2,
    "huntington_hill": lambda n: Fraction(n * (n + 1)),
}
