#!/usr/bin/env python3
"""Reports and results of one run agree, in every format.

    agree.py --allot BINARY --count 200 --seed 1

Prints random programmes as table, CSV, JSON and Markdown, by district, pot, group, contributor and
year, with causes, and beside another programme, and holds all of it together: rows add up to their
sum, each row has the same figures everywhere, what goes into a pot comes out of it, sheets end in
the budget, and notes are true of the figures. Fails if something that it looks for never occurred.
"""

import argparse
import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import programmes  # noqa: E402
from reference import evaluate  # noqa: E402
from roundings import Infeasible, Rounding, ceil  # noqa: E402
from yaml_text import yaml  # noqa: E402

NARROW = "\u202f"
OF_THE_TABLE = ("displayed percentages need", "elsewhere: reserved", "showing ", "the shift of the sum counts")  # in no JSON
PAYMENT = ("settlement", "payable", "paid", "open")  # columns, as JSON and tables call them
SUMS = ("Sum", "elsewhere", "in all")
NUMBER = rf"[+−-]?\d[\d{NARROW}]*(?:\.\d+)?…?"
VERDICT = re.compile(r"\b(gains?|loses?|unchanged|for \d)")  # the last line of a long result


def value_of(text):
    """A printed number; None of an empty cell; other text as it is."""
    plain = text.replace(NARROW, "").replace("−", "-").replace("%", "").strip()
    if plain in ("", "–"):
        return None
    try:
        return Fraction(plain)
    except ValueError:
        return text


def is_close(exact, printed):
    """Whether `1.23…` or `1.23` is what is printed of an exact amount: cut off, not rounded."""
    shown = Fraction(printed.replace(NARROW, "").replace("−", "-").rstrip("…"))
    decimals = len(printed.rstrip("…").partition(".")[2])
    return 0 <= exact - shown < Fraction(1, 10**decimals) if "…" in printed else exact == shown


class Page:
    """A report in Markdown: what stands above the table, its columns, rows and sums, and the notes."""

    def __init__(self, text):
        lines = text.splitlines()
        at = next(i for i, line in enumerate(lines) if re.match(r"\| *(id|pot|group|contributor|year)\b", line))
        end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
        self.head = [line for line in lines[:at] if line]
        cells = [[plain(c) for c in line[1:-1].split("|")] for line in lines[at:end]]
        self.columns = cells[0]
        self.rows, self.sums = {}, {"Sum": {}}
        for row in cells[2:]:
            name = next(c for c in row if c)
            (self.sums if name in SUMS else self.rows)[name] = dict(zip(self.columns, map(value_of, row)))
        self.lines = [[c for c in row if c] for row in cells[2:]]
        self.notes = [plain(line[2:]) for line in lines[end:] if line.startswith("- ")]

    def figures(self, column):
        return {name: row[column] for name, row in self.rows.items()}


def plain(text):
    """Without the marks of Markdown: sums are bold."""
    text = re.sub(r"^\*\*(.*)\*\*$", r"\1", text.strip())
    return re.sub(r"\\(.)", r"\1", text).strip()


def table_of(text):
    """The same of a report in columns of letters: rows as lists of what is not empty, and the text."""
    lines = text.splitlines()
    heads = [i for i, line in enumerate(lines) if re.match(r"(id|pot|group) ", line)]
    at = heads[0] + 1
    end = next((i for i in range(at, len(lines)) if not lines[i]), len(lines))
    rows = [re.split(r" {2,}", line.strip()) for line in lines[at:end] if line.strip(" ─")]
    return rows, " ".join(lines[end:]).split()


class Programme:
    """One programme, its answer by the reference, and what the program prints of it."""

    def __init__(self, allot, path, pots):
        self.allot, self.path, self.pots = allot, path, pots
        self.json = self.read("-f", "json", "--all")

    def run(self, *arguments, command="run"):
        answer = subprocess.run([self.allot, command, "-q", self.path, *arguments], capture_output=True,
                                text=True, check=False)
        return answer.stdout if answer.returncode == 0 else None

    def read(self, *arguments, command="run"):
        text = self.run(*arguments, command=command)
        return None if text is None else json.loads(text, parse_float=Fraction, parse_int=Fraction)

    def page(self, *arguments):
        text = self.run("-f", "markdown", "--language", "en", *arguments)
        return None if text is None else Page(text)

    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.run("-f", "csv", *arguments))))


