"""How the exact amounts of a pot become whole units, and what is left over."""

from fractions import Fraction

from keys import key, uses_only
from roundings import Infeasible, Tie, ceil, floor, half_up
from steps import Steps
from values import Table


class Pot(Steps):
    """One pot, from its steps to its budgets."""

    def finish(self):
        unit = self.rounding.unit
        if self.tiered:
            self.finish_tiers()
            return
        self.bounds_kept()
        lower = [ceil(v / unit) for v in self.lower]
        upper = self.upper_in_units
        if any(upper[i] is not None and lower[i] > upper[i] for i in self.members):
            raise Infeasible("bounds_after_rounding")
        self.not_assigned = Fraction(0) if self.open else self.left + self.kept
        unassigned = self.not_assigned
        total, fraction = self.total(sum(self.x), lower, upper)
        units = [x / unit for x in self.x]
        if self.rounding.divisor:
            given = self.rounding.divide(total, self.weights, self.members)
        else:
            given = self.rounding.to_units(units, self.members, self.weights or self.x, total,
                                           lower, upper)
        self.book_named(unassigned)
        self.moved = self.by_floors(units, given, total, upper)
        self.check_odd()
        self.budgets = [n * unit for n in given]
        self.place_residual(total * unit - sum(self.budgets) + fraction)

    def by_floors(self, units, given, total, upper):
        """District by district what it has beyond largest remainder without floors; below 0: what it
        lacks. Other methods give nobody less for a floor."""
        if self.rounding.method != "largest_remainder":
            return [0] * len(given)
        plain = self.rounding.over(self.table).to_units(units, self.members, self.weights or self.x, total,
                                                        None, upper)
        return [n - m for n, m in zip(given, plain)]

    def check_odd(self):
        if self.odd and self.rounding.residual is None:
            raise Infeasible("pot_not_multiple")

    def total(self, exact, lower, upper):
        """The whole units that the districts get for their exact sum, and the part of a unit that is
        left beside them; books what the pot gives and what the payers give of it."""
        unit = self.rounding.unit
        topped = sum(cost for _, cost in self.payers)
        own = exact - topped
        whole = not self.open and self.not_assigned == 0
        own_units = floor(own / unit) if whole else half_up(own / unit)
        if not self.open:  # never more than is there
            own_units = min(own_units, floor((own + self.not_assigned) / unit))
        total = own_units
        if topped:
            total = max(own_units, self.in_bounds(half_up(exact / unit), lower, upper))
        elif not whole:
            total = own_units = self.in_bounds(own_units, lower, upper)
            if not self.open:
                there = floor((own + self.not_assigned) / unit)
                total = own_units = min(own_units, there)
        paid_here = own_units * unit
        fraction = Fraction(0)
        if whole:  # what is less than a unit pays for a top-up first
            paid_here = min(own, total * unit) if topped else paid_here
            fraction = own - paid_here
        elif not self.open:
            self.not_assigned += own - paid_here
        self.book_top_up(total * unit - paid_here)
        if self.open:
            self.amount = own_units * unit
        self.odd = fraction != 0
        return total, fraction

    def in_bounds(self, total, lower, upper):
        """The next total that the bounds in units allow, where the total is not prescribed."""
        if self.tiered:
            return total  # they hold for what was given before
        total = max(total, sum(lower[i] for i in self.members))
        most = [lower[i] if self.x[i] == 0 else upper[i] for i in self.members]
        return total if None in most else min(total, sum(most))

    def book_top_up(self, amount):
        """Who pays the rounded sum: each up to the rounded sum of all payers so far."""
        unit = self.rounding.unit
        paying = [payer for payer in self.payers if payer[1]]
        exact = booked = Fraction(0)
        for at, (name, cost) in enumerate(paying):
            exact += cost
            upto = min(amount, half_up(exact / unit) * unit) if at + 1 < len(paying) else amount
            self.top_ups[name] = self.top_ups.get(name, Fraction(0)) + upto - booked
            booked = upto

    def book_named(self, unassigned):
        """Reserves get the parts of what is not assigned that are theirs, rounded; all of it where
        there is nothing besides."""
        unit = self.rounding.unit
        exact = booked = Fraction(0)
        for at, (name, amount) in enumerate(self.named):
            exact += amount
            last = at + 1 == len(self.named)
            upto = min(self.not_assigned, half_up(exact / unit) * unit)
            if last and exact == unassigned:
                upto = self.not_assigned
            self.reserves[name] = self.reserves.get(name, Fraction(0)) + upto - booked
            booked = upto
        self.not_assigned -= booked

    def place_residual(self, rest):
        self.left_over = Fraction(0)
        residual = self.rounding.residual
        if residual in (None, "report", "one_each_to_largest"):
            self.left_over = rest
            return
        if residual[0] == "reserve":
            self.reserves[residual[1]] = self.reserves.get(residual[1], Fraction(0)) + rest
            if self.reserves[residual[1]] < 0:
                raise Infeasible("residual_negative")
            return
        if rest == 0:
            return
        if residual == "largest":
            at = self.rounding.largest(self.x, self.members, self.weights or self.x)
        else:
            at = self.table.ids.index(residual[1])
        self.budgets[at] += rest
        too_high = self.upper[at] is not None and self.budgets[at] > self.upper[at]
        if self.budgets[at] < 0 or self.budgets[at] < self.lower[at] or too_high:
            raise Infeasible("residual_negative")

    # Tiers: every rounded amount is the pot of the tier below.

    def finish_tiers(self):
        unit = self.rounding.unit
        count = len(self.x)
        self.budgets, self.weights = [Fraction(0)] * count, [Fraction(0)] * count
        self.not_assigned = self.kept
        exact = sum(self.x) + self.left
        units, fraction = self.total(exact, [0] * count, [None] * count)
        self.book_named(self.kept)
        self.check_odd()
        money = units * unit + fraction
        self.tier(self.tiered, self.tier_members, exact, money)
        rest = money - sum(self.budgets)
        assert rest == 0 or self.rounding.residual != "largest"
        self.place_residual(rest)

    def tier(self, tiers, members, due, money):
        """`money` is all that these have in the end, `due` what it is before the first tier is
        rounded; what they have already is a part of both."""
        this = tiers[0]
        if "group" not in this:
            values = self.in_parts(key(self.scenario, self.table, this["by"], self.key_ties)[0])
            entries = {self.table.ids[i]: ([i], values[i]) for i in members}
        else:
            entries = self.grouped(this, members)
        had = sum(self.x[i] for i in members)
        whole = sum(weight for _, weight in entries.values())
        if whole == 0 and due != had:
            raise Infeasible("zero_weight")
        names = list(entries)
        weights = [entries[n][1] for n in names]
        exact = [sum(self.x[i] for i in entries[n][0]) +
                 ((due - had) * entries[n][1] / whole if whole else 0) for n in names]
        if any(e < 0 for e in exact):
            raise Infeasible("bounds_after_rounding", "less than they have already")
        amounts = self.round_tier(names, [entries[n][0] for n in names], exact, weights, money,
                                  this.get("group"))
        for name, amount, precise, weight in zip(names, amounts, exact, weights):
            inside = entries[name][0]
            if "group" in this:
                self.tier(tiers[1:], inside, amount, amount)
            else:
                self.x[inside[0]] = precise
                self.budgets[inside[0]] = amount
                self.weights[inside[0]] = weight

    def grouped(self, this, members):
        upper = Table(self.scenario["groups"]) if "groups" in self.scenario else None
        of_groups = upper is not None and uses_only(self.scenario, upper, this["by"])
        values, _ = key(self.scenario, upper if of_groups else self.table, this["by"],
                        self.group_key_ties if of_groups else self.key_ties)
        groups = {}
        for i in members:
            groups.setdefault(self.table.rows[i][this["group"]], []).append(i)
        if of_groups:
            return {g: (m, values[upper.ids.index(g)]) for g, m in groups.items()}
        values = self.in_parts(values)
        return {g: (m, sum(values[i] for i in m)) for g, m in groups.items()}

    def in_parts(self, values):
        """Of districts, for their part of the year."""
        return [value * part for value, part in zip(values, self.parts)]

    def round_tier(self, names, insides, exact, weights, money, tier):
        """`tier` names the column of the groups; none: to the districts."""
        unit = self.rounding.unit
        table = Table([{"id": n} for n in names])
        if tier is None:
            table = Table([self.table.rows[self.table.ids.index(n)] for n in names])
        rounding = self.rounding.over(table)
        everyone = range(len(names))
        units = [e / unit for e in exact]
        given = rounding.to_units(units, everyone, weights, floor(money / unit))
        amounts = [n * unit for n in given]
        rest = money - sum(amounts)
        at = None
        if rounding.residual == "largest" and rest:
            at = rounding.largest(exact, everyone, weights)
        elif isinstance(rounding.residual, tuple) and rounding.residual[0] == "district":
            who = self.table.ids.index(rounding.residual[1])
            at = next((g for g in everyone if who in insides[g]), None)
        if at is not None:
            amounts[at] += rest
            if amounts[at] < 0:
                raise Infeasible("residual_negative")
        of = "districts" if tier is None else "groups"
        self.group_ties += [tie.named(names, of, tier) for tie in rounding.found]
        return amounts

    def ties(self):
        """All that mattered, in no order."""
        found = [tie.named(self.table.ids, "districts") for tie in self.rounding.found]
        found += self.group_ties + [tie for ties in self.key_ties.values() for tie in ties]
        for ties in self.group_key_ties.values():
            found += [Tie(t.stake, t.tied, t.chosen, "group_key", t.name) for t in ties]
        return found
