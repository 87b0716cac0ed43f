"""Tables with one fault, and what has to be said of each."""

import copy
import re
from fractions import Fraction

import scenarios
import sheets

BLANKS = re.compile("[\u00a0\u202f\u2009 ]")
ROUNDING = re.compile(r"every amount agrees under (.+) to ([^,]+)$")
METHOD = re.compile(r"`(\w+)(?: \+ residual: (\w+))?`")


def whole_of(result):
    """What a row of sums says; percentages of changes do not add up."""

    def whole(column, rows):
        if column.role == "change":
            return None
        return sum((result.values(column.role)[i] or Fraction(0) for i in rows), Fraction(0))

    return whole


class Faults:
    def __init__(self, bench, tally, source, sheet):
        self.bench, self.tally, self.r, self.sheet = bench, tally, source, sheet
        self.result = bench.result
        self.unit = Fraction(bench.scenario.unit)
        self.size = len(sheet.ids)

    # What is needed of an answer.

    def claims_hold(self, sheet, remarks):
        """Whether the rule that is said to reproduce the table does."""
        for told in filter(None, map(ROUNDING.match, remarks)):
            unit = BLANKS.sub("", told[2])
            for method, residual in METHOD.findall(told[1]):
                takes = residual or (None if method in scenarios.CLOSING else "report")
                result = self.bench.run_rule(self.bench.scenario.written(method, takes, unit))
                if result is None or not self.bench.admits(sheet, result):
                    return False
        return True

    def hold(self, what, sheet, answer, wanted, remark=None):
        """`wanted`: codes and places, all of them, and nothing else: one cause is said once."""
        found = {(code, place) for code, place in answer.found if code[0] == "E"}
        others = found - wanted
        named = remark is None or any(remark(text) for text in answer.remarks) or any(
            ROUNDING.match(text) for text in answer.remarks)  # fmt: skip
        claims = self.claims_hold(sheet, answer.remarks)
        good = answer.exit == 1 and wanted <= found and not others and named and claims
        why = ("lacks " + str(sorted(wanted - found)) if not wanted <= found else
               "not asked " + str(sorted(others)) if others else
               "not named" if not named else "a claim that does not hold" if not claims else "")  # fmt: skip
        self.tally.hold(good, self.bench, f"{what}: {why}", answer)

    def held(self, what, sheet):
        answer = self.bench.check_sheet(sheet)
        self.tally.hold(answer.exit == 0, self.bench, f"{what}: is right, too", answer)

    def copy(self):
        return copy.deepcopy(self.sheet)

    def cells(self, sheet, rows, role="amount"):
        return {("E110", sheet.where[("row", row, role)]) for row in rows}

    def two_rows(self):
        return self.r.sample(range(self.size), 2)

    def label_place(self, sheet, row, role=None):
        return sheet.where[("row", row, role or ("id" if sheet.has_ids else "name"))]

    def name(self, row):
        return self.result.names[row]

    # One fault each.

    def a_unit_moved(self):
        sheet, (giver, taker) = self.copy(), self.two_rows()
        values = sheet.column("amount").values
        if values[giver] < self.unit:
            return
        values[giver] -= self.unit
        values[taker] += self.unit
        what = "a unit moved"
        if self.result.is_tie(giver, taker, self.unit):
            return self.held(what + " to a tied one", self.followed(sheet, (giver, taker)))
        self.hold(what, sheet, self.bench.check_sheet(sheet), self.cells(sheet, (giver, taker)))

    def another_tie(self):
        others = sorted(self.result.other_ties())
        if others:
            sheet, (giver, taker, by) = self.copy(), self.r.choice(others)
            sheet.column("amount").values[giver] -= by
            sheet.column("amount").values[taker] += by
            self.held("another tie", self.followed(sheet, (giver, taker)))

    def followed(self, sheet, rows):
        """With all that is made of the amounts of `rows`."""
        for column in sheet.columns:
            self.follow(sheet, column, rows)
        for at, total in enumerate(sheet.sums):
            for column in sheet.columns:
                if column.role in ("amount", "percent"):
                    column.sums[at] = sum((column.values[row] or Fraction(0) for row in total.rows), Fraction(0))
        return sheet

    def follow(self, sheet, column, rows):
        """What is made of the amounts."""
        for row in rows:
            amount, before = sheet.column("amount").values[row], self.result.prior[row]
            if column.role == "percent":
                column.values[row] = amount / self.result.total
            elif column.role == "shift" and before is not None:
                for at, total in enumerate(sheet.sums):
                    column.sums[at] += amount - before - column.values[row] if row in total.rows else 0
                column.values[row] = amount - before
            elif column.role == "change" and before:
                column.values[row] = (amount - before) / before

    def a_unit_more(self):
        sheet, row = self.copy(), self.r.randrange(self.size)
        sheet.column("amount").values[row] += self.unit
        self.hold("a unit more", sheet, self.bench.check_sheet(sheet), self.cells(sheet, (row,)))

    def a_unit_more_below_no_label(self):
        sheet = self.copy()
        sheet.sums, sheet.sum_order, sheet.notes = [], [], []
        for column in sheet.columns:
            column.sums = {}
        total = sheets.Sum(self.size, "", "", list(range(self.size)))
        sheet.add_sum(total, whole_of(self.result))
        row = self.r.randrange(self.size)
        sheet.column("amount").values[row] += self.unit
        self.hold("a unit more, a sum without a label", sheet, self.bench.check_sheet(sheet), self.cells(sheet, (row,)))

    def a_cell_of_another_column(self):
        others = [c for c in self.sheet.columns if c.role not in ("amount", "key")]
        if not others:
            return
        sheet, row = self.copy(), self.r.randrange(self.size)
        column = sheet.column(self.r.choice(others).role)
        if column.values[row] is None:
            return
        column.values[row] += 2 * column.form.half * self.r.choice((2, -2, 30))
        self.hold(f"wrong {column.role}", sheet, self.bench.check_sheet(sheet), self.cells(sheet, (row,), column.role))

    def without(self, row):
        sheet = self.copy()
        sheet.keep([at for at in range(self.size) if at != row])
        for total in sheet.sums:
            total.at -= total.at > row
        return sheet

    def a_row_missing(self):
        row = self.r.randrange(self.size)
        sheet = self.without(row)
        answer = self.bench.check_sheet(sheet)
        if self.size == 2 and sheet.sums:  # the sum of one row is the row
            return
        told = any(f"no row of `{self.name(row)}`" in text for text in answer.texts)
        self.tally.hold(answer.exit == 1 and answer.codes() == {"E112"} and told, self.bench, "a row missing: ", answer)

    def a_row_doubled(self):
        row = self.r.randrange(self.size)
        sheet = self.copy()
        sheet.ids.append(sheet.ids[row])
        sheet.names.append(sheet.names[row])
        for column in sheet.columns:
            column.values.append(column.values[row])
        for total in sheet.sums:
            total.at += total.at == self.size
        answer = self.bench.check_sheet(sheet)
        self.hold("a row doubled", sheet, answer, {("E114", self.label_place(sheet, self.size))})

    def a_row_of_nobody(self):
        sheet, row = self.copy(), self.r.randrange(self.size)
        if sheet.has_ids:
            old = sheet.ids[row]
            pool = [old[:-1] + c for c in "0123456789" + "KLMXYZ" if c.isdigit() == old[-1].isdigit()]
            pool = [i for i in pool if i not in self.result.ids]
            if not pool:
                return
            sheet.ids[row] = self.r.choice(pool)
        elif self.looks_like_a_sum(row):
            return
        else:
            sheet.names[row] = "Wanne-Eickel"
        answer = self.bench.check_sheet(sheet)
        wanted = ("E113", self.label_place(sheet, row))
        told = any(f"no row of `{self.name(row)}`" in text for text in answer.texts)
        good = answer.exit == 1 and wanted in answer.found and answer.codes() == {"E112", "E113"} and told
        self.tally.hold(good, self.bench, "a row of nobody: ", answer)

    def looks_like_a_sum(self, row):
        """What others beside it add to is taken for their sum, where no id says that it is none."""
        amounts = self.result.amount
        return amounts[row] in (sum(amounts[:row]), sum(amounts[row + 1:]), sum(amounts) - amounts[row])

    def the_id_of_another(self):
        sheet, (row, other) = self.copy(), self.two_rows()
        if not sheet.has_ids:
            return
        sheet.ids[row] = sheet.ids[other]
        answer = self.bench.check_sheet(sheet)
        told = any(f"no row of `{self.name(row)}`" in text for text in answer.texts)
        again = ("E114", self.label_place(sheet, max(row, other))) in answer.found
        good = answer.exit == 1 and again and "E112" in answer.codes() and told
        self.tally.hold(good, self.bench, "the id of another: ", answer)

    def the_name_of_another(self):
        sheet, row = self.copy(), self.r.randrange(self.size)
        if not (sheet.has_ids and sheet.has_names):
            return
        sheet.names[row] = self.r.choice(("Wanne-Eickel", "Oberursel (Taunus)", "Kreis Plön"))
        answer = self.bench.check_sheet(sheet)
        self.hold("another name", sheet, answer, {("E115", self.label_place(sheet, row, "name"))})

    def another_spelling(self):
        sheet = self.copy()
        spell = self.r.choice((
            str.upper, lambda n: n.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss"), lambda n: n + ", Stadt",
            lambda n: "Landkreis " + n, lambda n: n.replace("-", " "), lambda n: n.replace("-", "- ")))  # fmt: skip
        sheet.names = [spell(n) for n in sheet.names]
        if sheet.has_ids or len({re.sub("(Landkreis |, Land| \\(.*)", "", n) for n in self.result.names}) == self.size:
            answer = self.bench.check_sheet(sheet)
            self.tally.hold(answer.exit == 0, self.bench, f"another spelling: {sheet.names[0]}", answer)

    def rows_exchanged(self):
        sheet, (a, b) = self.copy(), self.two_rows()
        values = sheet.column("amount").values
        values[a], values[b] = values[b], values[a]
        if values[a] == values[b]:
            return self.held("equal amounts exchanged", sheet)
        if self.result.is_tie(a, b, values[b] - values[a]):
            return self.held("tied amounts exchanged", self.followed(sheet, (a, b)))
        answer = self.bench.check_sheet(sheet)
        a, b = sorted((a, b))

        def remark(text):
            return text.endswith("are exchanged") and self.name(a) in text and self.name(b) in text

        self.hold("rows exchanged", sheet, answer, self.cells(sheet, (a, b)), remark)

    def with_digits(self, change):
        """An amount of which `change` makes another by its digits."""
        sheet, row = self.copy(), self.r.randrange(self.size)
        column = sheet.column("amount")
        digits = list(str(int(column.values[row] * 10**column.form.decimals)))
        if len(digits) < 3 or not change(digits):
            return None
        column.values[row] = Fraction(int("".join(digits)), 10**column.form.decimals)
        return sheet, row

    def one_digit_wrong(self):
        def change(digits):
            at = self.r.randrange(len(digits))
            new = self.r.choice([d for d in "0123456789" if d != digits[at] and not (d == "0" and at == 0)])
            # A last digit that is off by one is another rounding.
            if at == len(digits) - 1 and abs(int(new) - int(digits[at])) == 1:
                return False
            digits[at] = new
            return True

        self.digits_changed("one digit wrong", change, "one digit differs")

    def two_digits_exchanged(self):
        def change(digits):
            places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1] != "0")]
            if not places:
                return False
            at = self.r.choice(places)
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
            return True

        self.digits_changed("two digits exchanged", change, "two digits are exchanged")

    def digits_changed(self, what, change, words):
        made = self.with_digits(change)
        if made:
            sheet, row = made
            answer = self.bench.check_sheet(sheet)
            self.hold(what, sheet, answer, self.cells(sheet, (row,)),
                      lambda text: self.name(row) in text and words in text)  # fmt: skip

    def pots(self):
        return sum(pot["amount"] for pot in self.bench.scenario.pots) * (1000 if self.unit == 1000 else 1)

    def a_wrong_sum(self):
        sheet = self.copy()
        if not sheet.sums:
            return
        column = self.r.choice([c for c in sheet.columns if c.role != "change"])
        by = 1 if column.role == "key" else self.unit if column.form.unit == 1 else 4 * column.form.half * self.size
        at = self.r.randrange(len(sheet.sums))
        column.sums[at] += by * self.r.choice((1, -1, 1000))
        # Below all rows some print the pot, of which not all was given.
        if column.role == "amount" and abs(column.sums[at] - self.pots()) <= column.form.half:
            return
        answer = self.bench.check_sheet(sheet)
        self.hold(f"a wrong sum of {column.role}", sheet, answer, {("E117", sheet.where[("sum", at, column.role)])})

    def another_power(self):
        sheet = self.copy()
        column = self.r.choice([c for c in sheet.columns if c.role in ("amount", "prior", "shift")])
        power = self.r.choice((3, -3, 1, 6, -1))
        if not any(column.values):
            return
        form = column.form
        decimals = max(form.decimals + max(power, 0), 0)
        column.form = sheets.Form(decimals, form.style, form.unit * Fraction(10) ** power, form.behind)
        if self.may_be_decimals(column):
            return
        answer = self.bench.check_sheet(sheet)
        self.hold("another power", sheet, answer, {("E116", sheet.where[("head", column.role)])})

    @staticmethod
    def may_be_decimals(column):
        """Of `1.234` and `1,234` the reading counts that agrees."""
        return column.form.style == "de" and column.form.decimals in (0, 3)

    def a_head_that_lies(self):
        sheet = self.copy()
        column = sheet.column("amount")
        if column.form.behind.strip() or not any(column.values) or self.may_be_decimals(column):
            return
        column.head = "Betrag in Tsd. EUR"
        answer = self.bench.check_sheet(sheet)
        self.hold("a head that lies", sheet, answer, {("E116", sheet.where[("head", column.role)])})

    def another_rounding(self):
        text, method, residual = self.bench.scenario.other_rounding()
        other = self.bench.run_rule(text)
        if other is None:
            return
        sheet = self.copy()
        sheet.column("amount").values = list(other.amount)
        sheet.columns = [sheet.column("amount")]
        off = [i for i in range(self.size) if other.amount[i] != self.result.amount[i]]
        answer = self.bench.check_sheet(sheet)
        if not off:
            if not sheet.sums:
                self.tally.hold(answer.exit == 0, self.bench, "another rounding: gives the same", answer)
            return
        if answer.exit == 0 and any("tie was settled otherwise" in text for text in answer.remarks):
            return
        told = " ".join(text for text in answer.remarks if ROUNDING.match(text))
        named = method in [name for name, _ in METHOD.findall(told)] and self.claims_hold(sheet, answer.remarks)
        self.tally.hold(answer.exit == 1 and named, self.bench, f"another rounding: {method} {residual}", answer)


KINDS = ("a_unit_moved", "another_tie", "a_unit_more", "a_unit_more_below_no_label",
         "a_cell_of_another_column", "a_row_missing", "a_row_doubled", "a_row_of_nobody", "the_id_of_another", "the_name_of_another", "another_spelling",
         "rows_exchanged", "one_digit_wrong", "two_digits_exchanged", "a_wrong_sum", "another_power",
         "a_head_that_lies", "another_rounding")  # fmt: skip


def check_all(bench, tally, source, make_sheet, decorate):
    for kind in KINDS:
        sheet = make_sheet(bench, source)
        sheet.has_ids, sheet.has_names = source.choice(((True, True), (True, False), (False, True)))
        decorate(bench, sheet, source)
        getattr(Faults(bench, tally, source, sheet), kind)()
