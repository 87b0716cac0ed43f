"""Random pairs of scenarios, and every mixture of two as a scenario of its own.

Written from what FORMAT.md says of causes: each use of a column pairs by itself, in the key of the
same name, else in the same place of the other scenario where the names are the same but for the year,
else with the column of the same name; what no pot uses decides nothing. Columns of the groups pair in the
same way; which groups there are, and who is in which, is a part of the rule. Names of columns and keys
of the groups, and no others, begin with `g`.
"""

import copy
import re

from yaml_text import Id

FACTORS = ["pot", "counts", "rule", "participation"]
COUNTS = ["intake_2023", "intake_2024", "staff"]
COLUMNS = [*COUNTS, "claim"]
PERIOD = {"from": "2026-01-01", "until": "2027-01-01"}
IN_ROUNDING = {"unit": "0.01", "residual": "report"}
OF_GROUPS = ["gneed_2023", "gneed_2024", "garea"]
GROUPS = ["east", "north", "south"]
IN_MAPS = [("gap", "need"), ("gap", "own"), ("brackets", "of")]
NAMES = [{}, {c: c + "_2" for c in [*COLUMNS, *OF_GROUPS]},
         dict(zip([*COLUMNS, *OF_GROUPS], ["heads_9", "heads_8", "posts", "wish", "gwant_9", "gwant_8", "gland"]))]


COLUMNS_OF_ALL = {names.get(c, c) for names in NAMES for c in COLUMNS}


