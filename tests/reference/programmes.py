"""Random funding programmes, small enough that ties and corners are met often."""

import random
from fractions import Fraction

from columns import Columns, percent, round_to, text
from yaml_text import Id

GROUPS = ["N", "S", "W"]


class Programme(Columns):
    def make(self):
        pots = self.pick(1, 1, 1, 2, 3) if self.stage > 1 else self.pick(1, 1, 2)
        if self.stage > 1 and self.chance(0.4):
            self.scenario["period"] = self.pick(
                {"from": "2026-01-01", "until": "2027-01-01"}, {"from": "2026-01-01", "until": "2026-07-01"},
                {"from": "2025-08-01", "until": "2026-08-01"})
        self.pots = []
        for at in range(pots):
            self.pots.append(self.pot(at, pots))
        if self.stage > 1:
            self.feed()
        if self.keys:
            self.scenario["keys"] = self.keys
        if self.groups:
            self.scenario["groups"] = self.groups
        self.scenario["districts"] = self.rows
        self.scenario["pots"] = self.pots
        return self.scenario, self.files

    def feed(self):
        """Some pots get their amount from another one."""
        for at in range(1, len(self.pots)):
            giver, taker = self.pots[at - 1], self.pots[at]
            if self.chance(0.4) and is_number(giver["amount"]) and is_number(taker["amount"]):
                unit = Fraction(taker["rounding"]["unit"])
                amount = Fraction(giver["amount"])
                wanted = round_to(amount * Fraction(self.pick(10, 20, 40), 100), unit)
                share = wanted / amount if self.chance(0.8) else Fraction(1, 3)
                part = percent(share * 100) if "/" not in text(share) else text(share)
                taker["amount"] = {"part": part, "of": giver["id"]}

    def pot(self, at, of):
        self.unit = Fraction(self.pick("1", "1", "0.01", "0.5", "10"))
        units = self.pick(self.r.randint(3, 30), self.r.randint(20, 300), self.r.randint(100, 5000))
        large = self.chance(0.05)
        if large:
            units = self.r.randint(1, 10**10)
        self.amount = self.unit * units
        self.average = self.amount / self.count
        pot = {"id": f"p{at}", "amount": text(self.amount)}
        kind = self.r.random()
        self.is_open = kind < 0.15
        if self.is_open:
            pot["amount"] = "open"
        elif kind < 0.25:
            self.amount += self.unit * Fraction(self.r.randint(1, 9), 10)
            pot["amount"] = text(self.amount)
        elif kind < 0.45 and self.stage > 1:
            self.funded(pot)
        self.prior_rule = False
        self.top_ups = 0
        self.single = not self.is_open and not large and self.chance(0.12)  # unit by unit takes long
        self.people(pot)
        self.choose_people(pot)
        pot["steps"] = self.steps(pot)
        self.drop(pot)
        self.round_steps(pot)
        self.other_bounds(pot)
        self.name_steps(pot)
        self.say_for_whom(pot)
        pot["rounding"] = self.rounding(pot)
        if self.prior_rule:
            complete = "phase_in" in str(pot["steps"]) or any(
                "percent_of_prior" in bound for s in pot["steps"] for bound in [*s.get("limit", {}).values(), *s.get("drop_below", {}).values()])
            rule = self.prior(self.average, complete or self.chance(0.3))
            if of == 1 and self.chance(0.5):
                self.scenario["prior"] = rule
            else:
                pot["prior"] = rule
        elif self.chance(0.2) and of == 1:
            self.scenario["prior"] = self.prior(self.average, False)
        if self.stage > 1:
            self.tranches(pot)
            self.payment(pot)
        return pot

    def payment(self, pot):
        """Corrections of an earlier year, of either sign, and what has been paid."""
        if self.chance(0.2):
            pot["settle"] = {"column": self.column(
                "c", lambda: self.pick("", "0", text(self.unit * self.r.randint(-200, 200))))}
        if self.chance(0.08):
            pot["paid"] = {"column": self.column("h", lambda: text(self.unit * self.r.randint(0, 100)))}

    def funded(self, pot):
        if self.chance(0.3):
            self.scenario.setdefault("year", "2026")
            pot["amount"] = {"by_date": {"2024-01-01": text(self.amount * 2), "2025-01-01": text(self.amount),
                                         "2030-01-01": self.pick("unknown", "5")}}
            return
        pot["amount"] = "contributors"
        half = round_to(self.amount / 2, self.unit)
        people = [{"id": "land", "amount": text(half)}]
        if self.chance(0.6):
            people.append({"id": "bund", "match": self.pick("1/1", "1/3", "1/2"), "of": "land"})
            if self.chance(0.5):
                people[-1]["at_most"] = text(round_to(self.amount / 3, self.unit))
        if self.chance(0.5):
            people.append({"id": "own", "percent": self.pick("10 %", "33 %", "1/3")})
        if self.chance(0.2):
            people.append({"id": "gift", "in_kind": "5"})
        self.r.shuffle(people)
        pot["contributors"] = people

    def tranches(self, pot):
        if not self.chance(0.2) or not is_whole(pot):
            return
        years = ["2026", "2027", "2028"][:self.pick(1, 2, 3)]
        pot["tranches"] = {"years": years}
        if self.chance(0.5):
            pot["tranches"]["weights"] = [self.pick("1", "2", "0.5") for _ in years]
        if "contributors" in pot and self.chance(0.5):
            pot["split_order"] = self.r.sample(["district", "contributor", "year"], 3)

    def people(self, pot):
        """Who takes part, and what a part of the year means."""
        self.prorated_key = False
        self.parts = False
        if "period" not in self.scenario or not self.chance(0.8):
            return
        period = self.scenario["period"]
        days = ["2025-01-01", "2025-09-01", "2026-02-01", "2026-02-15", "2026-04-01", "2026-05-10", "2026-05-20",
                "2026-06-30", "2026-12-31", period["from"], period["from"], period["from"]]
        if self.chance(0.6):
            days = [d for d in days if not period["from"] < d < period["until"]]
        else:
            self.parts = True
        if self.chance(0.25):
            pot["participation"] = {"column": self.column("d", lambda: self.pick("", *days))}
        else:
            rule = {"default": self.pick("all", "all", "none"), "from": {}, "until": {}}
            for row in self.rows:
                if self.chance(0.4):
                    self.events(rule, row["id"], days)
            pot["participation"] = {k: v for k, v in rule.items() if v}
        if self.parts and self.chance(0.95):
            pot["prorate"] = self.prorate()

    def events(self, rule, id_, days):
        found = sorted(set(self.r.sample(days, self.pick(1, 1, 2, 3))))
        kind = self.pick("from", "until")
        for day in found:
            rule[kind].setdefault(day, []).append(id_)
            kind = "until" if kind == "from" else "from"

    def prorate(self):
        rule = {"unit": self.pick("day", "month")}
        if rule["unit"] == "month":
            rule["started_month"] = self.pick("counts", "ignored", "half")
        if self.chance(0.3):
            rule["applies_to"] = "key"
            self.prorated_key = True
        return rule

    def drop(self, pot):
        """Some pots give nothing below an amount; by a chance of their own."""
        chance = random.Random(str(pot["steps"]) + pot["id"])
        if self.single or self.stage == 1 or chance.random() >= 0.25:
            return
        for _ in range(chance.choice([1, 1, 1, 2])):
            kind = chance.random()
            part = Fraction(chance.randint(5, 130), 100)
            amount = text(round_to(self.average * part, self.unit / chance.choice([1, 1, 4, 10])))
            if kind < 0.2:
                self.prior_rule = True
                amount = {"percent_of_prior": percent(chance.randint(20, 110))}
            elif kind < 0.4 and not self.is_open:
                amount = {"percent_of_pot": percent(round_to(part * 100 / self.count, Fraction(1, 10)))}
            released = chance.choice(["to_others", "to_others", "keep", {"reserve": chance.choice(["reserve", "small"])}])
            if self.is_open and chance.random() < 0.95:
                released = "keep"
            tiers = "tiers" in str(pot["steps"][-1:])
            first = next((at for at, step in enumerate(pot["steps"]) if "top_slice" not in step), 0)
            last = len(pot["steps"]) - tiers
            pot["steps"].insert(chance.randint(min(first + 1, last), last),
                                {"drop_below": {"amount": amount, "released": released}})

    def round_steps(self, pot):
        """Some steps round by themselves; by a chance of their own."""
        chance = random.Random(str(pot["steps"]) + pot["id"] + "round")
        if self.stage == 1 or chance.random() >= 0.3 or (self.single and chance.random() < 0.8):
            return
        able = [step for step in pot["steps"] if "top_slice" not in step and "tiers" not in str(step)]
        for step in chance.sample(able, min(len(able), chance.choice([1, 1, 2]))):
            kind = next(iter(step))
            step[kind]["round"] = {"unit": text(self.unit * Fraction(chance.choice(["1", "1", "0.1", "2", "5"]))),
                                   "method": chance.choice(["down", "down", "half_up", "half_even", "up"])}
    def other_bounds(self, pot):
        """Several bounds at once, floors of other forms and columns of percentages, in the place of what
        there is; by a chance of their own."""
        own, self.r = self.r, random.Random(f"bounds {pot['steps']}")
        for step in pot["steps"]:
            if "limit" in step and self.chance(0.35):
                for name, (low, high) in (("minimum", (0, 60)), ("maximum", (120, 300))):
                    if name in step["limit"]:
                        step["limit"][name] = self.several(step["limit"][name], low, high)
            elif "drop_below" in step and self.chance(0.35):
                step["drop_below"]["amount"] = self.several(step["drop_below"]["amount"], 5, 60)
            elif "hold_harmless" in step:
                floor = step["hold_harmless"]
                if self.chance(0.3 if isinstance(floor["paid_by"], dict) else 0.75):
                    self.other_floor(floor)
        self.r = own

    def several(self, bound, low, high):
        bounds = [bound, *(self.bound(low, high) for _ in range(self.pick(0, 1, 1, 2)))]
        if self.chance(0.5):
            self.prior_rule = True
            bounds.append({"percent_of_prior": self.part_of_prior(low, high)})
        if self.chance(0.2):
            bounds.append(self.several(self.bound(low, high), low, high))
        self.r.shuffle(bounds)
        return {self.pick("greatest_of", "greatest_of", "least_of"): bounds}

    def part_of_prior(self, low, high):
        if self.chance(0.6):
            return percent(self.r.randint(low, high))
        return {"column": self.column("pc", lambda: percent(self.r.randint(low, high)))}

    def other_floor(self, step):
        part = step.pop("percent_of_prior")
        kind = self.r.random()
        if kind < 0.2:
            step["percent_of_prior"] = self.part_of_prior(40, 100)
        elif kind < 0.5:
            step["percent_of_loss"] = self.pick("0 %", "50 %", "1/3", "90 %", "100 %")
        elif kind < 0.6:
            step["floor"] = {"percent_of_prior": part}
        else:
            step["floor"] = self.several(self.bound(5, 70), 5, 70)

    def name_steps(self, pot):
        """Steps that bound have labels, and some may be undone; by a chance of their own."""
        chance = random.Random(str(pot["steps"]))
        for at, step in enumerate(pot["steps"]):
            kind = next(iter(step))
            if kind in ("limit", "hold_harmless", "gain_cap", "drop_below"):
                if chance.random() < 0.6:
                    step["label"] = f"{pot['id']}-{at}"
                if chance.random() < 0.2:
                    step[kind]["may_be_undone"] = chance.choice(["true", "false"])

    # For whom, by chances of their own: the rest of a programme does not hang on them.

    def text_column(self, chance):
        """A column of texts, of which `1` and `01` are two."""
        known = [c for c in self.rows[0] if c.startswith("z")]
        if known and chance.random() < 0.6:
            return chance.choice(known)
        name = f"z{len(self.rows[0])}"
        texts = chance.choice([["K", "S"], ["K", "S", "L"], ["1", "01"], ["K"]])
        for row in self.rows:
            row[name] = Id(chance.choice(texts))
        return name

    def where(self, chance):
        where = {}
        for _ in range(chance.choice([1, 1, 1, 2])):
            column = self.text_column(chance)
            texts = sorted({row[column] for row in self.rows})
            some = [Id(t) for t in chance.sample(texts, chance.randint(1, len(texts)))]
            where[column] = some[0] if len(some) == 1 and chance.random() < 0.7 else some
        return where

    def choose_people(self, pot):
        chance = random.Random("people " + str(pot))
        rule = pot.get("participation")
        if rule is None and chance.random() < 0.1:
            pot["participation"] = {"where": self.where(chance)}
        elif rule is not None and "column" in rule and chance.random() < 0.3:
            rule["where"] = self.where(chance)

    def say_for_whom(self, pot):
        chance = random.Random("whom " + str(pot["steps"]))
        if self.single or chance.random() < 0.6:
            return
        for at, step in enumerate(pot["steps"]):
            kind = next(k for k in step if k != "label")
            fields = step[kind]
            before = [next(k for k in s if k != "label") for s in pot["steps"][:at]]
            whole = kind == "top_slice" or ("tiers" in fields and set(before) - {"top_slice"})
            if not whole and chance.random() < 0.35:
                fields["where"] = self.where(chance)
            alone = (kind == "limit" and self.is_open or fields.get("released") == "keep" or
                     isinstance(fields.get("paid_by"), dict))
            if kind in ("limit", "hold_harmless", "gain_cap", "phase_in") and not alone and chance.random() < 0.3:
                fields["within"] = self.text_column(chance)

    # Steps.

    def steps(self, pot):
        if self.single:
            return [{"share": {"by": self.key()}}]
        steps = []
        if self.is_open:
            steps += self.block(pot, Fraction(self.pick(60, 100), 100))
            steps += self.adjust(pot, self.pick(0, 1, 1, 2, 3)) if self.stage > 1 else []
            return steps
        if self.chance(0.25):
            steps.append(self.top_slice())
        shares = self.chance(0.75)
        if not shares:
            self.average *= Fraction(1, 2)
        if not shares or self.chance(0.35):
            steps += self.block(pot, Fraction(self.pick(10, 20, 30, 40, 60, 90), 100))
        if steps and self.stage > 1 and self.chance(0.12):
            steps += self.adjust(pot, 1)
        if shares and self.stage > 1 and self.chance(0.2) and not self.parts:
            return steps + self.before_tiers(pot, steps) + [self.tiers()]
        if shares:
            share = {"by": self.key()}
            if self.chance(0.15):
                share["of"] = "all"
            if self.stage > 1:
                self.by_rate(share)
            if self.stage > 1 and self.parts and "prorate" in pot and self.chance(0.15):
                share["prorate"] = self.pick("none", {"unit": "day"})
            steps.append({"share": share} if self.stage == 1 or self.chance(0.75) else self.equalise(pot, shares=True))
            if ("rate" in share or "equalise" in steps[-1]) and self.chance(0.3):
                steps += self.block(pot, Fraction(self.pick(1, 5), 100))
        if self.stage > 1:
            steps += self.adjust(pot, self.pick(0, 0, 1, 1, 1, 2, 3))
            self.unclaimed(pot, shares)
        return steps

    def before_tiers(self, pot, steps):
        """More often than by chance: floors that somebody pays from outside."""
        if not self.chance(0.4):
            return []
        given = [] if "flat" in str(steps) or "rate" in str(steps) else self.block(
            pot, Fraction(self.pick(10, 40, 90), 100))
        if given and "top_slice" not in str(steps) and self.chance(0.3):
            given = []  # all is topped up
        if self.chance(0.4):
            return given + self.cut_top_ups()
        self.prior_rule = True
        payers = self.pick(["Land"], ["Land"], ["Land", "Bund"], ["Bund", "Land"])
        self.top_ups += len(payers)
        return given + [self.floor_by({"top_up": payer}, self.pick(15, 33, 50, 70, 100))
                        for payer in payers]

    def unclaimed(self, pot, shares):
        if self.chance(0.3):
            pot["if_claims_exceed"] = self.pick("reduce_pro_rata", "reduce_pro_rata", "error")
        if self.chance(0.25):
            pot["unclaimed"] = self.pick("not_assigned", "return", "carry_over")
        if (not shares or self.chance(0.1)) and self.chance(0.5):
            pot["unclaimed"] = "reallocate"
            average = self.average
            pot["claims"] = self.column("cl", lambda: text(round_to(average * self.pick(0, 1, 1, 2), self.unit)))

    def block(self, pot, part):
        steps = []
        if self.prorated_key:
            pot["prorate"].pop("applies_to")
            self.prorated_key = False
        for _ in range(self.pick(1, 1, 2)):
            if self.stage > 1 and self.chance(0.15):
                steps.append(self.equalise(pot, base=self.rate(self.average * part / 2)))
            elif self.chance(0.6):
                flat = {"amount": text(round_to(self.average * part, self.unit / self.pick(1, 1, 10)))}
                if self.chance(0.2):
                    flat["times"] = self.pick("2", "0.5", "1/3")
                steps.append({"flat": flat})
            else:
                counts = self.counts(4)
                steps.append({"rate": {"amount": self.rate(self.average * part / 3), "per": counts}})
            part /= 2
        if self.stage > 1 and self.parts and "prorate" in pot and self.chance(0.15):
            step = next(iter(steps[0].values()))
            step["prorate"] = self.pick("none", {"unit": "day"})
        return steps

    def by_rate(self, share):
        """Now and then at a rate for each unit, rounded, of a key that may be none of counts."""
        if self.chance(0.2):
            if self.chance(0.9):
                share["by"] = self.counts(12)
            share["rate"] = self.rounding_of_rate()

    def rounding_of_rate(self):
        return {"unit": self.pick(text(self.unit), text(self.unit / 100), "1/3"),
                "method": self.pick("down", "down", "half_up", "half_even", "up")}

    def equalise(self, pot, base=None, shares=False):
        """A need of some units, and a capacity that may be below 0."""
        if self.prorated_key:
            pot["prorate"].pop("applies_to")
            self.prorated_key = False
        about = self.average * Fraction(self.pick(0, 1, 1, 2, 4), 2)
        capacity = self.column("c", lambda: text(round_to(
            about * Fraction(self.r.randint(-8 if self.chance(0.1) else 0, 100), 50), self.unit / 10)))
        step = {"need": self.counts(5), "capacity": self.counts(9) if self.chance(0.15) else capacity,
                "rate": self.pick("100 %", "90 %", "60 %", "2/3")}
        if base is not None:
            step["base"] = base
        elif self.chance(0.4):
            step["base"] = self.rounding_of_rate()
        if shares and self.parts and "prorate" in pot and self.chance(0.15):
            step["prorate"] = self.pick("none", {"unit": "day"})
        return {"equalise": step}

    def counts(self, most):
        """What a rate counts: a column, or a key."""
        if self.chance(0.08) and self.keys:
            return self.part()  # which may be one of shares
        return self.made_of_counts(most) if self.chance(0.4) else self.small(most)

    def rate(self, about):
        """Any exact number, for it is no money."""
        return text(self.pick(round_to(about, self.unit / 10), round_to(about, self.unit / 10),
                              round_to(about, self.unit / 10000), about, round_to(about * 7, self.unit) / 7))

    def top_slice(self):
        if self.chance(0.5):
            return {"top_slice": {"percent": percent(self.pick(1, 5, Fraction("12.5"))), "to": "reserve"}}
        return {"top_slice": {"amount": text(round_to(self.amount / 10, self.unit / 2)), "to": "reserve"}}

    def tiers(self):
        for row in self.rows:
            row.setdefault("group", Id(self.r.choice(GROUPS)))
        last = {"by": self.key(plain=True)}
        if self.chance(0.4):
            if not self.groups:
                self.groups = [{"id": Id(g), "gw": str(self.r.randint(1, 5))} for g in GROUPS]
            by = "gw"
            if self.chance(0.3):
                by = f"k{len(self.keys)}"
                for row in self.groups:
                    row["gv"] = str(self.r.randint(1, 5))
                self.keys[by] = {"sum": [{"weight": "2", "of": "gw"}, {"weight": "0.5", "of": "gv"}]}
            return {"share": {"tiers": [{"group": "group", "by": by}, last]}}
        if self.chance(0.25):
            part = self.column("part", lambda: Id(self.pick("x", "y")))
            for row in self.rows:
                row[part] = Id(row["group"] + row[part])
            middle = {"group": part, "by": self.key(plain=True)}
            return {"share": {"tiers": [{"group": "group", "by": self.key(plain=True)}, middle, last]}}
        return {"share": {"tiers": [{"group": "group", "by": self.key(plain=True)}, last]}}

    def adjust(self, pot, count):
        makers = [self.limit, self.limit, self.hold_harmless, self.hold_harmless, self.gain_cap, self.phase_in]
        steps = [self.r.choice(makers)() for _ in range(count)]
        return steps + (self.cut_top_ups() if self.chance(0.3 if self.is_open else 0.15) else [])

    def cut_top_ups(self):
        """Floors paid from outside, and a step after them that may cut what was topped up."""
        self.prior_rule = True
        steps = [self.floor_by({"top_up": payer}, self.pick(70, 90, 110, 130))
                 for payer in self.pick(["Land"], ["Land", "Bund"], ["Bund", "Land"])]
        self.top_ups += len(steps)
        if self.is_open and self.chance(0.6):
            part = Fraction(self.pick(5, 40, 70, 90, 110), 100)
            return steps + [{"limit": {"maximum": text(round_to(self.average * part, self.unit / 4))}}]
        return steps + [{"gain_cap": {"percent": percent(self.pick(0, 5, 20)), "released": "keep",
                                      "new": self.pick("uncapped", "excluded")}}]

    def bound(self, low, high):
        part = Fraction(self.r.randint(low, high), 100)
        kind = self.r.random()
        if kind < 0.4:
            return text(round_to(self.average * part, self.unit / self.pick(1, 1, 4, 10)))
        if kind < 0.55:
            self.prior_rule = True
            return {"percent_of_prior": percent(self.r.randint(low, high))}
        if kind < 0.7 and not self.is_open:
            return {"percent_of_pot": percent(round_to(part * 100 / self.count, Fraction(1, 10)))}
        if kind < 0.85:
            counts = self.counts(3)
            return {"per": counts, "amount": self.rate(self.average * part)}
        average, unit = self.average, self.unit
        return {"column": self.column("l", lambda: text(
            round_to(average * Fraction(self.r.randint(low, high), 100), unit / 4)))}

    def limit(self):
        step = {}
        if self.chance(0.7):
            step["minimum"] = self.bound(0, 65)
        if not step or self.chance(0.45):
            step["maximum"] = self.bound(65, 130) if self.is_open else self.bound(110, 300)
        return {"limit": step}

    def hold_harmless(self):
        self.prior_rule = True
        payer = self.pick("ratable", "scale_above_floor", "scale_gains", "top_up")
        if payer == "top_up" or self.is_open:
            payer = {"top_up": self.pick("Land", "Land", "Bund")}
            self.top_ups += 1
        return self.floor_by(payer, self.pick(40, 50, 70, 80, 90, 95, 105))

    @staticmethod
    def floor_by(payer, share):
        return {"hold_harmless": {"percent_of_prior": percent(share), "paid_by": payer}}

    def gain_cap(self):
        self.prior_rule = True
        released = "keep" if self.is_open else self.pick("to_others", "to_others", "keep")
        return {"gain_cap": {"percent": percent(self.pick(0, 5, 20, 50)), "released": released,
                             "new": self.pick("uncapped", "excluded")}}

    def phase_in(self):
        self.prior_rule = True
        return {"phase_in": {"new_weight": self.pick("1/2", "75 %", "1/3", "20 %", "100 %", "0 %")}}

    # Rounding.

    def rounding(self, pot):
        rule = {"unit": text(self.unit)}
        tiers = "tiers" in str(pot["steps"])
        if self.single and self.chance(0.8) and (not self.parts or self.chance(0.1)):
            rule["method"] = self.pick("sainte_lague", "dhondt", "adams", "dean", "huntington_hill")
            if self.chance(0.3):
                rule["minimum"] = self.pick("1", self.column("u", lambda: str(self.pick(0, 1, 2))))
            if self.chance(0.3):
                rule["maximum"] = str(self.r.randint(1, 200))
        elif self.chance(0.3):
            rule["method"] = self.pick("half_up", "half_even", "down", "up",
                                       "exact" if self.chance(0.3) else "largest_remainder")
        loose = rule.get("method") in ("half_up", "half_even", "down", "up")
        odd = not is_whole(pot)
        if loose or (odd and self.chance(0.95)) or self.chance(0.05):
            rule["residual"] = self.pick("report", "largest", {"reserve": self.pick("reserve", "rest")},
                                         {"district": self.someone()})
            if tiers and loose:
                rule["residual"] = self.pick("report", "largest", {"reserve": "rest"})
            if rule.get("method") in ("half_up", "half_even", "down") and self.chance(0.3):
                rule["residual"] = "one_each_to_largest"
        if self.chance(0.25):
            rule["ties"] = self.pick(["smallest_key", "id"], ["id"], ["largest_key", "id"])
            if self.chance(0.3) and not tiers:
                rule["ties"] = [{"column": self.column("t", lambda: str(self.r.randint(0, 2)))}, "id"]
        return rule


def is_number(amount):
    return isinstance(amount, str) and amount not in ("open", "contributors")


def is_whole(pot):
    """The amount is a multiple of the unit, as far as can be seen here."""
    amount = pot["amount"]
    unit = Fraction(pot.get("rounding", {}).get("unit", 1))
    return not is_number(amount) or (Fraction(amount) / unit).denominator == 1
