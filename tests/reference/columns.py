"""Random tables, keys and prior years."""

import random
from fractions import Fraction

from yaml_text import Id

DISTRICTS = ["01", "02", "03", "9", "10", "a", "B", "b1"]


def text(value):
    """A decimal that ends, as its text; any other fraction as p/q."""
    value = Fraction(value)
    for decimals in range(7):
        if (value * 10**decimals).denominator == 1:
            digits = str(int(abs(value) * 10**decimals)).zfill(decimals + 1)
            whole = digits[:len(digits) - decimals]
            sign = "-" if value < 0 else ""
            return sign + whole + ("." + digits[-decimals:] if decimals else "")
    return f"{value.numerator}/{value.denominator}"


def percent(value):
    return text(Fraction(value)) + " %"


def round_to(value, unit):
    return Fraction(int(Fraction(value) / unit + Fraction(1, 2))) * unit


class Columns:
    """Districts with the columns, keys and prior years that a programme asks for."""

    def __init__(self, seed, stage=2):
        self.r = random.Random(seed)
        self.stage = stage
        self.files = {}
        self.keys = {}
        self.count = self.r.randint(2, 8)
        ids = self.r.sample(DISTRICTS, self.count)
        self.rows = [{"id": Id(i)} for i in ids]
        self.scenario = {"allot": "1", "title": f"programme {seed}"}
        self.decimals = 0
        if self.chance(0.5):
            self.scenario["currency"] = "EUR"
            self.decimals = 2
        self.groups = None

    def chance(self, p):
        return self.r.random() < p

    def pick(self, *choices):
        return self.r.choice(choices)

    # Columns, made when they are needed.

    def column(self, name, value):
        name = f"{name}{len(self.rows[0])}"
        for row in self.rows:
            row[name] = value()
        return name

    def weights(self):
        top = self.pick(3, 6, 12, 60)
        if self.chance(0.1):  # eighteen digits: keys and quotas need the wider types
            return self.column("w", lambda: str(self.r.randint(0, 10 ** self.pick(9, 18))))
        if self.chance(0.1):
            return self.column("w", lambda: text(Fraction(self.r.randint(0, 4 * top), self.pick(2, 4))))
        return self.column("w", lambda: str(self.r.randint(0 if self.chance(0.3) else 1, top)))

    def prior(self, average, complete):
        unit = self.unit
        gaps = 0 if complete else self.pick(0, 0.15, 0.3)

        def amount():
            if self.chance(gaps):
                return ""
            if self.chance(0.06):
                return "0"
            return text(round_to(average * Fraction(self.r.randint(20, 160), 100), unit))

        rule = self.r.random()
        if self.stage > 1 and rule < 0.15 and "prior.csv" not in self.files:
            return self.prior_table(amount)
        if rule < 0.25 and complete:
            total = round_to(average * self.count * Fraction(self.pick(70, 100, 120), 100), unit)
            prior = {"amount": text(total), "steps": [{"share": {"by": self.weights()}}]}
            prior["rounding"] = {"unit": text(unit)}
            return prior
        if rule < 0.3 and complete:
            return self.prior_scenario(round_to(average * self.count, unit))
        return {"column": self.column("b", amount)}

    def prior_scenario(self, total):
        """Last year's file: the same districts, another key, another order."""
        rows = [{"id": row["id"], "w": str(self.r.randint(1, 9))} for row in self.rows]
        self.r.shuffle(rows)
        pot = {"id": "old", "amount": text(total), "steps": [{"share": {"by": "w"}}],
               "rounding": {"unit": text(self.unit)}}
        other = {"allot": "1", "title": "last year", "districts": rows, "pots": [pot]}
        name = f"last{len(self.files)}.yaml"
        self.files[name] = {**other, **{k: v for k, v in self.scenario.items() if k == "currency"}}
        return {"scenario": name}

    def prior_table(self, amount):
        """Old units that were merged and split into today's districts."""
        rows, at = [], 0
        for row in self.rows:
            for _ in range(self.pick(1, 1, 2)):
                value = amount()
                at += 1
                if value == "":
                    continue
                if self.chance(0.3):
                    other = self.r.choice(self.rows)["id"]
                    if other != row["id"]:
                        rows += [(f"o{at}", value, row["id"], "1/4"), (f"o{at}", value, other, "3/4")]
                        continue
                rows.append((f"o{at}", value, row["id"], "1"))
        named = {r[2] for r in rows}
        rows += [(f"new{r['id']}", "", r["id"], "1") for r in self.rows if r["id"] not in named]
        lines = ["old;paid;new;part"] + [";".join(r) for r in rows]
        self.files["prior.csv"] = "\n".join(lines).replace(";", ",") + "\n"
        return {"table": "prior.csv", "id": "old", "amount": "paid", "becomes": "new", "part": "part"}

    # Keys.

    def key(self, plain=False):
        kind = self.r.random()
        if plain or kind < 0.5:
            return self.weights()
        if kind < 0.6:
            return "equal" if self.chance(0.2) else self.made_of_counts(self.pick(3, 12, 60))
        name = f"k{len(self.keys)}"
        if kind < 0.7:
            rule = {"sum": [{"weight": self.pick("1", "0.5", "3"), "of": self.part()} for _ in range(2)]}
        elif kind < 0.8:
            first = self.pick("1/2", "2/3", "0.25", "1")
            rest = text(1 - Fraction(first))
            rule = {"blend": [{"weight": first, "of": self.part()}, {"weight": rest, "of": self.part()}]}
        elif kind < 0.9:
            rule = {"average": [self.weights() for _ in range(self.pick(2, 3))],
                    "of": self.pick("counts", "shares")}
            if self.chance(0.4):
                rule["weights"] = [self.pick("1", "2", "3") for _ in rule["average"]]
            if rule["of"] == "counts" and self.chance(0.5):
                rule["missing"] = self.pick("zero", "skip")
                for row in self.rows:
                    if self.chance(0.3):
                        row[rule["average"][0]] = ""
        else:
            rule = self.published()
        if self.chance(0.25) and "shares" not in rule:
            rule["round"] = {"unit": "percent", "decimals": self.pick("0", "1", "5")}
            if self.chance(0.5):
                rule["round"].update(method=self.pick("half_up", "half_even", "down", "up"),
                                     residual=self.pick("report", "largest", {"district": self.someone()}))
                if rule["round"]["method"] != "up" and self.chance(0.25):
                    rule["round"]["residual"] = "one_each_to_largest"
            elif rule["round"]["decimals"] != "5":  # unit by unit takes long
                rule["round"]["method"] = self.pick("largest_remainder", "sainte_lague")
        self.keys[name] = rule
        return name

    def small(self, most):
        return self.column("n", lambda: str(self.r.randint(0, most)))

    def made_of_counts(self, most):
        """A product, a gap or brackets; now and then of others of these."""
        def part():
            own = [name for name, rule in self.keys.items()
                   if {"product", "gap", "brackets"} & set(rule) and "round" not in rule and "g" not in str(rule.values())]
            return self.r.choice(own) if own and self.chance(0.15) else self.small(most)

        kind = self.pick("product", "gap", "brackets", "brackets")
        if kind == "product":
            factor = self.column("f", lambda: self.pick("1", "1.25", "0.5", "2/3", "0"))
            rule = {"product": [part(), factor] + ([part()] if self.chance(0.2) else [])}
        elif kind == "gap":
            rule = {"gap": {"need": part(), "own": "equal" if self.chance(0.2) else part()}}
        else:
            rule = {"brackets": self.brackets(part(), most)}
        name = f"k{len(self.keys)}"
        self.keys[name] = rule
        return name

    def brackets(self, of, most):
        starts = ["0"] + sorted({self.pick(str(self.r.randint(1, most)), "0.5", "7/3") for _ in range(self.pick(0, 1, 2, 3))},
                                key=Fraction)
        factors = ["100 %", "109 %", "0 %", "2/3", "12.5 %", "186 %", "1/7"]
        rule = {"of": of, "apply": self.pick("whole", "marginal", "interpolated", "interpolated"),
                "from": {start: self.r.choice(factors) for start in starts}}
        if rule["apply"] == "interpolated" and self.chance(0.5):
            rule["round"] = {"unit": self.pick("0.1 %", "1 %", "10 %", "1/3"),
                             "method": self.pick("half_up", "half_even", "down", "up")}
        return rule

    def part(self):
        """Of a key: a column, or another key."""
        others = [name for name, rule in self.keys.items() if "gw" not in str(rule)]
        if others and self.chance(0.5):
            return self.r.choice(others)
        if self.chance(0.2):
            self.keys[f"q{len(self.keys)}"] = self.published()
            return list(self.keys)[-1]
        return self.weights()

    def published(self):
        parts = [self.r.randint(1, 9) for _ in self.rows]
        shares = [round_to(Fraction(100 * p, sum(parts)), Fraction(1, 10)) for p in parts]
        column = self.column("s", lambda: "")
        for row, share in zip(self.rows, shares):
            row[column] = f"{int(share)}.{int(share * 10) % 10}"
        return {"shares": column, "adds_to": "100",
                "if_not_closed": self.pick("as_published", "normalise", "normalise", "error")}

    def someone(self):
        return self.r.choice(self.rows)["id"]