class Pair:
    """Two scenarios: amounts, a table, a rule (keys and pots) and who takes part, each."""

    def __init__(self, source):
        self.r = source
        self.ids = [f"d{at}" for at in range(source.randint(2, 5))]
        self.prior_rule = self.chance(0.15)
        self.tiered = self.chance(0.35)
        self.prior_file = not self.prior_rule and self.chance(0.5)
        self.pots = 1 if self.prior_rule else source.choice([1, 1, 2])
        self.shared = set(FACTORS) if self.chance(0.1) else {f for f in FACTORS if self.chance(0.25)}
        first, second = self.side(), self.side()
        if self.chance(0.6):
            second["rule"] = self.changed(first["rule"])
        for pot in second["rule"]["pots"]:
            if self.chance(0.1) and not is_tiered(pot):  # nothing else of it may have changed
                pot.pop("prorate") if "prorate" in pot else pot.update(prorate={"unit": "day"})
            if self.chance(0.15):
                pot.pop("if_claims_exceed", None) or pot.update(if_claims_exceed="reduce_pro_rata")
            for step in pot["steps"]:
                if "flat" in step and self.chance(0.25):
                    step["flat"]["amount"] = str(self.r.randint(1, 60))
        for factor in self.shared:
            second[factor] = copy.deepcopy(first[factor])
        if "counts" in self.shared:
            second["of_groups"] = copy.deepcopy(first["of_groups"])
        if self.prior_rule:
            self.make_prior_rule(first, second)
        elif "rule" not in self.shared:
            names = source.choice([NAMES[0], *NAMES])
            second |= {part: renamed(second[part], names) for part in ("rule", "counts", "of_groups")}
        for side in (first, second) if "participation" not in self.shared else ():
            for n, pot in enumerate(side["rule"]["pots"]):
                if "prorate" not in pot and is_part_year(side["participation"][n]) and self.chance(0.8):
                    side["participation"][n] = {PERIOD["from"]: sum(side["participation"][n].values(), [])}
        self.sides = [first, second]
        for side in self.sides:
            used = Used(side["rule"]).keys | (Used(first["rule"]).keys if self.prior_rule else set())
            side["keys"] = {k: v for k, v in side["rule"]["keys"].items() if k in used}
        self.spare = [self.spare_keys(side) for side in self.sides]

    def chance(self, part):
        return self.r.random() < part

    def side(self):
        keys = {"base": {"column": self.r.choice(COUNTS)}, "heads": self.heads(), "key0": self.key(), "key1": self.key(),
                "gbase": {"column": self.r.choice(OF_GROUPS)}, "gkey0": self.key(OF_GROUPS, "gbase"),
                "gkey1": self.key(OF_GROUPS, "gbase")}
        return {"pot": [str(self.r.randint(20, 3000)) for _ in range(self.pots)], "counts": self.counts(),
                "of_groups": {g: {c: str(self.r.choice([0, 1, 2, 3, 5, 9, 20])) for c in OF_GROUPS} for g in GROUPS},
                "rule": {"keys": keys, "pots": [self.pot() for _ in range(self.pots)], **self.groups()},
                "participation": [self.people() for _ in range(self.pots)]}

    def groups(self):
        """Who is in which group, and the rows of their table."""
        group_of = {id_: self.r.choice(GROUPS) for id_ in self.ids}
        return {"group_of": group_of, "groups": [g for g in GROUPS if g in group_of.values() or self.chance(0.7)]}

    def make_prior_rule(self, first, second):
        """The year before has the table and the keys of this year, and a pot of steps alone."""
        first |= {"counts": second["counts"], "of_groups": second["of_groups"]}
        first["rule"] = {**second["rule"], "pots": [{"steps": first["rule"]["pots"][0]["steps"]}]}
        first["participation"] = [None]

    def counts(self):
        cells = {c: [0, 1, 3, 8, 15, 40] for c in COUNTS} | {"claim": [0, 20, 60, 150, 400, 900]}
        return {id_: {c: str(self.r.choice(v)) for c, v in cells.items()} for id_ in self.ids}

    def people(self):
        if self.chance(0.65):
            return None
        days = {}
        for id_ in self.ids:
            if self.chance(0.8):
                days.setdefault("2026-07-01" if self.chance(0.2) else "2026-01-01", []).append(Id(id_))
        return days or {"2026-01-01": [Id(self.ids[0])]}

    def pot(self):
        pot = {"steps": self.steps()}
        kinds = {kind_of(step) for step in pot["steps"]}
        if self.chance(0.45):
            pot |= {"unclaimed": "reallocate", "claims": self.r.choice(["claim", "claim", *COUNTS])}
        elif self.chance(0.3):
            pot["unclaimed"] = self.r.choice(["return", "carry_over"])
        if self.chance(0.3):
            pot["if_claims_exceed"] = "reduce_pro_rata"
        if self.chance(0.4):
            pot["prorate"] = {"unit": "month", "started_month": "counts"}
            if is_tiered(pot) or not kinds & {"flat", "rate", "equalise"} and self.chance(0.5):
                pot["prorate"]["applies_to"] = "key"
            if is_tiered(pot) and kinds & {"flat", "rate", "equalise"}:
                pot.pop("prorate")
        return pot

    def steps(self):
        steps = []
        if self.chance(0.25):
            steps.append({"top_slice": {"percent": "7 %", "to": "reserve"}})
        if self.chance(0.45):
            steps.append({"flat": {"amount": str(self.r.randint(1, 60))}})
        if self.chance(0.45):
            steps.append({"rate": {"amount": str(self.r.randint(1, 9)), "per": self.r.choice([*COUNTS, "heads"])}})
        if self.chance(0.1):
            self.r.shuffle(steps)
        if not steps or self.tiered or self.chance(0.6):
            share = {"by": self.r.choice(["key0", "key0", "key1", *COUNTS, "equal"])}
            if self.chance(0.2):
                share["of"] = "all"
            if not self.tiered and self.chance(0.2):
                share["by"] = self.r.choice([*COUNTS, "heads", "equal"])
                share["rate"] = self.rounded_rate()
            steps.append({"share": share if not self.tiered or self.chance(0.1) else {"tiers": self.tiers(share["by"])}})
        if self.chance(0.2):
            self.equalise(steps)
        tiered = "tiers" in steps[-1].get("share", {})  # that is the last step
        if self.chance(0.3) and len(steps) > tiered:
            steps.insert(self.r.randint(1, len(steps) - tiered), {"limit": self.limit()})
        return steps

    def rounded_rate(self):
        return {"unit": self.r.choice(["1", "0.01"]), "method": self.r.choice(["down", "down", "down", "half_up"])}

    def equalise(self, steps):
        """In the place of a share, or a claim before it."""
        step = {"need": self.r.choice([*COUNTS, "heads"]), "capacity": self.r.choice(["claim", *COUNTS, "heads"]),
                "rate": self.r.choice(["100 %", "60 %", "1/3"])}
        last = steps[-1].get("share")
        if last is None or "tiers" in last or self.chance(0.3):
            steps.insert(len(steps) - (last is not None), {"equalise": {**step, "base": str(self.r.randint(1, 40))}})
            return
        if self.chance(0.4):
            step["base"] = self.rounded_rate()
        steps[-1] = {"equalise": step}

    def tiers(self, last):
        of_groups = ["gkey0", "gkey0", "gkey1", *OF_GROUPS]
        by = self.r.choice(of_groups) if self.chance(0.8) else self.r.choice(["key0", *COUNTS])
        return [{"group": "group", "by": by}, {"by": last}]

    def limit(self):
        count = self.r.choice(COLUMNS)
        counted = self.r.choice([count, count, "heads"])
        if self.chance(0.5):
            forms = [{"percent_of_pot": "5 %"}, {"amount": "0.5", "per": counted}, {"column": count}]
            return {"minimum": self.r.choice(forms)}
        forms = [{"percent_of_pot": "60 %"}, {"amount": "90", "per": counted}, {"column": "claim"}]
        return {"maximum": self.r.choice(forms)}

    def heads(self):
        """A key of counts, for rates."""
        first, second = self.r.sample(COUNTS, 2)
        return self.r.choice([{"column": first}, {"gap": {"need": first, "own": second}}, {"sum": [first, "equal"]},
                              {"average": [first, second], "of": "counts"},
                              {"brackets": {"of": "base", "apply": "marginal", "from": {"0": "100 %", "8": "10 %"}}}])

    def key(self, counts=COUNTS, base="base"):
        parts = self.r.sample([*counts, base], self.r.choice([2, 2, 3]))
        weights = self.r.sample(["1", "2", "0.5"], len(parts))
        kind = self.r.choice(["column", "column", "sum", "counts", "shares", "blend", "product", "gap", "brackets"])
        if kind == "column":
            key = {"column": self.r.choice(counts)}
        elif kind == "sum":
            key = {"sum": [{"weight": w, "of": p} for w, p in zip(weights, parts)]}
        elif kind == "product":
            key = {"product": parts}
        elif kind == "gap":
            key = {"gap": {"need": parts[0], "own": self.r.choice([parts[1], "equal"])}}
        elif kind == "brackets":
            key = {"brackets": {"of": parts[0], "apply": self.r.choice(["whole", "marginal", "interpolated"]),
                                "from": {"0": "100 %", "3": self.r.choice(["50 %", "2/3"]), "15": "120 %"}}}
        elif kind == "blend":
            key = {"blend": [{"weight": w, "of": p} for w, p in zip(["2/3", "1/3"], parts)]}
        else:
            columns = [p for p in parts if p != base]
            key = {"average": columns, "of": kind, "weights": weights[:len(columns)]}
        if self.chance(0.08):
            key["round"] = {"unit": "percent", "decimals": "1"}
        return key

    def spare_keys(self, side):
        """Keys that nothing uses, under names that the other scenario may use. They can be evaluated."""
        found = {}
        for name in ["spare", "key0", "key1", "gkey0", "gkey1"]:
            if name not in side["keys"] and (name[0] != "g" or has_groups(side["rule"])) and self.chance(0.6):
                cells = side["of_groups" if is_of_groups(name) else "counts"]
                count = self.r.choice(list(next(iter(cells.values()))))
                found[name] = {"sum": [{"weight": "1", "of": count}]} if self.chance(0.5) else {"column": count}
        return found

    def changed(self, value):
        """The same rule with other columns here and there, and lists in another order."""
        if isinstance(value, dict):
            new = {k: v if k == "steps" and self.chance(0.5) else self.changed(v) for k, v in value.items()}
            return {**new, **self.groups()} if "groups" in new and self.chance(0.3) else new
        if isinstance(value, list):
            found = [self.changed(v) for v in value]
            if found and isinstance(found[0], str) and self.chance(0.2):
                self.r.shuffle(found)
            return found if len(set(map(str, found))) == len(found) else list(value)
        for counts in (COUNTS, OF_GROUPS):
            if value in counts and self.chance(0.4):
                return self.r.choice(counts)
        return value

    # As files.

    def files(self):
        if self.prior_file:
            return {"0.yaml": self.file(0), "1.yaml": {**self.file(1), "prior": {"scenario": "0.yaml"}}}
        if not self.prior_rule:
            return {f"{at}.yaml": self.file(at) for at in (0, 1)}
        scenario, before = self.file(1), self.sides[0]
        scenario["prior"] = {"amount": before["pot"][0], "steps": before["rule"]["pots"][0]["steps"],
                             "rounding": IN_ROUNDING}
        return {"1.yaml": scenario}

    def file(self, at):
        side = self.sides[at]
        rows = [{"id": Id(id_), **row} for id_, row in side["counts"].items()]
        scenario = {"allot": "1", "title": "side", "period": PERIOD, "districts": rows}
        if any(map(has_groups, [side["rule"], self.sides[0]["rule"]] if self.prior_rule else [side["rule"]])):
            for row in rows:
                row["group"] = side["rule"]["group_of"][row["id"]]
            scenario["groups"] = [{"id": Id(g), **side["of_groups"][g]} for g in side["rule"]["groups"]]
            self.r.shuffle(scenario["groups"])
        self.r.shuffle(rows)  # the order of rows is nothing to anybody
        if self.spare[at] or side["keys"]:
            scenario["keys"] = {**self.spare[at], **side["keys"]}
        scenario["pots"] = [written(f"p{n}", amount, pot, people) for n, (amount, pot, people) in
                            enumerate(zip(side["pot"], side["rule"]["pots"], side["participation"]))]
        return scenario

    # What the pair is a case of.

    def kinds(self, game):
        uses = [Mixture(self, {"rule"} if at else set(), None).scenario_and_uses()[1] for at in (0, 1)]
        found = []
        if self.prior_rule:
            found.append("prior rule")
        if self.prior_file:
            found.append("prior scenario")
        if any(self.two_uses_differ(at, uses[at]) for at in (0, 1)):
            found.append("two uses that differ")
        if self.spare[0] != self.spare[1]:
            found.append("unused key that changes")
        if self.shared == set(FACTORS) and not self.prior_rule:
            found.append("nothing changed")
        for at, pot in enumerate(self.sides[1]["rule"]["pots"]):
            if pot.get("unclaimed") == "reallocate" and self.claims_change(pot, uses[1]):
                limited = any("limit" in step for step in pot["steps"])
                part = any(is_part_year(side["participation"][at]) for side in self.sides)
                found.append("claims that change, " + ("with a limit" if limited else "part-year" if part else game))
        for column, partner in uses[1] if not self.prior_rule else []:
            if is_of_groups(column) and partner:
                found.append("groups, a year apart" if column != partner else "groups, the same column")
                if self.values(1, column) != self.values(0, partner):
                    found.append("groups, cells that change, " + game)
        if any(is_of_groups(column) for column, _ in uses[1]) and self.rows_of(0) != self.rows_of(1):
            found.append("groups, other rows")
        return sorted(set(found))

    def rows_of(self, at):
        return self.sides[at]["rule"]["groups"]

    def values(self, at, column):
        if is_of_groups(column):
            return [row[column] for row in self.sides[at]["of_groups"].values()]
        return [self.sides[at]["counts"][id_][column] for id_ in self.ids]

    def two_uses_differ(self, at, uses):
        partners = {}
        for column, partner in uses:
            partners.setdefault(column, set()).add(tuple(self.values(1 - at, partner)) if partner else None)
        return any(len(p) > 1 for p in partners.values())

    def claims_change(self, pot, uses):
        return any(column == pot["claims"] and partner and self.values(1, column) != self.values(0, partner)
                   for column, partner in uses)