class Laws:
    def __init__(self, programme, met):
        self.p, self.met = programme, met
        self.found = []
        self.rows = {d["id"]: d for d in programme.json["districts"]}
        self.pots = {p["id"]: p for p in programme.json["pots"]}

    def hold(self, what, one, other):
        if one != other:
            self.found.append(f"{what}: {one} and {other}")

    def all(self):
        self.money()
        self.districts("--all")
        self.districts()
        self.by_pot()
        for by, parts in (("contributor", "contributors"), ("year", "years")):
            if any(parts in pot for pot in self.pots.values()):
                self.by_part(by, parts)
        if any(d["group"] is not None for d in self.rows.values()):
            self.by_group()
        self.notes()
        self.causes()
        self.sheets()
        self.beside()
        return self.found

    # Sums.

    def money(self):
        """What goes into a pot comes out of it, and districts have what pots give."""
        for id_, pot in self.pots.items():
            top_ups = sum(t["amount"] for t in pot.get("top_ups", []))
            passed = sum(t["amount"] for t in pot.get("passed_on", []))
            out = pot["budget"] + pot["reserved"] + passed + pot["not_assigned"] + pot["left_over"]
            self.hold(f"{id_}: in and out", pot["amount"] + top_ups, out)
            cells = [c["budget"] for d in self.rows.values() for c in d["pots"] if c["id"] == id_]
            self.hold(f"{id_}: budgets", sum(cells), pot["budget"])
        for id_, row in self.rows.items():
            self.hold(f"{id_}: pots", sum(c["budget"] for c in row["pots"]), row["budget"])
        total = self.p.json["total"]
        self.hold("sum of pots", sum(p["budget"] for p in self.pots.values()), total["budget"])
        self.hold("sum of districts", sum(d["budget"] for d in self.rows.values()), total["budget"])
        for field in PAYMENT:
            if field in total:
                self.hold(f"sum of {field}", sum(d[field] for d in self.rows.values()), total[field])
        if "payable" in total:
            self.hold("payable", total["budget"] + total["settlement"], total["payable"])

    def add_up(self, what, page, skipped=("id", "pot", "group", "title", "%", "districts")):
        """Each column of a printed table adds up to its sum."""
        for column in page.columns:
            cells = [v for v in page.figures(column).values() if v is not None]
            total = page.sums["Sum"].get(column)
            if column == "shift" and total is not None:
                total -= self.of_new(what, page)
            if column not in skipped and not column.endswith("%") and total is not None:
                self.hold(f"{what}: sum of `{column}`", sum(cells), total)

    def of_new(self, what, page):
        """What new rows have: the shift of the sum counts it, they have none, and a note says so."""
        if "districts" in page.columns:  # groups
            shift = page.columns.index("shift")  # the two years before it may be headed by their names
            priors, budgets = (page.figures(column) for column in page.columns[shift - 2:shift])
            new = [budgets[id_] for id_ in budgets if priors[id_] is None and budgets[id_]]
        else:
            new = [d["budget"] for d in self.rows.values() if d["prior"] is None and d["budget"]]
        self.met["new"] += bool(new)
        told = [re.search(rf"counts (\d+) .* new, with ({NUMBER})\.", note) for note in page.notes]
        told = [(int(match[1]), value_of(match[2])) for match in told if match]
        self.hold(f"{what}: new districts", told, [(len(new), sum(new))] if new else [])
        return sum(new)

    def same_table(self, what, page, *arguments):
        """The table in letters has the rows of the page, and both say the same below."""
        rows, words = table_of(self.p.run(*arguments))
        for mine, theirs in zip(rows, page.lines):
            same = len(mine) == len(theirs) and all(
                a == b or (a.endswith("…") and b.startswith(a[:-1])) for a, b in zip(mine, theirs))
            self.hold(f"{what}: a row of the table", mine if not same else theirs, theirs)
        self.hold(f"{what}: rows of the table", len(rows), len(page.lines))
        self.hold(f"{what}: notes of the table", words, " ".join(page.notes).split())

    def same_notes(self, what, page, answer):
        """People read amounts that are rounded, and the verdict once more."""
        told = [note for note in page.notes if not note.startswith(OF_THE_TABLE)]
        if len(told) > len(answer["notes"]) and VERDICT.search(told[-1]):
            told.pop()
        exact = [re.sub(r"[\d\u202f.]+…", "…", note) for note in answer["notes"]]
        same = [re.fullmatch(re.escape(one).replace("…", NUMBER), other) for one, other in zip(exact, told)]
        self.hold(f"{what}: notes of JSON", answer["notes"] if not all(same) else told, told)
        self.hold(f"{what}: count of notes", len(answer["notes"]), len(told))

    # Districts.

    def districts(self, *every):
        what = "districts " + "".join(every)
        page, answer = self.p.page(*every), self.p.read("-f", "json", *every)
        listed = {d["id"]: d for d in answer["districts"]}
        lines = {row["id"]: row for row in self.p.rows(*every)}
        self.hold(f"{what}: page", list(page.rows), list(listed))
        self.hold(f"{what}: CSV", list(lines), list(listed))
        if set(page.rows) != set(listed) or set(lines) != set(listed):
            return
        self.same_excel(what, every)
        self.add_up(what, page)
        self.same_table(what, page, *every)
        self.same_notes(what, page, answer)
        self.hold(f"{what}: total", answer["total"], self.p.json["total"])
        has_prior = answer["total"]["prior"] is not None or "shift" in page.columns
        paying = [field for field in PAYMENT if field in answer["total"]]
        columns = page.columns[:len(page.columns) - len(paying)]
        names = columns[-4:] if has_prior else [None, columns[-1], None, None]
        self.hold(f"{what}: columns of the payment", page.columns[len(columns):], paying)
        for id_, row in listed.items():
            self.hold(f"{what}: {id_}", row, self.rows[id_])
            self.met["listed without a part"] += not every and not self.takes_part(id_)
            for field, column in zip(("prior", "budget", "shift", "shift_percent"), names):
                self.hold(f"{what}: {field} of {id_} in CSV", value_of(lines[id_][field]), as_fraction(row[field]))
                if column is not None and field == "shift_percent":
                    self.percent(f"{what}: {id_}", page.rows[id_][column], row[field])
                elif column is not None:
                    self.hold(f"{what}: {field} of {id_}", page.rows[id_][column], as_fraction(row[field]))
            self.key(what, id_, row, page, lines[id_])
            for field in paying:
                self.hold(f"{what}: {field} of {id_} in CSV", value_of(lines[id_][field]), row[field])
                self.hold(f"{what}: {field} of {id_}", page.rows[id_][field], row[field])
        for field in paying:
            self.hold(f"{what}: sum of {field}", page.sums["Sum"][field], answer["total"][field])
        self.met["settled"] += "settlement" in paying
        for field, column in zip(("prior", "budget", "shift"), names):
            if column is not None:
                self.hold(f"{what}: sum of {field}", page.sums["Sum"][column], as_fraction(answer["total"][field]))
        left_out = [row for id_, row in self.rows.items() if id_ not in listed]
        for row in left_out:
            self.met["left out"] += 1
            self.hold(f"{what}: left out, yet {row['id']} has",
                      (row["budget"], row["prior"] or 0, row.get("settlement", 0), row.get("paid", 0)), (0, 0, 0, 0))
            self.hold(f"{what}: {row['id']} takes part", self.takes_part(row["id"]), False)

    def same_excel(self, what, every):
        text = self.p.run("-f", "csv-excel", *every).removeprefix("\ufeff")
        lines = [line.split(";") for line in text.splitlines()]
        plain_lines = [line.split(",") for line in self.p.run("-f", "csv", *every).splitlines()]
        self.hold(f"{what}: csv-excel", [[c.replace(",", ".") for c in line] for line in lines], plain_lines)

    def percent(self, what, printed, exact):
        if exact is None or printed is None:
            self.hold(f"{what}: %", printed, exact)
        elif abs(printed - Fraction(exact)) > Fraction(5001, 10**6):
            self.found.append(f"{what}: {printed} % and {exact} %")

    def key(self, what, id_, row, page, line):
        if row["key"] is None:
            self.hold(f"{what}: key of {id_}", value_of(line["key_percent"]), None)
            return
        self.met["key"] += 1
        above, below = row["key"].split("/")
        share = Fraction(above) / Fraction(below)
        self.percent(f"{what}: key of {id_}", value_of(line["key_percent"]), share * 100)
        if "key" in page.columns and page.sums["Sum"]["key"]:
            printed = page.rows[id_]["key"]
            whole = page.sums["Sum"]["key"]
            if self.closes_key() and abs(printed / whole - share) > Fraction(1, 1000):
                self.found.append(f"{what}: key of {id_}: {printed} of {whole}, and {row['key']}")

    def closes_key(self):
        """A key with a gap has a whole that is more than its sum."""
        return sum(Fraction(*map(Fraction, d["key"].split("/"))) for d in self.rows.values()) == 1

    def takes_part(self, id_):
        return any(pot.table.ids.index(id_) in pot.members for pot in self.p.pots.values())

    # Other rows.

    def by_pot(self):
        page, lines = self.p.page("--by", "pot"), {r["pot"]: r for r in self.p.rows("--by", "pot")}
        self.hold("by pot: page", list(page.rows), list(self.pots))
        self.hold("by pot: CSV", list(lines), list(self.pots))
        self.add_up("by pot", page)
        self.same_table("by pot", page, "--by", "pot")
        self.same_notes("by pot", page, self.p.read("--by", "pot", "-f", "json"))
        for id_, pot in self.pots.items():
            figures = {"amount": pot["amount"], "budget": pot["budget"], "reserved": pot["reserved"],
                       "not_assigned": pot["not_assigned"], "left_over": pot["left_over"],
                       "top_up": sum(t["amount"] for t in pot.get("top_ups", [])),
                       "passed_on": sum(t["amount"] for t in pot.get("passed_on", []))}
            heads = {"amount": "in", "top_up": "topped up", "passed_on": "passed on", "not_assigned": "not assigned",
                     "left_over": "left over"}
            for field, amount in figures.items():
                column = heads.get(field, field)
                self.hold(f"by pot: {field} of {id_} in CSV", value_of(lines[id_].get(field, "0")), amount)
                self.hold(f"by pot: {field} of {id_}", page.rows[id_].get(column, 0), amount)

    def by_part(self, by, parts):
        self.met[f"by {by}"] += 1
        cells = collections.Counter()
        with_parts = [pot for pot in self.pots.values() if parts in pot]
        for pot in with_parts:
            for part in pot[parts]:
                for cell in part["districts"]:
                    cells[cell["id"], part["id"]] += cell["budget"]
                given = sum(c["budget"] for c in part["districts"])
                if not pot.get("top_ups") and pot["budget"] == pot["amount"]:
                    self.hold(f"{by} {part['id']}: sum", given, part["amount"])
            paid = sum(p["amount"] for p in pot[parts])
            self.hold(f"{pot['id']}: {parts}", paid, pot["amount"])
            own = sum(c["budget"] for p in pot[parts] for c in p["districts"])
            top_ups = sum(t["amount"] for t in pot.get("top_ups", []))
            self.hold(f"{pot['id']}: {parts} and top-ups", own + top_ups, pot["budget"])
        lines = collections.Counter()
        for row in self.p.rows("--all", "--by", by):
            lines[row["id"], row[by]] += Fraction(row["budget"])
        names = {part["id"]: part["id"] for pot in with_parts for part in pot[parts]}
        self.hold(f"by {by}: CSV", {k: v for k, v in lines.items() if v}, {k: v for k, v in cells.items() if v})
        page = self.p.page("--all", "--by", by)
        self.add_up(f"by {by}", page)
        self.same_table(f"by {by}", page, "--all", "--by", by)
        ids = [pot["id"] for pot in with_parts]
        for id_, row in page.rows.items():
            budget = sum(c["budget"] for c in self.rows[id_]["pots"] if c["id"] in ids)
            printed = [v for k, v in row.items() if k not in ("id", "group", "district", "budget") and v is not None]
            self.hold(f"by {by}: budget of {id_}", row["budget"], budget)
            self.hold(f"by {by}: row of {id_}", sum(printed), budget)
            for name in names:
                if name in row:
                    self.hold(f"by {by}: {name} of {id_}", row[name], cells[id_, name])
        if "in all" in page.sums:
            self.met["elsewhere"] += 1
            for column, total in page.sums["in all"].items():
                if total is not None and total not in SUMS:
                    parts_of = [page.sums[name][column] or 0 for name in ("Sum", "elsewhere")]
                    self.hold(f"by {by}: `{column}` in all", sum(parts_of), total)

    def by_group(self):
        self.met["by group"] += 1
        sums = collections.Counter()
        for row in self.rows.values():
            sums[row["group"]] += row["budget"]
        lines = {r["group"]: Fraction(r["budget"]) for r in self.p.rows("--by", "group")}
        sums = {group: budget for group, budget in sums.items() if budget or group in lines}
        self.hold("by group: CSV", lines, sums)
        page = self.p.page("--by", "group")
        self.add_up("by group", page, ("group", "%", ""))
        self.same_table("by group", page, "--by", "group")
        answer = self.p.read("--by", "group", "-f", "json")
        self.hold("by group: JSON", {g["group"]: g["budget"] for g in answer["groups"]}, sums)

    def causes(self):
        if self.p.json["total"]["prior"] is None:
            return
        answer = self.p.read("--causes", "--all", "-f", "json")
        page, lines = self.p.page("--causes", "--all"), {r["id"]: r for r in self.p.rows("--causes", "--all")}
        if answer is None:
            return
        self.met["causes"] += 1
        self.add_up("causes", page)
        for row in answer["districts"]:
            if row["causes"] is None:
                self.met["no causes"] += 1
                continue
            self.hold(f"causes of {row['id']}", sum(c["amount"] for c in row["causes"]), row["shift"])
            told = [Fraction(v) for k, v in lines[row["id"]].items() if k.startswith("cause_") and v != ""]
            self.hold(f"causes of {row['id']} in CSV", sum(told), row["shift"])
            self.hold(f"budget of {row['id']} beside its causes", row["budget"], self.rows[row["id"]]["budget"])

    def sheets(self):
        for id_ in list(self.rows)[:3]:
            sheet = self.p.read(id_, "-f", "json", command="explain")
            row = self.rows[id_]
            self.met["sheets"] += 1
            self.hold(f"sheet of {id_}: total", sheet["total"], row["budget"])
            self.hold(f"sheet of {id_}: pots", sum(p["budget"] for p in sheet["pots"]), row["budget"])
            for pot in sheet["pots"]:
                given = self.cell(id_, pot["id"])["budget"]
                lettered = [Fraction(line["exact"]) for line in pot["lines"] if line["letter"]]
                self.hold(f"sheet of {id_}: end of {pot['id']}", (lettered or [Fraction(0)])[-1], Fraction(given))
            ends = [Fraction(line["exact"]) for line in sheet.get("payment", {"lines": []})["lines"]]
            due = [row[field] for field in ("payable", "open") if field in row and "settlement" in row]
            self.hold(f"sheet of {id_}: payable", [amount for amount in due if amount not in ends], [])
            self.hold(f"sheet of {id_}: end of the payment", ends[-1:], due[-1:])
            shift = sheet["shift"]
            if shift is not None and shift.get("shift") is not None:
                self.met["shifts"] += 1
                self.hold(f"sheet of {id_}: shift", shift["shift"], row["shift"])
                self.hold(f"sheet of {id_}: causes", sum(c["amount"] for c in shift["causes"]), row["shift"])

    def beside(self):
        """Beside the same programme with another amount: its columns are those of the two runs."""
        pot = next((p for p in self.p.pots.values() if isinstance(p.pot["amount"], str) and not p.open), None)
        if pot is None or '"' in pot.id or pot.pot["amount"] == "contributors":
            return
        setting = ["--set", f"pots.{pot.id}.amount={pot.amount + pot.rounding.unit * 20}"]
        if pot.amount.denominator != 1 or pot.rounding.unit.denominator != 1:
            return
        changed = self.p.read("--all", "-f", "json", *setting)
        text = pathlib.Path(self.p.path)
        other = text.with_name("other.yaml")
        old, new = f"amount: {pot.pot['amount']}", f"amount: {pot.amount + pot.rounding.unit * 20}"
        if changed is None or text.read_text(encoding="utf-8").count(old) != 1:
            return
        other.write_text(text.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        self.met["compared"] += 1
        theirs = {d["id"]: d["budget"] for d in changed["districts"]}
        answer = self.p.read(str(other), "--all", "-f", "json", command="compare")
        for row in answer["districts"]:
            a, b = self.rows[row["id"]]["budget"], theirs[row["id"]]
            self.hold(f"beside: {row['id']}", row["budgets"], [a, b])
            self.hold(f"beside: difference of {row['id']}", row["against"][0]["difference"], b - a)
        self.hold("beside: totals", [c["total"] for c in answer["compared"]],
                  [self.p.json["total"]["budget"], changed["total"]["budget"]])
        told = answer["against"][0]
        shifts = [theirs[i] - d["budget"] for i, d in self.rows.items()]
        self.hold("beside: winners", told["winners"]["amount"], sum(s for s in shifts if s > 0))
        self.hold("beside: losers", abs(told["losers"]["amount"]), -sum(s for s in shifts if s < 0))
        page = Page(self.p.run(str(other), "--all", "-f", "markdown", command="compare"))
        self.add_up("beside", page)
        for id_, row in page.rows.items():
            self.hold(f"beside: page, {id_}", [row["A"], row["B"], row["B − A"]],
                      [self.rows[id_]["budget"], theirs[id_], theirs[id_] - self.rows[id_]["budget"]])

    # Notes.

    def notes(self):
        self.headline()
        notes = collections.defaultdict(list)
        for note in self.p.json["notes"]:
            match = re.match(r"pot `([^`]+)`: (.*)", note)
            id_ = match[1] if match else next(iter(self.pots)) if len(self.pots) == 1 else None
            notes[id_].append(match[2] if match else note)
        for id_, pot in self.pots.items():
            self.money_notes(id_, pot, notes[id_])
            self.floor_notes(id_, notes[id_])
            self.rounding_note(id_, pot, notes[id_])
            self.tie_notes(id_, notes[id_])
        self.settlement_notes()
        absent = [i for i in self.rows if not self.takes_part(i)]
        had = sum(self.rows[i]["prior"] or 0 for i in absent)
        every = [n for n in self.p.json["notes"] if re.match(r"\d+ of \d+ \w+ takes? no part", n)]
        self.hold("how many take no part", len(every), 1 if absent else 0)
        if absent and every:
            self.met["no part"] += 1
            self.met["no part, with a prior year"] += had != 0
            self.hold("who take no part", int(every[0].split()[0]), len(absent))
            told = re.search(rf"had ({NUMBER}) in", every[0])
            self.hold("what they had", value_of(told[1]) if told else 0, had)

    def settlement_notes(self):
        """How much is paid and taken back beside the budgets, and who pays back."""
        if "settlement" not in self.p.json["total"]:
            return
        settled = {i: row["settlement"] for i, row in self.rows.items() if row["settlement"]}
        note = next(n for n in self.p.json["notes"] if n.startswith("settlement: "))
        told = [(value_of(amount), int(count)) for amount, count in
                re.findall(rf"({NUMBER}) (?:to|from) (\d+) (?:district|recipient)", note)]
        signed = [[v for v in settled.values() if v > 0], [v for v in settled.values() if v < 0]]
        self.hold("note of the settlement", told, [(sum(values), len(values)) for values in signed if values])
        self.hold("note of what is payable", value_of(re.search(rf"payable in all ({NUMBER})\.", note)[1]),
                  self.p.json["total"]["payable"])
        for pattern, who in ((r"pays? back: ", [i for i, row in self.rows.items() if row["payable"] < 0]),
                             (r"no part (?:has|have) a settlement: ", [i for i in settled if not self.takes_part(i)])):
            lines = [n for n in self.p.json["notes"] if re.search(pattern, n)]
            self.met[f"note: {pattern}"] += bool(lines)
            self.hold(f"notes of {pattern}", [int(n.split()[0]) for n in lines], [len(who)] if who else [])

    def headline(self):
        page = self.p.page("--all")
        total, line = self.p.json["total"], page.head[1]
        self.hold("headline: sum", value_of(re.match(NUMBER, line)[0]), total["budget"])
        shifts = {i: d["shift"] for i, d in self.rows.items() if d["shift"] is not None}
        if total["prior"] is None:
            return
        self.met["headline"] += 1
        counts = {"gain": sum(s > 0 for s in shifts.values()), "lose": sum(s < 0 for s in shifts.values()),
                  "unchanged": sum(s == 0 for s in shifts.values())}
        body = line.partition(": ")[2] or line
        for word, count in counts.items():
            told = re.search(rf"(\d+) {word}", body)
            self.hold(f"headline: {word}", int(told[1]) if told else 0, count)
        change = re.search(rf"^{NUMBER}, ({NUMBER}) ", line)
        if total["shift"] is not None:
            self.hold("headline: shift", value_of(change[1]) if change else 0, total["shift"])
        most = re.search(r"most: (.*)$", line)
        told = dict(re.findall(rf"([^ ,]+) ({NUMBER})", most[1])) if most else {}
        ends = [max(shifts.values(), default=0), min(shifts.values(), default=0)]
        wanted = [s for s, good in zip(ends, (ends[0] > 0, ends[1] < 0)) if good]
        self.hold("headline: most", sorted(value_of(v) for v in told.values()), sorted(wanted))
        for name, shift in told.items():
            self.hold(f"headline: most, {name}", shifts.get(name), value_of(shift))

    def money_notes(self, id_, pot, notes):
        told = collections.Counter()
        for note in notes:
            for words, field in ((r"topped up by `(.+)`, with rounding", "top_up"), (r"passed on to pot `(.+)`", "passed_on"),
                                 (r"reserved for `(.+)`", "reserved"), (r"(not assigned).*", "not_assigned"),
                                 (r"(left over by rounding)", "left_over"), (r"(given beyond) the pot by rounding", "beyond")):
                match = re.fullmatch(rf"{words}: ({NUMBER})\.", note)
                if match:
                    told[field, match[1]] += value_of(match[2])
                    self.met[f"note: {field}"] += 1
        sums = collections.Counter()
        for (field, _), amount in told.items():
            sums[field] += amount
        for payer in pot.get("top_ups", []):
            self.hold(f"{id_}: note of {payer['from']}", told["top_up", payer["from"]], payer["amount"])
        self.hold(f"{id_}: notes of top-ups", sums["top_up"], sum(t["amount"] for t in pot.get("top_ups", [])))
        for taker in pot.get("passed_on", []):
            self.hold(f"{id_}: note of {taker['to']}", told["passed_on", taker["to"]], taker["amount"])
        self.hold(f"{id_}: notes of reserves", sums["reserved"], pot["reserved"])
        self.hold(f"{id_}: note of what is not assigned", sums["not_assigned"], pot["not_assigned"])
        self.hold(f"{id_}: note of what is left over", sums["left_over"] - sums["beyond"], pot["left_over"])

    def floor_notes(self, id_, notes):
        """What the floors' notes say that each pays is what it pays before rounding."""
        told = collections.defaultdict(list)
        for note in notes:
            match = re.search(rf"cost ({NUMBER}), (?:paid by `([^`]+)`(?: \(before the steps that follow\))?[.;]|of which `(.+)` pays (nothing|{NUMBER}):)", note)
            if match:
                amount = match[4] if match[4] else match[1]
                told[match[2] or match[3]].append("0" if amount == "nothing" else amount)
                self.met["note: a top-up that was cut"] += bool(match[4])
        exact = collections.defaultdict(list)
        for name, cost in self.p.pots[id_].payers:
            exact[name].append(cost)
        for name in set(told) | set(exact):
            mine = exact[name]
            while len(mine) > len(told[name]) and 0 in mine:
                mine.remove(0)  # a floor that nobody was below
            same = len(mine) == len(told[name]) and all(map(is_close, mine, told[name]))
            self.hold(f"{id_}: notes of what {name} pays", told[name] if not same else mine, mine)

    def rounding_note(self, id_, pot, notes):
        done = self.p.pots[id_]
        note = next(n for n in notes if re.search(r"left over after rounding down( within the bounds)?, |^rounded to|nothing was rounded", n))
        self.residual(id_, pot, done, note)
        plain_method = done.rounding.method == "largest_remainder" and not done.tiered
        bounded = any(any(low) or any(v is not None for v in high) for low, high, _ in done.bounds)
        if not plain_method or bounded or done.rounding.residual not in (None, "report"):
            return  # bounds in units: units are also taken and given elsewhere
        unit = done.rounding.unit
        extra = {}
        for at, district in enumerate(done.table.ids):
            units = self.cell(district, id_)["budget"] / unit - done.x[at] // unit
            if units:
                extra[district] = done.x[at] / unit - done.x[at] // unit
        match = re.match(rf"(\d+) units? of {NUMBER} left over after rounding down, by largest remainder to ([^.;]*)", note)
        self.met["note: left-over units"] += bool(match)
        self.hold(f"{id_}: units left over", int(match[1]) if match else 0, len(extra))
        if match:
            names = match[2].split(" and ")[0].split(", ")
            self.hold(f"{id_}: who got left-over units", sorted(names), sorted(extra))
            remainders = [extra.get(n, 0) for n in names]
            self.hold(f"{id_}: their order", remainders, sorted(remainders, reverse=True))

    def residual(self, id_, pot, done, note):
        residual = done.rounding.residual
        kind = residual if residual is None or isinstance(residual, str) else residual[0]
        self.met[f"residual: {kind}"] += 1
        if done.rounding.method == "exact":
            return  # there is no difference
        words = {"report": "the difference is not given to anybody", "largest": "the largest amount takes the difference"}
        if kind == "one_each_to_largest":
            self.one_each(id_, pot, done, note)
        elif kind in words:
            self.hold(f"{id_}: {note!r} tells of `{kind}`", words[kind] in note, True)
        elif kind == "reserve":
            self.hold(f"{id_}: {note!r} tells of the reserve", f"goes to `{residual[1]}`" in note, True)
        elif kind == "district":
            self.hold(f"{id_}: {note!r} tells of the district", f"{residual[1]} takes the difference" in note, True)
        told = re.search(rf"\(({NUMBER}) (?:to (.+)|in all)\)", note)
        if told is None or done.tiered:
            return
        self.met["note: who takes the difference"] += 1
        receiver = told[2] or residual[1]
        cell = self.cell(receiver, id_)
        if done.rounding.method in ("half_up", "half_even", "down", "up") and not any(done.lower) and not any(done.upper):
            units = [x / done.rounding.unit for x in done.x]
            alone = done.rounding.to_units(units, done.members, done.weights or done.x, 0)
            own = alone[done.table.ids.index(receiver)] * done.rounding.unit
            self.hold(f"{id_}: the difference", value_of(told[1]), cell["budget"] - own)

    def one_each(self, id_, pot, done, note):
        """Who got a unit, or gave one back, has that much more, or less, than by itself."""
        told = {match[2]: (int(match[1]), match[3]) for match in
                re.finditer(r"(\d+) units? (left over|too many), (?:taken back )?one each by the largest amounts (?:to|from) ([^.;]*)", note)}
        self.hold(f"{id_}: {note!r} tells of no unit", "no unit is left over" in note, not told)
        if done.tiered:
            return
        unit = done.rounding.unit
        lower = [ceil(v / unit) for v in done.lower]
        alone = Rounding({**done.rounding.fields, "residual": "report"}, done.table).to_units(
            [x / unit for x in done.x], done.members, done.weights or done.x, 0, lower, done.upper_in_units)
        moved = {district: self.cell(district, id_)["budget"] / unit - alone[at]
                 for at, district in enumerate(done.table.ids)}
        for word, step in (("left over", 1), ("too many", -1)):
            movers = sorted(district for district, units in moved.items() if units == step)
            count, names = told.get(word, (0, ""))
            self.met[f"note: one each, {word}"] += bool(count)
            self.hold(f"{id_}: units {word}", count, len(movers))
            if count:
                names = re.sub(" and \\d+ others?$", "", names).split(", ")
                self.hold(f"{id_}: {names} are of those", set(names) <= set(movers), True)
                amounts = [done.x[done.table.ids.index(name)] for name in names]
                self.hold(f"{id_}: their order", amounts, sorted(amounts, reverse=True))
        self.hold(f"{id_}: no more than one each", set(moved.values()) <= {0, 1, -1}, True)

    def tie_notes(self, id_, notes):
        ties = [t for t in self.p.json["ties"] if t["pot"] == id_]
        told = [n for n in notes if re.search("(^|: )tie for ", n)]
        self.met["ties"] += len(ties)
        self.hold(f"{id_}: ties that are told", len(told), min(len(ties), 10))
        for tie, note in zip(ties, told):
            match = re.search(r"tie for (?:(\d+) units?( to take back)?|the difference) between (?:the contributors )?"
                              r"(.*?): (given to|paid by|taken by|taken from) (.*?), (the last )?by ", note)
            taken = tie["for"] == "taken_back"
            chosen = tie["taken_from"] if taken else tie["given"]
            self.met["ties for units taken back"] += taken
            words = "taken from" if taken else "taken by" if tie["for"] == "residual" else \
                "paid by" if tie["of"] == "contributors" else "given to"
            # By the largest amounts, who goes first gives first; of a key that is not seen here.
            in_order = tie["of"] in ("key", "group_key") or self.p.pots[id_].rounding.residual == "one_each_to_largest"
            last = bool(match and match[6]) if taken and in_order else taken
            told_of = match and (Fraction(match[1] or 1), match[1] is None, bool(match[2]), match[3].split(", "), match[4],
                                 match[5].split(", "), bool(match[6]))
            self.hold(f"{id_}: a tie", told_of,
                      (tie["units"], tie["for"] == "residual", taken, tie["tied"], words, chosen, last))
            self.hold(f"{id_}: units of a tie", len(chosen), int(tie["units"]))
            self.hold(f"{id_}: who were given some", tie["given"], [] if taken else chosen)
            done = self.p.pots[id_]
            of_units = tie["of"] == "districts" and tie["for"] != "residual" and not tie["prior"]
            if of_units and done.rounding.method == "largest_remainder" and not done.tiered:
                quotas = {d: Fraction(self.cell(d, id_)["exact"]) / done.rounding.unit for d in tie["tied"]}
                self.hold(f"{id_}: remainders of those tied", len({quota % 1 for quota in quotas.values()}), 1)
                if done.rounding.residual in (None, "report"):
                    # Claims on the unit at stake: the chosen have one unit more, or less, than the others.
                    claims = {d: quotas[d] - self.cell(d, id_)["budget"] / done.rounding.unit for d in tie["tied"]}
                    step = {claims[d] - claims[o] for d in chosen for o in tie["tied"] if o not in chosen}
                    self.hold(f"{id_}: units of those chosen beside the others", step, {Fraction(1 if taken else -1)})

    def cell(self, district, pot):
        return next(c for c in self.rows[district]["pots"] if c["id"] == pot)


def as_fraction(value):
    return None if value is None else Fraction(value)


WANTED = [
    "left out", "listed without a part", "key", "by contributor", "by year", "by group", "elsewhere", "causes",
    "no causes", "sheets", "shifts", "compared", "no part", "no part, with a prior year", "headline", "ties", "ties for units taken back",
    "note: top_up", "note: passed_on", "note: reserved", "note: not_assigned", "note: left_over", "note: beyond",
    "new", "note: a top-up that was cut", "note: left-over units", "note: who takes the difference", "residual: None",
    "settled", "note: pays? back: ", "note: no part (?:has|have) a settlement: ", "residual: one_each_to_largest", "note: one each, left over", "note: one each, too many", "residual: report", "residual: largest", "residual: district", "residual: reserve", "several pots", "open pot",
    "claims", "tranches of contributors", "two payers",
]


def kinds(scenario, pots, met):
    met["several pots"] += len(pots) > 1
    for pot in pots.values():
        met["open pot"] += pot.open
        met["claims"] += pot.pot.get("unclaimed") == "reallocate"
        met["tranches of contributors"] += bool(pot.contributors and pot.years)
        met["two payers"] += len(pot.top_ups) > 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this programme of the seed alone")
    options = parser.parse_args()
    met = collections.Counter({name: 0 for name in WANTED})
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for at in range(options.count) if options.only is None else [options.only]:
            scenario, files = programmes.Programme(f"{options.seed}-{at}", 2).make()
            try:
                pots, _ = evaluate(scenario, files)
            except Infeasible:
                continue
            for file, content in files.items():
                text = yaml(content) if isinstance(content, dict) else content
                (folder / file).write_text(text, encoding="utf-8")
            path = folder / "programme.yaml"
            path.write_text(yaml(scenario), encoding="utf-8")
            kinds(scenario, pots, met)
            met["programmes"] += 1
            found = Laws(Programme(options.allot, str(path), pots), met).all()
            if found:
                wrong += 1
                print(f"--- seed {options.seed}, number {at}", *found[:6], sep="\n")
            if options.only is not None:
                print(path.read_text(encoding="utf-8"))
    print(dict(met))
    never = [name for name in WANTED if not met[name]]
    if never and options.only is None:
        print("never met:", "; ".join(never))
    return 1 if wrong or (never and options.only is None) else 0


if __name__ == "__main__":
    sys.exit(main())
