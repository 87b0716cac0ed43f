"""What a scenario is read into."""

import datetime
from fractions import Fraction

from roundings import Infeasible


def number(text):
    text = str(text).replace("_", "").strip()
    if text.endswith("%"):
        return Fraction(text[:-1].strip()) / 100
    return Fraction(text)


def empty(text):
    return text is None or str(text).strip() == ""


def date(text):
    return datetime.date.fromisoformat(str(text))


class Table:
    """The districts (or groups) and their columns."""

    def __init__(self, rows):
        self.rows = rows
        self.ids = [row["id"] for row in rows]

    def has(self, column):
        return any(column in row for row in self.rows)

    def column(self, name):
        return [None if empty(row.get(name)) else number(row[name]) for row in self.rows]

    def full(self, name):
        values = self.column(name)
        if None in values:
            raise Infeasible("missing_cell", name)
        return values