def renamed(value, names):
    if isinstance(value, dict):
        return {names.get(k, k): renamed(v, names) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(v, names) for v in value]
    return names.get(value, value)


def written(id_, amount, pot, people):
    result = {"id": id_, "amount": amount, **pot, "rounding": IN_ROUNDING}
    if people is not None:
        result["participation"] = {"default": "none", "from": people}
    return result


def kind_of(step):
    return next(iter(step))


def is_of_groups(name):
    return name.startswith("g")


def is_tiered(pot):
    return any("tiers" in step.get("share", {}) for step in pot["steps"])


def has_groups(rule):
    """A tier names the group that districts are in."""
    return any(map(is_tiered, rule["pots"]))


def is_part_year(people):
    return people is not None and any(day != PERIOD["from"] for day in people)


def is_told_apart(pair):
    """Chains of share, flat and rate by counts and shares of counts, everybody for the whole period."""
    for side in pair.sides:
        used = Used(side["rule"]).keys
        kinds = {kind_of(step) for pot in side["rule"]["pots"] for step in pot["steps"]}
        rounded = any("round" in key for name, key in side["rule"]["keys"].items() if name in used)
        leaves = any("reallocate" == pot.get("unclaimed") and leaves_something(pot) for pot in side["rule"]["pots"])
        if leaves or "limit" in kinds or rounded or has_groups(side["rule"]) or any(map(is_part_year, side["participation"])):
            return False
    return True


