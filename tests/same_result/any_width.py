"""Reports say the same at any width, in lines that are no longer than the page: the rows of tables
that are folded are put together again and held against the whole table, and that against CSV."""

import csv
import io
import itertools
import re
import subprocess
import sys
import unicodedata
from collections import Counter

import runs

QUICKSTART = "examples/quickstart/zuweisung-2026.yaml"
LONG_NUMBERS = "tests/same_result/long_numbers.yaml"
RENTAL_ASSISTANCE = "examples/era1-2021/as-printed.yaml"
ALL_WIDTHS = range(40, 201)
SOME_WIDTHS = (40, 47, 60, 71, 80, 100, 120, 200)
WHOLE = 1000
PUBLISHED = ("examples/koenigstein/kommunalwiki.csv", "examples/amif-2014/annex-1.csv")
NUMBER = re.compile("[+\u2212]?\\d[\\d\u202f]*([.]\\d+)?")
MINUS = "\u2212"
NARROW_SPACE = "\u202f"
DIGITS = re.compile("\\d(?:[\\d\u202f.,]*\\d)?")


def columns_of(line):
    """Of a terminal."""
    def width(character):
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return 0
        return 2 if unicodedata.east_asian_width(character) in "WF" else 1

    return sum(map(width, line))


def output(allot, *arguments):
    done = subprocess.run([allot, *map(str, arguments)], cwd=runs.ROOT, env={"LC_ALL": "C"},
                          capture_output=True, timeout=60, check=False)
    return done.stdout.decode()


def cells(line):
    return re.split(" {2,}", line.strip())


def is_rule(line):
    return "─" in line and not line.strip("─ ")


def without_blanks(text):
    return "".join(text.split(" "))


class Rows:
    """The rows and sums of a table, from all its parts."""

    def __init__(self, rows):
        self.ids = [row["id"] for row in rows]
        self.of_csv = {row["id"]: row["name"] for row in rows if row["name"] != row["id"]}
        self.names, self.numbers, self.sums = {}, {}, {}

    def add(self, part):
        """A part: headings, rows, and below the rule the sums."""
        lines = part.split("\n")
        ids = iter(self.ids)
        coming, row = next(ids), None
        names = {}
        for at, line in enumerate(lines):
            if is_rule(line):
                self.add_sums(lines[at + 1:])
                break
            if coming is not None and re.match(re.escape(coming) + "(  |$)", line):
                row, coming = coming, next(ids, None)
                name, *numbers = cells(line[len(row):]) if self.of_csv else cells(line)
                if name[0] == self.of_csv.get(row, row)[0]:
                    names[row] = name
                else:  # where ids and names leave no room the first part alone has them
                    numbers.insert(0, name)
                self.numbers.setdefault(row, []).extend(numbers)
            elif row in names:
                names[row] += line.strip()
        assert coming is None, f"no row of {coming}"
        for row, name in names.items():
            name = without_blanks(name)
            assert self.names.setdefault(row, name) == name, f"two names of {row}"

    def add_sums(self, lines):
        for at, line in enumerate(lines):
            label, *numbers = cells(line)
            known, all_numbers = self.sums.setdefault(at, (label, []))
            assert known == label
            all_numbers.extend(numbers)

    def all(self):
        return self.names, self.numbers, self.sums


def check_table(allot, scenario, widths, more=()):
    """Yields what is wrong with the table of a scenario."""
    rows = list(csv.DictReader(io.StringIO(output(allot, "run", scenario, "-f", "csv", *more))))
    whole = output(allot, "run", scenario, "--language", "en", *more)
    if not rows or not whole:
        return  # it is refused
    ids = [row["id"] for row in rows]
    parts = whole.rstrip("\n").split("\n\n")
    table = next(i for i, part in enumerate(parts) if f"\n{ids[0]} " in part)
    behind = len(parts) - table - 1
    expected = Rows(rows)
    expected.add(parts[table])
    for row in rows:
        shown = iter(expected.numbers[row["id"]])
        for column in ("prior", "budget", "shift"):
            if row[column] and (row["prior"] or column == "budget"):
                def is_it(number, value=row[column]):
                    plain = number.replace(NARROW_SPACE, "").replace(MINUS, "-").lstrip("+")
                    return plain == value
                if not any(map(is_it, shown)):
                    yield f"{row['id']}: {column} of the table is not that of CSV"
        if expected.of_csv and expected.names[row["id"]] != without_blanks(row["name"]):
            yield f"{row['id']}: the name of the table is not that of CSV"
    longest = max(map(len, ids))
    for width in widths:
        if width < 3 * longest:
            continue  # the ids are broken, too
        text = output(allot, "run", scenario, "--width", width, "--language", "en", *more)
        folded = text.rstrip("\n").split("\n\n")
        found = Rows(rows)
        for part in folded[table:len(folded) - behind]:
            found.add(part)
        if found.all() != expected.all():
            yield f"at {width} columns the table is another"
        yield from too_long(text, width)


