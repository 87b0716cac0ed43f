"""What the steps of a pot do to what each district has."""

from fractions import Fraction

from kept import KeptBound
from keys import counts as counts_of, in_units, key
from roundings import Infeasible, Rounding, ceil, clamp, floor, half_up, solve
from times import meets, part_of_year, spans
from values import date, number


def makes_claims(kind, step):
    """Whether a step only claims what it gives: of an equalisation, one with a base of its own."""
    base = step[kind].get("base") if kind == "equalise" else None
    return kind in ("flat", "rate") or isinstance(base, str)


def rounded(value, rule):
    unit = number(rule["unit"])
    return in_units(value / unit, rule["method"]) * unit


class Steps:
    """One pot while its steps are taken."""

    def __init__(self, scenario, table, pot, amount, passed_on, prior):
        self.scenario, self.table, self.pot, self.prior = scenario, table, pot, prior
        self.id = pot["id"]
        self.open = amount is None
        self.amount = amount
        self.passed_on = passed_on
        count = len(table.ids)
        self.rounding = Rounding(self.rounding_fields(), table)
        self.spans = spans(scenario, pot, table)
        self.members = [i for i in range(count) if self.spans[i]]
        self.left = None if self.open else amount - sum(passed_on.values())
        self.x = [Fraction(0)] * count
        self.weights = None
        self.reserves = {}
        self.kept = Fraction(0)
        self.named = []  # parts of it that go to a reserve
        self.top_ups = {}
        self.dropped, self.rounded = 0, 0
        self.released = []  # of their money, by later cuts
        self.payers = []  # who pays from outside, and how much, in the order of the steps
        self.bounds = []
        self.watched = []  # bounds of steps, held to the end
        self.tiered = None
        self.gave_rest = False  # a step has handed out all that was left
        self.rates = {}  # of steps: what a unit brings, exact (None: given), and how many receive it or not
        self.moved = []  # by floors that hold in whole units
        self.key_ties, self.group_key_ties, self.group_ties = {}, {}, []

    def rounding_fields(self):
        fields = dict(self.pot.get("rounding", {}))
        fields.setdefault("unit", "0.01" if "currency" in self.scenario else "1")
        return fields

    def run(self):
        steps = [next((k, s) for k in s if k != "label") for s in self.pot["steps"]]
        at = 0
        while at < len(steps):
            kind, step = steps[at]
            self.at = first = at
            if makes_claims(*steps[at]):
                block, claimants = [], set()
                while at < len(steps) and makes_claims(*steps[at]):
                    self.at = at
                    fields = steps[at][1][steps[at][0]]
                    block.append(self.claims_of(fields))
                    claimants.update(self.some(fields))
                    at += 1
                self.claims(block, sorted(claimants))
                self.watch(first, True)
                continue
            self.for_whom(step[kind], lambda fields: self.take(kind, fields))
            if not self.tiered:
                self.watch(at, kind in ("share", "equalise") and "round" not in step[kind])
            at += 1
        self.place_unclaimed()
        if not self.tiered:
            self.watch(len(steps), True)
        self.finish()
        if self.tiered:
            self.watch(self.at, True)
        return self

    def take(self, kind, fields):
        """A step, and how it is rounded."""
        bounds = len(self.bounds)
        getattr(self, kind)(fields)
        if "round" in fields:
            if kind in ("share", "equalise"):
                self.watch(self.at, True)
            self.round(fields["round"], self.bounds[bounds:])

    # For whom a step is.

    def some(self, fields):
        """Of those who take part, whom the step is for."""
        return [i for i in self.members if meets(fields.get("where", {}), self.table.rows[i])]

    def for_whom(self, fields, step):
        """A step, for each value of its `within` by itself."""
        if "where" not in fields and "within" not in fields:
            step(fields)
            return
        lots = {}
        for i in self.some(fields):
            lots.setdefault(self.table.rows[i].get(fields.get("within")), []).append(i)
        first = len(self.watched)
        for lot in lots.values():
            self.alone(lot, lambda: step(fields))
        self.watched[first:] = joined(self.watched[first:])

    def alone(self, members, work):
        """As if the pot held only these: what others have stays, and so do their bounds."""
        everyone, bounds, weights, before = self.members, self.bounds, self.weights, list(self.x)
        self.members, self.bounds, self.gave, self.weights = members, [], False, None
        work()
        inside = set(members)
        assert all(self.x[i] == before[i] for i in range(len(before)) if i not in inside)
        if self.gave:
            bounds = [([0 if i in inside else low for i, low in enumerate(lower)],
                       [None if i in inside else high for i, high in enumerate(upper)], yields)
                      for lower, upper, yields in bounds]
        self.bounds = bounds + self.bounds
        self.members = everyone
        if self.weights is None:
            self.weights = weights
        else:  # ties: whom no share is for weighs nothing
            earlier = weights or [Fraction(0)] * len(before)
            self.weights = [w if i in inside else earlier[i] for i, w in enumerate(self.weights)]

    def watch(self, step, gives):
        for bound in self.watched:
            if bound.step < step:
                bound.look(step, gives, self.x)

    def keep(self, name, amounts, held, or_nothing=False):
        """A bound that this step has kept; `held` are those that would be beyond it without it.
        `or_nothing`: who has nothing is not below it."""
        kind = next(k for k in self.pot["steps"][self.at] if k != "label")
        accepted = self.pot["steps"][self.at][kind].get("may_be_undone") == "true"
        self.watched.append(KeptBound(self.at, name, amounts, held, accepted, self.members,
                                      self.table.ids, or_nothing))

    def check(self):
        dated = ["prorate" in s[next(k for k in s if k != "label")] for s in self.pot["steps"]
                 if next(k for k in s if k != "label") in ("share", "equalise", "flat", "rate")]
        if "prorate" not in self.pot and not (dated and all(dated)) and self.inside():
            raise Infeasible("date_within_period")
        rule = self.pot.get("rounding", {})
        residual = self.rounding.residual
        if isinstance(residual, tuple) and residual[0] == "district" and \
                self.table.ids.index(residual[1]) not in self.members:
            raise Infeasible("fields_clash", "takes no part")
        if not self.rounding.closes and "residual" not in rule:
            raise Infeasible("residual_required")
        step = self.pot["steps"][0].get("share", {})
        prorate = step.get("prorate", self.pot.get("prorate", "none"))
        whole_share = step.get("of", "participants") == "participants" and prorate == "none" \
            and "rate" not in step and "round" not in step and "where" not in step
        fields = [step[next(k for k in step if k != "label")] for step in self.pot["steps"]]
        if any("where" in each and not self.some(each) for each in fields):
            raise Infeasible("for_nobody")
        if self.rounding.divisor and (len(self.pot["steps"]) > 1 or "by" not in step or not whole_share):
            raise Infeasible("divisor_needs_share")
        fixed = not self.open
        if fixed and "residual" not in rule and (self.amount / self.rounding.unit).denominator != 1:
            raise Infeasible("pot_not_multiple")

    def inside(self):
        if not {"column", "from", "until"} & set(self.pot.get("participation", {})):
            return False
        period = self.scenario["period"]
        begin, end = date(period["from"]), date(period["until"])
        days = [d for own in self.spans for span in own for d in span]
        return any(begin < d < end for d in days)

    def factor(self, step, at):
        """The district's part of the year in this step, and whether it scales the key."""
        rule = step.get("prorate", self.pot.get("prorate"))
        if rule is None or rule == "none":
            return Fraction(1), False
        key_is_scaled = rule.get("applies_to", "amount") == "key"
        return part_of_year(self.scenario, rule, self.spans[at]), key_is_scaled

    def distributed(self):
        """Bounds of earlier steps no longer hold: this step gave new money."""
        self.bounds = []
        self.gave = True

    def hold(self, lower, upper, yields=False):
        """`yields`: in whole units the maximum gives way to the minimums."""
        self.bounds.append((list(lower), list(upper), yields))

    def bounds_kept(self):
        """The tightest of the bounds that the exact amounts keep: what a later step has undone does
        not come back in rounding."""
        self.lower = [Fraction(0)] * len(self.x)
        self.upper = [None] * len(self.x)
        self.upper_in_units = [None] * len(self.x)
        unit = self.rounding.unit
        for i in self.members:
            self.lower[i] = max([lower[i] for lower, _, _ in self.bounds if lower[i] <= self.x[i]], default=Fraction(0))
            kept = [(upper[i], yields) for _, upper, yields in self.bounds
                    if upper[i] is not None and self.x[i] <= upper[i]]
            if kept:
                self.upper[i] = min(bound for bound, _ in kept)
                least = ceil(self.lower[i] / unit)
                self.upper_in_units[i] = min(max(floor(bound / unit), least) if yields else floor(bound / unit)
                                             for bound, yields in kept)

    # The steps.

    def claims_of(self, step):
        """What those claim whom the step is for."""
        everyone, self.members = self.members, self.some(step)
        claims = self.claims_of_members(step)
        self.members = everyone
        return claims

    def claims_of_members(self, step):
        if "need" in step:
            full = self.equalised(step, number(step["base"]))
            self.tell_base(number(step["base"]), None, full)
        else:
            counts = counts_of(self.scenario, self.table, step["per"]) if "per" in step else None
            full = [number(step["amount"]) * (c if counts else number(step.get("times", 1)))
                    for c in counts or self.x]
        claims = [full[i] * self.factor(step, i)[0] if i in self.members else Fraction(0) for i in range(len(self.x))]
        return [rounded(claim, step["round"]) for claim in claims] if "round" in step else claims

    def claims(self, block, claimants):
        claims = [sum(of_steps) for of_steps in zip(*block)]
        self.alone(claimants, lambda: self.settle(claims))

    def settle(self, claims):
        self.distributed()
        if not self.open:
            total = sum(claims)
            if total > self.left:
                if self.left == 0 and self.gave_rest:
                    raise Infeasible("step_after_share")
                if self.pot.get("if_claims_exceed", "error") == "error":
                    raise Infeasible("claims_exceed_pot")
                claims = [c * self.left / total for c in claims]
            self.left -= sum(claims)
        self.x = [x + c for x, c in zip(self.x, claims)]

    def round(self, rule, bounds):
        """What each has after a step, by itself, within the bounds of that step; the difference stays
        in the pot, or comes out of it."""
        unit, before = number(rule["unit"]), sum(self.x)
        after = list(self.x)
        for i in self.members:
            lower = max((ceil(low[i] / unit) for low, _, _ in bounds), default=0)
            upper = min((floor(high[i] / unit) for _, high, _ in bounds if high[i] is not None), default=None)
            if upper is not None and lower > upper:
                raise Infeasible("bounds_after_rounding")
            after[i] = clamp(rounded(self.x[i], rule) / unit, lower, upper) * unit
            self.rounded += after[i] != self.x[i]
        less = before - sum(after)
        if not self.open and -less > self.left:
            raise Infeasible("rounded_above_pot")
        self.x = after
        for payer in reversed(self.payers):
            part = min(max(less, 0), payer[1])
            if part:
                self.released.append(part)
            payer[1] -= part
            less -= part
        if not self.open:
            self.left += less

    def share(self, step):
        if self.open:
            raise Infeasible("open_pot_step")
        if "tiers" in step:
            self.share_in_tiers(step)
            return
        if "rate" in step:
            counts_of(self.scenario, self.table, step["by"])
        self.take_rest()
        values, whole = key(self.scenario, self.table, step["by"], self.key_ties)
        weights = [Fraction(0)] * len(values)
        parts = [Fraction(1)] * len(values)
        for i in self.members:
            part, scales_key = self.factor(step, i)
            weights[i] = values[i] * part if scales_key else values[i]
            parts[i] = Fraction(1) if scales_key else part
        if step.get("of", "participants") == "participants":
            whole = sum(weights) + whole - sum(values)
        if whole == 0 and self.left > 0:
            raise Infeasible("zero_weight")
        if self.left > 0:
            self.distributed()
        self.weights = weights
        if whole == 0:
            return
        rate = exact = self.left / whole
        if "rate" in step and self.left > 0:
            rate = rounded(exact, step["rate"])
            self.rates[self.at] = (rate, exact, None, None)
        gives = [rate * w * p for w, p in zip(weights, parts)]
        gap = rate * (whole - sum(weights))  # of no participant: nobody gets it later
        if sum(gives) + gap > self.left:
            raise Infeasible("rounded_above_pot")
        self.x = [x + g for x, g in zip(self.x, gives)]
        self.kept += gap
        self.left -= sum(gives) + gap

    def take_rest(self):
        """Before a step that hands out all that is left."""
        if self.left == 0 and self.gave_rest and self.amount > 0:
            raise Infeasible("step_after_share")
        self.gave_rest = True

    def sides(self, step):
        """Need and capacity of all."""
        capacity = step["capacity"]
        is_key = capacity == "equal" or capacity in self.scenario.get("keys", {})
        return (counts_of(self.scenario, self.table, step["need"]),
                counts_of(self.scenario, self.table, capacity) if is_key else self.table.full(capacity))

    def equalised(self, step, base):
        """What a base gives to each, for the whole period."""
        rate = number(step["rate"])
        return [rate * max(base * need - capacity, Fraction(0)) if need > 0 and i in self.members else Fraction(0)
                for i, (need, capacity) in enumerate(zip(*self.sides(step)))]

    def closing_base(self, step):
        """The base that gives all of what is left: those with the least capacity for each unit of their
        need receive, as many as leaves the next one nothing."""
        needs, capacities = self.sides(step)
        needy = sorted((i for i in self.members if needs[i] > 0), key=lambda i: capacities[i] / needs[i])
        if not needy:
            raise Infeasible("zero_weight")
        if sum(self.equalised(step, Fraction(0))) > self.left:
            raise Infeasible("claims_exceed_pot")
        for count in range(1, len(needy) + 1):
            who = needy[:count]
            base = (self.left / number(step["rate"]) + sum(capacities[i] for i in who)) / sum(needs[i] for i in who)
            if count == len(needy) or base <= capacities[needy[count]] / needs[needy[count]]:
                return base

    def tell_base(self, base, exact, full):
        receive = sum(full[i] > 0 for i in self.members)
        self.rates[self.at] = (base, exact, receive, len(self.members) - receive)

    def equalise(self, step):
        if self.open:
            raise Infeasible("open_pot_step")
        self.take_rest()
        if self.left == 0:
            return
        base = exact = self.closing_base(step)
        if "base" in step:
            base = rounded(exact, step["base"])
        full = self.equalised(step, base)
        gives = [full[i] * self.factor(step, i)[0] if i in self.members else Fraction(0) for i in range(len(full))]
        if sum(gives) > self.left:
            raise Infeasible("rounded_above_pot")
        self.distributed()
        self.tell_base(base, exact, full)
        self.x = [x + g for x, g in zip(self.x, gives)]
        self.left -= sum(gives)

    def share_in_tiers(self, step):
        self.distributed()
        self.tiered, self.tier_members = step["tiers"], list(self.members)
        self.parts = [self.factor(step, i)[0] if i in self.members else 0 for i in range(len(self.x))]

    def top_slice(self, step):
        if self.open:
            raise Infeasible("open_pot_step")
        asked = number(step["amount"]) if "amount" in step else number(step["percent"]) * self.amount
        taken = half_up(asked / self.rounding.unit) * self.rounding.unit
        if taken > self.left:
            raise Infeasible("top_slice_too_large")
        self.reserves[step["to"]] = self.reserves.get(step["to"], Fraction(0)) + taken
        self.left -= taken

    def bound(self, rule, nothing):
        """The bound of each district; of those that take no part it is not asked for."""
        result = [nothing] * len(self.x)
        if rule is None:
            return result
        for i in self.members:
            value = self.bound_of(rule, i)
            if value is None and "percent_of_prior" in rule:
                raise Infeasible("undefined_prior", self.table.ids[i])
            result[i] = nothing if value is None else value
        return result

    def bound_of(self, rule, i):
        """Of one district; None: it has no prior year that this is a part of."""
        if not isinstance(rule, dict):
            return number(rule)
        for several, choose in (("greatest_of", max), ("least_of", min)):
            if several in rule:
                values = [self.bound_of(each, i) for each in rule[several]]
                return choose((value for value in values if value is not None), default=None)
        if "percent_of_prior" in rule:
            part = rule["percent_of_prior"]
            return None if self.prior[i] is None else self.part_of_prior(part, i) * self.prior[i]
        if "percent_of_pot" in rule:
            return number(rule["percent_of_pot"]) * self.amount
        if "per" in rule:
            return number(rule["amount"]) * counts_of(self.scenario, self.table, rule["per"])[i]
        return self.table.full(rule["column"])[i]

    def part_of_prior(self, part, i):
        return self.table.full(part["column"])[i] if isinstance(part, dict) else number(part)

    def floor_of(self, step, i):
        """0 where there is none."""
        if "floor" in step:
            return self.bound_of(step["floor"], i) or Fraction(0)
        if self.prior[i] is None:
            return Fraction(0)
        if "percent_of_loss" in step:
            has, had = self.x[i], self.prior[i]
            return min(has, had) + number(step["percent_of_loss"]) * max(0, had - has)
        return self.part_of_prior(step["percent_of_prior"], i) * self.prior[i]

    def solve(self, lower, upper, members=None, extra=Fraction(0)):
        members = self.members if members is None else members
        total = sum(self.x[i] for i in members) + extra
        found = solve(total, [self.x[i] for i in members], [lower[i] for i in members],
                      [upper[i] for i in members])
        if isinstance(found, str):
            raise Infeasible(found)
        factor = found[1]
        low = [i for i in members if lower[i] > factor * self.x[i]]
        high = [i for i in members if i not in low and upper[i] is not None and upper[i] < factor * self.x[i]]
        for i, x in zip(members, found[0]):
            self.x[i] = x
        return low, high

    def limit(self, step):
        lower = self.bound(step.get("minimum"), Fraction(0))
        upper = self.bound(step.get("maximum"), None)
        if any(upper[i] is not None and lower[i] > upper[i] for i in self.members):
            raise Infeasible("minimum_above_maximum")
        if self.open:
            held = [i for i in self.members if lower[i] > self.x[i]], [
                i for i in self.members if upper[i] is not None and max(self.x[i], lower[i]) > upper[i]]
            self.x = [max(x, low) for x, low in zip(self.x, lower)]
            self.cut(upper)
        else:
            held = self.solve(lower, upper)
        self.hold(lower, upper)
        if "minimum" in step:
            self.keep("minimum", lower, held[0])
        if "maximum" in step:
            self.keep("maximum", upper, held[1])

    def hold_harmless(self, step):
        floors = [Fraction(0)] * len(self.x)
        for i in self.members:
            floors[i] = self.floor_of(step, i)
        payer = step["paid_by"]
        before = list(self.x)
        held = None
        if self.open and not isinstance(payer, dict):
            raise Infeasible("open_pot_step")
        if isinstance(payer, dict):
            self.top_up(payer["top_up"], floors)
        elif payer == "ratable":
            if sum(floors) > sum(self.x[i] for i in self.members):
                raise Infeasible("floor_not_payable")
            held = self.solve(floors, [None] * len(self.x))[0]
        elif payer == "scale_above_floor":
            self.scale_above(floors, floors)
        else:
            knees = [max(p or Fraction(0), f) for p, f in zip(self.prior, floors)]
            self.scale_above(floors, knees)
        self.hold(floors, [None] * len(self.x))
        if held is None:
            held = [i for i in self.members if before[i] != self.x[i] == floors[i] > 0]
        self.keep("floor", floors, held)

    def top_up(self, name, floors):
        cost = Fraction(0)
        for i in self.members:
            cost += max(floors[i] - self.x[i], 0)
            self.x[i] = max(self.x[i], floors[i])
        self.payers.append([name, cost])

    def cut(self, upper):
        """The pot's own money is used first: what is cut is the last payer's, as long as it lasts."""
        rest = Fraction(0)
        for i in self.members:
            if upper[i] is not None and self.x[i] > upper[i]:
                rest += self.x[i] - upper[i]
                self.x[i] = upper[i]
        for payer in reversed(self.payers):
            part = min(rest, payer[1])
            self.released.append(part)
            payer[1] -= part
            rest -= part
        self.kept += 0 if self.open else rest
        return rest

    def scale_above(self, floors, knees):
        """Those below their floor get it; what others have above their knee pays for it."""
        cost = sum(max(floors[i] - self.x[i], 0) for i in self.members)
        above = sum(max(self.x[i] - knees[i], 0) for i in self.members)
        if cost > above:
            raise Infeasible("floor_not_payable")
        scale = 1 - cost / above if above else Fraction(1)
        for i in self.members:
            if self.x[i] < floors[i]:
                self.x[i] = floors[i]
            elif self.x[i] > knees[i]:
                self.x[i] = knees[i] + scale * (self.x[i] - knees[i])

    def gain_cap(self, step):
        if self.open and step["released"] == "to_others":
            raise Infeasible("open_pot_step")
        growth = 1 + number(step["percent"])
        upper = [None] * len(self.x)
        solved = []
        for i in self.members:
            known = self.prior[i] is not None and self.prior[i] != 0
            if known:
                upper[i] = growth * self.prior[i]
            if known or step["new"] == "uncapped":
                solved.append(i)
        if step["released"] == "to_others":
            held = self.solve([Fraction(0)] * len(self.x), upper, solved)[1]
        else:
            held = [i for i in self.members if upper[i] is not None and upper[i] < self.x[i]]
            self.cut(upper)
        self.hold([Fraction(0)] * len(self.x), upper)
        self.keep("ceiling", upper, held)

    def drop_below(self, step):
        released = step["released"]
        if self.open and released != "keep":
            raise Infeasible("open_pot_step")
        amounts = self.bound(step["amount"], Fraction(0))
        dropped = [i for i in self.members if 0 < self.x[i] < amounts[i]]
        others = [i for i in self.members if self.x[i] > 0 and i not in dropped]
        if released == "to_others":
            all_of_it = sum(self.x[i] for i in self.members)
            if dropped and not others:
                raise Infeasible("nobody_receives")
            theirs = sum(self.x[i] for i in others)
            for i in self.members:
                self.x[i] = self.x[i] * all_of_it / theirs if i in others else Fraction(0)
        else:
            out = self.cut([Fraction(0) if i in dropped else None for i in range(len(self.x))])
            if isinstance(released, dict):
                self.named.append((released["reserve"], out))
        self.dropped = self.dropped + len(dropped)
        self.hold([amounts[i] if i in others else Fraction(0) for i in range(len(self.x))],
                  [None] * len(self.x))
        self.keep("smallest amount", amounts, [], or_nothing=True)

    def phase_in(self, step):
        if any(self.prior[i] is None for i in self.members):
            raise Infeasible("undefined_prior")
        new = number(step["new_weight"])
        total = sum(self.x[i] for i in self.members)
        before = sum(self.prior[i] for i in self.members)
        if before == 0 and total > 0:
            raise Infeasible("zero_weight")
        self.distributed()
        for i in self.members:
            old = self.prior[i] * total / before if before else Fraction(0)
            self.x[i] = new * self.x[i] + (1 - new) * old

    def place_unclaimed(self):
        if self.pot.get("unclaimed") != "reallocate" or self.left == 0 or self.tiered:
            return  # what is left is for the tiers
        claims = self.table.full(self.pot["claims"])
        upper = [None] * len(self.x)
        for i in self.members:
            upper[i] = max(claims[i], self.x[i]) if self.x[i] > 0 else Fraction(0)
        room = sum(upper[i] - self.x[i] for i in self.members)
        placed = min(self.left, room)
        self.solve(list(self.x), upper, extra=placed)
        self.left -= placed
        self.hold([Fraction(0)] * len(self.x), upper, yields=True)


def joined(bounds):
    """Those of one step for different districts."""
    result = []
    for bound in bounds:
        same = next((each for each in result if each.name == bound.name), None)
        if same is None:
            result.append(bound)
            continue
        for i in bound.members:
            same.amounts[i] = bound.amounts[i]
        same.members = same.members + bound.members
        same.held += bound.held
    return result