def leaves_something(pot):
    """A step that hands out what is left, but for what rounding its rate leaves."""
    fields = [step[kind_of(step)] for step in pot["steps"]]
    return any("rate" in f and "by" in f or isinstance(f.get("base"), dict) for f in fields)


class Used:
    """The keys and the columns that the pots of a rule use."""

    def __init__(self, rule):
        self.rule, self.keys, self.columns = rule, set(), set()
        for pot in rule["pots"]:
            for step in pot["steps"]:
                for place, name in counted(step):
                    of_keys = place[-1] in ("by", "per", "need", "capacity") or place[0] == "by"
                    self.key(name) if of_keys else self.columns.add(name)
            if "claims" in pot:
                self.columns.add(pot["claims"])

    def key(self, name):
        definition = self.rule["keys"].get(name)
        if definition is None:
            self.columns |= {name} - {"equal"}
            return
        self.keys.add(name)
        if "column" in definition:
            self.columns.add(definition["column"])
        for part in parts_of(definition):
            self.key(part)


def counted(step):
    """What a step counts by, and where it says so."""
    kind, fields = next(iter(step.items()))
    if "tiers" in fields:
        for tier in fields["tiers"]:
            table = "groups" if is_of_groups(tier["by"]) else tier.get("group")
            yield ("by", table, fields["tiers"].index(tier)), tier["by"]
    elif kind == "share":
        yield ("by",), fields["by"]
    elif kind == "rate":
        yield ("per",), fields["per"]
    elif kind == "equalise":
        yield ("need",), fields["need"]
        yield ("capacity",), fields["capacity"]
    elif kind == "limit":
        for bound, value in fields.items():
            for form in ("per", "column"):
                if form in value:
                    yield (bound, form), value[form]


