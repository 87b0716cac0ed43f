"""A sum is never paid as a district, and no district is taken for a sum.

    tests/tables/sums.py --allot build/release/allot

Tables with a row of sums, in each spelling and each place: either the sum is refused, and what the
message says leads out, or it is left out, and each district has its money. And tables of districts
whose ids or names look like sums and are none.
"""

import argparse
import csv
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SPELLINGS = (
    "Summe", "SUMME", "Summe:", "Summen", "Gesamt", "gesamt", "Gesamtsumme", "Gesamtergebnis",
    "Insgesamt", "INSGESAMT:", "Kreise insgesamt", "insges.", "Zusammen", "Kreise zusammen", "zus.",
    "Total", "TOTAL", "Total général", "Totaux", "Total (44 Kreise)", "Grand total", "Sum", "Subtotal",
    "Zwischensumme", "Endsumme", "Landessumme", "Σ", "∑", "Σ Kreise", "Ensemble", "Somme",
    "Land Baden-Württemberg", "Regierungsbezirk Stuttgart", "Reg.-Bez. Stuttgart", "Kanton Wallis",
    "Canton du Valais", "davon Kreise", "darunter Landkreise", "Summe der Stadt- und Landkreise",
)  # fmt: skip

KREISE = (("08111", "Stuttgart", 92), ("08115", "Böblingen", 61), ("08116", "Esslingen", 85),
          ("08121", "Heilbronn", 17), ("08125", "Heilbronn, Land", 44))  # fmt: skip
POT = sum(count for _, _, count in KREISE)  # so that each district has its count

SCENARIO = """\
allot: 1
title: Sums
districts: {{table: {{file: {table}, id: AGS, name: Kreis{fields}}}}}
pots: [{{id: p, amount: {pot}, steps: [{{share: {{by: Zugang}}}}]}}]
"""

failures = []
checked = 0


def check(good, what, detail=""):
    global checked
    checked += 1
    if not good:
        failures.append(what)
        print(f"FAILED: {what}\n{detail}".rstrip())


class Program:
    def __init__(self, allot, folder):
        self.allot, self.folder = allot, Path(folder)

    def run(self, rows, fields="", pot=POT):
        """Exit code, budgets by id, and what was complained of."""
        (self.folder / "t.csv").write_text(
            "".join(";".join(map(str, row)) + "\n" for row in rows), encoding="utf-8"
        )
        scenario = SCENARIO.format(table="t.csv", fields=fields, pot=pot)
        (self.folder / "x.yaml").write_text(scenario, encoding="utf-8")
        done = subprocess.run([self.allot, "run", "x.yaml", "-f", "csv"], cwd=self.folder,
                              capture_output=True, timeout=60, check=False)
        lines = csv.DictReader(done.stdout.decode("utf-8").splitlines())
        budgets = {line["id"]: int(line["budget"]) for line in lines}
        return done.returncode, budgets, done.stderr.decode("utf-8")


HEAD = ("AGS", "Kreis", "Zugang")
WANTED = {key: count for key, _, count in KREISE}


def last_with_id(word):
    return [HEAD, *KREISE, ("08", word, POT)]


def first_with_id(word):
    return [HEAD, ("08", word, POT), *KREISE]


def last_with_a_key_like_others(word):
    return [HEAD, *KREISE, ("08000", word, POT)]


def between_others(word):
    return [HEAD, *KREISE[:3], ("S1", word, sum(k[2] for k in KREISE[:3])), *KREISE[3:]]


def before_its_own(word):
    return [HEAD, *KREISE[:2], ("S1", word, sum(k[2] for k in KREISE[2:])), *KREISE[2:]]


def without_id(word):
    return [HEAD, *KREISE, ("", word, POT)]


def in_place_of_the_id(word):
    return [HEAD, *KREISE, (word, "", POT)]


PLACES = (last_with_id, first_with_id, last_with_a_key_like_others, between_others, before_its_own,
          without_id, in_place_of_the_id)  # fmt: skip


def way_out(rows, messages):
    """The rows and the fields that the message asks for; nothing where it asks for nothing."""
    told = re.search(r"`(id_digits: \d+)` with `other_rows: skip`", messages)
    if told:
        return rows, f", {told[1]}, other_rows: skip"
    told = re.search(r"`(except: \{.*?\]\})` beside the name of the table", messages)
    if told:
        return rows, f", {told[1]}"
    if "`other_rows: skip`" in messages:
        digits = ", id_digits: 5" if "id_digits" in messages else ""
        return rows, f"{digits}, other_rows: skip"
    return None


def check_sums(program):
    for place in PLACES:
        for word in SPELLINGS:
            rows, what = place(word), f"`{word}`, {place.__name__.replace('_', ' ')}"
            code, budgets, messages = program.run(rows)
            check(code == 3 and not budgets, f"{what}: is paid", messages)
            # Of a word alone the message does not know that the sum has a key like all others.
            if place is last_with_a_key_like_others and "looks like a row of totals" in messages:
                continue
            out = way_out(rows, messages) if code == 3 else None
            check(out is not None, f"{what}: no way out", messages)
            if out is not None:
                code, budgets, messages = program.run(*out)
                check(code == 0 and budgets == WANTED, f"{what}: leads nowhere", messages)
        code, budgets, messages = program.run(place("Summe"), ", id_digits: 5, other_rows: skip")
        if place is not last_with_a_key_like_others:
            check(code == 0 and budgets == WANTED, f"{place.__name__}: skipped", messages)
            check(not messages, f"{place.__name__}: skipped without a word", messages)


