"""Tables as somebody publishes them: numbers in one style, with titles, sums and notes."""

from dataclasses import dataclass, field
from fractions import Fraction

# The mark between thousands, and that of the decimals.
STYLES = {"bare": ("", "."), "excel": ("", ","), "de": (".", ","), "ch": ("'", "."), "wide": ("\u00a0", ",")}

# What one is, and how a head and a cell say it.
SCALES = {
    "none": (1, ("", " (EUR)", " in €"), ("", " €", " EUR")),
    "thousands": (1000, (" (Tsd. EUR)", " in T€", " (TEUR)", " in 1.000 EUR"), (" Tsd. €", " Tsd. EUR")),
    "millions": (1_000_000, (" (Mio. EUR)", " in Mio. €", " (Mill. EUR)"), (" Mio. €", " Mio. EUR")),
}


def rounded(value, decimals):
    """Halves away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def printed(value, decimals, style):
    group, mark = STYLES[style]
    units = rounded(value, decimals) * 10**decimals
    digits = str(abs(int(units))).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    parts = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    whole = group.join([whole, *parts])
    return ("-" if units < 0 else "") + whole + (mark + rest if rest else "")


@dataclass
class Form:
    """How a column is printed."""

    decimals: int
    style: str = "bare"
    unit: Fraction = Fraction(1)  # what one in it is
    behind: str = ""  # each number, but 0 and nothing

    nothing: str = ""  # where there was no year before

    def text(self, value):
        return self.nothing if value is None else printed(value / self.unit, self.decimals, self.style) + self.behind

    @property
    def half(self):
        return Fraction(1, 2 * 10**self.decimals) * self.unit


@dataclass
class Column:
    role: str
    head: str
    form: Form
    values: list  # one for each row
    sums: dict = field(default_factory=dict)  # the value below `sums[i]`


@dataclass
class Sum:
    """A row of sums of `rows`, before the row `at`."""

    at: int
    label: str
    id: str
    rows: list


class Sheet:
    """Rows of districts with the columns of ids and names, each of which may be left out."""

    def __init__(self, ids, names, columns, style):
        self.ids, self.names, self.columns, self.style = list(ids), list(names), columns, style
        self.has_ids = self.has_names = True
        self.titles, self.notes, self.sums, self.sum_order = [], [], [], []
        self.separator = ";"
        self.where = {}  # ("row", i, role), ("sum", i, role) and ("head", role) -> line, column

    def labels(self, id_, name):
        return ([id_] if self.has_ids else []) + ([name] if self.has_names else [])

    def fields(self):
        """The columns as `--map` names them."""
        names = (["id=Schlüssel"] if self.has_ids else []) + (["name=Kreis"] if self.has_names else [])
        return names + [f"{column.role}={column.head}" for column in self.columns]

    def order(self):
        for at in range(len(self.ids) + 1):
            for n in self.sum_order:
                if self.sums[n].at == at:
                    yield "sum", n
            if at < len(self.ids):
                yield "row", at

    def write(self, path):
        width = len(self.labels("", "")) + len(self.columns)
        lines = [[title] + [""] * (width - 1) for title in self.titles]
        roles = self.labels("id", "name") + [column.role for column in self.columns]
        self.note_places(lines, self.labels("Schlüssel", "Kreis") + [c.head for c in self.columns], roles, "head")
        for kind, at in self.order():
            if kind == "row":
                cells = self.labels(self.ids[at], self.names[at])
                cells += [column.form.text(column.values[at]) for column in self.columns]
            else:
                total = self.sums[at]
                cells = self.labels(total.id, total.label)
                cells += [column.form.text(column.sums.get(at)) for column in self.columns]
            self.note_places(lines, cells, roles, kind, at)
        lines += [[note] + [""] * (width - 1) for note in self.notes]
        path.write_text("".join(self.separator.join(line) + "\n" for line in lines), encoding="utf-8")

    def note_places(self, lines, cells, roles, *what):
        column = 1
        for cell, role in zip(cells, roles):
            self.where[(*what, role)] = (len(lines) + 1, column)
            column += len(cell) + 1
        lines.append(cells)

    def add_sum(self, total, whole, first=False):
        """`whole` says for each role what the rows of `total` make; what does not add up is empty."""
        at = len(self.sums)
        self.sums.append(total)
        self.sum_order.insert(0 if first else at, at)
        for column in self.columns:
            value = whole(column, total.rows)
            if value is not None:
                column.sums[at] = value

    def keep(self, rows):
        """These rows, in this order."""
        self.ids, self.names = [self.ids[row] for row in rows], [self.names[row] for row in rows]
        for column in self.columns:
            column.values = [column.values[row] for row in rows]

    def column(self, role):
        return next(column for column in self.columns if column.role == role)