def parts_of(definition):
    parts = next((definition[make] for make in ("blend", "sum", "average", "product") if make in definition), None)
    if parts is None:
        return [definition[make][place] for make, place in IN_MAPS if make in definition]
    return [part["of"] if isinstance(part, dict) else part for part in parts]


def same_but_for_year(name, other):
    return re.sub("[0-9_]", "", name) == re.sub("[0-9_]", "", other)


class Mixture:
    """`on` names the factors of the second scenario; `own` is a district whose numbers are of the other
    one than those of all others."""

    def __init__(self, pair, on, own):
        self.pair, self.on, self.own = pair, on, own
        self.rule = pair.sides["rule" in on]["rule"]
        self.other_rule = pair.sides["rule" not in on]["rule"]
        self.used_by_other = Used(self.other_rule)
        self.columns, self.keys, self.uses = {}, {}, []

    def scenario(self):
        return self.scenario_and_uses()[0]

    def scenario_and_uses(self):
        pots = []
        for at, pot in enumerate(self.rule["pots"]):
            amount = self.pair.sides["pot" in self.on]["pot"][at]
            people = self.pair.sides["participation" in self.on]["participation"][at]
            pots.append(written(f"p{at}", amount, self.pot(pot, self.other_rule["pots"][at]), people))
        rows = [{"id": id_, "group": self.rule["group_of"][id_], **self.row(id_, False)} for id_ in self.pair.ids]
        groups = [{"id": g, **self.row(g, True)} for g in self.rule["groups"]]
        return {"allot": "1", "title": "mixture", "period": PERIOD, "keys": self.keys, "districts": rows,
                "groups": groups, "pots": pots}, self.uses

    def row(self, id_, of_groups):
        return {name: values[id_] for name, values in self.columns.items() if is_of_groups(name) == of_groups}

    def pot(self, pot, other):
        result = {**pot, "steps": []}
        for at, step in enumerate(pot["steps"]):
            before = sum(kind_of(s) == kind_of(step) for s in pot["steps"][:at])
            same = [s for s in other["steps"] if kind_of(s) == kind_of(step)][before:before + 1]
            result["steps"].append(self.step(step, dict(counted(same[0])) if same else {}))
        if "claims" in pot:
            result["claims"] = self.column(pot["claims"], None, other.get("claims"))
        return result

    def step(self, step, there):
        result = copy.deepcopy(step)
        fields = result[kind_of(step)]
        for place, name in counted(step):
            if place[0] == "by":
                tier = fields["tiers"][place[2]] if "tiers" in fields else fields
                tier["by"] = self.key(name, None, there.get(place))
            elif place[0] == "capacity" and name in COLUMNS_OF_ALL:  # a column there is no key elsewhere
                other = there.get(place)
                fields["capacity"] = self.column(name, None, other if other in COLUMNS_OF_ALL else None)
            elif place[0] in ("per", "need", "capacity"):
                other = there.get(place)
                same_type = place[0] != "capacity" or other not in COLUMNS_OF_ALL
                fields[place[0]] = self.key(name, None, other if same_type else None)
            else:
                bound, form = place
                of = self.key if form == "per" else self.column
                fields[bound][form] = of(name, None, there.get(place))
        return result

    def column(self, name, named, in_place):
        """A column of its own for this use."""
        partner = named
        if partner is None and in_place is not None and same_but_for_year(name, in_place):
            partner = in_place
        if partner is None and name in self.used_by_other.columns:
            partner = name
        self.uses.append((name, partner))
        rule_side = "rule" in self.on
        of_groups = is_of_groups(name)
        table = "of_groups" if of_groups else "counts"
        values = {}
        for id_ in self.rule["groups"] if of_groups else self.pair.ids:
            side = ("counts" in self.on) != (id_ == self.own)
            only_here = of_groups and id_ not in self.other_rule["groups"]
            if partner is None or side == rule_side or only_here:
                values[id_] = self.pair.sides[rule_side][table][id_][name]
            else:
                values[id_] = self.pair.sides[side][table][id_][partner]
        new = f"{'g' if of_groups else 'c'}{len(self.columns)}"
        self.columns[new] = values
        return new

    def key(self, name, named, in_place):
        """A key of its own for this use; `named` and `in_place` are keys of the other scenario."""
        definition = self.rule["keys"].get(name)
        if name == "equal":
            return name
        if definition is None:
            return self.column(name, self.column_behind(named), self.column_behind(in_place))
        if name in self.used_by_other.keys:
            named = name
        result = copy.deepcopy(definition)
        make = kind_of(definition)
        if make == "column":
            result["column"] = self.column(definition["column"], self.column_behind(named),
                                           self.column_behind(in_place))
        for at, part in enumerate(parts_of(definition)):
            of = self.key(part, self.part_of(named, definition, at), self.part_of(in_place, definition, at))
            if isinstance(result[make], dict):
                result[make]["need" if at == 0 and make == "gap" else "own" if make == "gap" else "of"] = of
            elif isinstance(result[make][at], dict):
                result[make][at]["of"] = of
            else:
                result[make][at] = of
        new = f"{'gk' if is_of_groups(name) else 'k'}{len(self.keys)}"
        self.keys[new] = result
        return new

    def column_behind(self, key):
        if key is None or key == "equal":
            return None
        if key not in self.other_rule["keys"]:
            return key
        return self.other_rule["keys"][key].get("column")

    def part_of(self, key, definition, at):
        """What the part of a key is in a key of the other scenario that is made in the same way."""
        there = self.other_rule["keys"].get(key, {})
        if kind_of(definition) not in there:
            return None
        here, there = parts_of(definition), parts_of(there)
        name, in_place = here[at], there[at] if at < len(there) else None
        same_names = set(here) <= set(there) or set(there) <= set(here)
        if in_place is not None and not same_names and same_but_for_year(name, in_place):
            return in_place
        if name in there:
            return name
        return in_place if in_place not in here else None