def too_long(text, width):
    """A word that is longer than a line has one of its own: a path, an address on the web."""
    for line in text.split("\n"):
        if columns_of(line) > width and " " in line.strip():
            yield f"at {width} columns: {line}"


def check_text(allot, widths, *arguments):
    """Yields what is wrong with a report that is no table: it has the same characters."""
    whole = sorted("".join(output(allot, *arguments, "--width", WHOLE).split()))
    if not whole:
        yield "is empty"
    for width in widths:
        text = output(allot, *arguments, "--width", width)
        if sorted("".join(text.split())) != whole:
            yield f"at {width} columns the text is another"
        yield from too_long(text, width)


def check_sheet(allot, widths, *arguments):
    """Yields what is wrong with a report that explains: it has the same characters, and no number
    is cut."""
    whole = Counter(DIGITS.findall(output(allot, *arguments, "--width", WHOLE)))
    yield from check_text(allot, widths, *arguments)
    for width in widths:
        cut = whole - Counter(DIGITS.findall(output(allot, *arguments, "--width", width)))
        if cut:
            yield f"at {width} columns it cuts {', '.join(cut)}"


def check_numbers(allot, widths, *arguments):
    """Yields what is wrong with a report that has tables: no number is lost."""
    def numbers(text):
        return Counter(word for word in re.split("[ \n]+", text) if NUMBER.fullmatch(word))

    whole = output(allot, *arguments, "--width", WHOLE)
    if not whole:
        yield "is empty"
    for width in widths:
        text = output(allot, *arguments, "--width", width)
        lost = numbers(whole) - numbers(text)
        if lost:
            yield f"at {width} columns it has no {', '.join(lost)}"
        yield from too_long(text, width)


def checks(allot):
    """Names of reports, and what is wrong with each."""
    yield "run of the quickstart", check_table(allot, QUICKSTART, ALL_WIDTHS)
    yield "its causes", check_table(allot, QUICKSTART, SOME_WIDTHS, ("--causes",))
    compared = ("--vary", "pots.grund.amount=9_000_000,11_000_000,12_000_000", "--causes")
    yield "compare", check_numbers(allot, ALL_WIDTHS, "compare", QUICKSTART, *compared)
    yield "sweep", check_numbers(allot, ALL_WIDTHS, "sweep", QUICKSTART, *compared[:2])
    for scenario, district in ((QUICKSTART, "01001"), (RENTAL_ASSISTANCE, "Alabama"),
                               (LONG_NUMBERS, "a-long-identifier"), (LONG_NUMBERS, "c"),
                               (LONG_NUMBERS, "Zuweisung123456789012345678")):
        yield (f"explain {scenario} {district} at all widths",
               check_sheet(allot, ALL_WIDTHS, "explain", scenario, district))
    for table in PUBLISHED:
        yield f"audit {table}", check_text(allot, SOME_WIDTHS, "audit", table)
    for scenario in runs.scenarios():
        yield f"check {scenario}", check_numbers(allot, SOME_WIDTHS, "check", scenario)
        yield f"run {scenario}", check_table(allot, scenario, SOME_WIDTHS)
        rows = csv.DictReader(io.StringIO(output(allot, "run", scenario, "-f", "csv")))
        for row in itertools.islice(rows, 0, None, 40):
            yield (f"explain {scenario} {row['id']}",
                   check_sheet(allot, SOME_WIDTHS, "explain", scenario, row["id"]))


def main():
    allot = runs.arguments(__doc__).allot
    wrong, compared = [], 0
    for name, problems in checks(allot):
        compared += 1
        wrong += [f"{name}: {problem}" for problem in problems]
    return runs.report(wrong, compared)


if __name__ == "__main__":
    sys.exit(main())