def numbered(ids, source):
    return [HEAD, *((key, f"Nr. {key}", source.randint(1, 99_999)) for key in ids)]


# Of communes of all cantons, from 1 (Aeugst am Albis) to 6810 (La Baroche).
COMMUNES = (1, 2, 3, 13, 26, 51, 53, 66, 69, 121, 131, 191, 198, 230, 243, 247, 250, 261, 306, 351, 355,
            371, 404, 581, 942, 1024, 1054, 1059, 1061, 1202, 1322, 1344, 1372, 1407, 1509, 1630, 1711,
            2125, 2196, 2581, 2701, 2761, 2829, 2939, 3001, 3101, 3203, 3340, 3901, 4001, 4021, 4566,
            4671, 5002, 5113, 5192, 5586, 5642, 5721, 5886, 5938, 6002, 6136, 6153, 6248, 6266, 6421,
            6458, 6621, 6628, 6643, 6711, 6810)  # fmt: skip
DEPARTEMENTS = [f"{n:02}" for n in range(1, 96) if n != 20] + ["2A", "2B"]
OVERSEAS = ["971", "972", "973", "974", "976"]
NUTS_3 = ["DE111", "DE112", "DE113", "DE114", "DE115", "DE116", "DE117", "DE118", "DE119", "DE11A", "DE11B",
          "DE11C", "DE11D", "DE121", "DE122", "DE123", "DE124", "DE125", "DE126", "DE127"]  # fmt: skip
DISTRICTS_OF_AUSTRIA = [101, 102, 103, 104, 201, 202, 203, 204, 301, 302, 303, 900]
IDS = {
    "cantons 1 to 26": range(1, 27),
    "communes of Switzerland": COMMUNES,
    "running numbers to 1200": range(1, 1201),
    "départements": DEPARTEMENTS,
    "départements and overseas": DEPARTEMENTS + OVERSEAS,
    "NUTS 3": NUTS_3,
    "Bezirke of Austria": DISTRICTS_OF_AUSTRIA,
    "Länder": [f"{n:02}" for n in range(1, 17)],
    "counties of Sweden": ["01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17"],
    "words": ["nord", "nordost", "nordwest", "sued", "suedost"],
}
NAMES = ("Gesamthausen", "Landau", "Landshut", "Summerau", "Totalville", "Kantonal", "Zusamaltheim",
         "Land Hadeln", "Bezirk Mitte", "Region Hannover", "Kanton Bern", "Saarland")  # fmt: skip


def check_districts(program, source):
    for what, ids in IDS.items():
        code, budgets, messages = program.run(numbered(ids, source), pot=10_000_000)
        check(code == 0 and len(budgets) == len(ids) and not messages,
              f"{what}: taken for sums", messages)
    for first in range(len(NAMES) - 3):
        names = NAMES[first:first + 4]
        rows = [HEAD, *((f"k{i}", name, source.randint(1, 99_999)) for i, name in enumerate(names))]
        code, budgets, messages = program.run(rows, pot=10_000_000)
        check(code == 0 and len(budgets) == len(names) and not messages,
              f"{names}: taken for sums", messages)
    # One that has as much as all others, and says that it is a district.
    code, budgets, messages = program.run(last_with_id("Land Hessen"), ", sums: none", pot=2 * POT)
    check(code == 0 and budgets["08"] == POT, "`sums: none` is not believed", messages)


LEVELS = {
    "Land, Regierungsbezirke and Kreise": [("08", 10), ("081", 3), ("08111", 1), ("08115", 2), ("082", 7),
                                           ("08211", 3), ("08212", 4)],
    "without zeros": [("8", 10), ("81", 3), ("8111", 1), ("8115", 2), ("82", 7), ("8211", 3), ("8212", 4)],
    "Kreise and communes": [("08111", 1), ("08111000", 1), ("08115", 5), ("08115001", 2), ("08115002", 3)],
    "NUTS 1 to 3": [("DE1", 6), ("DE11", 3), ("DE111", 1), ("DE112", 2), ("DE12", 3), ("DE121", 1),
                    ("DE122", 2)],
    "Länder and Bezirke of Austria": [("1", 6), ("101", 1), ("102", 5), ("2", 7), ("201", 3), ("202", 4)],
    "cantons and districts": [("1", 3), ("101", 1), ("102", 2), ("2", 9), ("201", 4), ("202", 5)],
}  # fmt: skip


def check_levels(program):
    for what, rows in LEVELS.items():
        table = [HEAD, *((key, f"Gebiet {key}", count) for key, count in rows)]
        code, budgets, messages = program.run(table)
        check(code == 3 and not budgets, f"{what}: each is paid twice", messages)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(parser.parse_args().allot, folder)
        check_sums(program)
        check_districts(program, random.Random(2026))
        check_levels(program)
    print(f"{checked} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
