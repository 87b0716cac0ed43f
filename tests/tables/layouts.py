"""Tables as offices and spreadsheets write them: each is read as it is.

    tests/tables/layouts.py --allot build/release/allot

For each layout, what an analyst writes first, and what the messages lead to. Each step but the last is
refused with a way out, which is what the next one adds; the last gives each district its count.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))
from workbooks import workbook  # noqa: E402

SCENARIO = """\
allot: 1
title: {name}
currency: {currency}
districts: {{table: {{file: {file}, {fields}}}}}
pots: [{{id: p, amount: {pot}, steps: [{{share: {{by: "{key}"}}}}]}}]
"""


@dataclass
class Layout:
    name: str
    file: str
    content: object  # text of a CSV or of a workbook, or bytes
    steps: list  # the fields of the table; what each adds to the one before is in the message
    counts: dict  # by id, in the column `key`
    key: str = "Zugang"
    currency: str = "EUR"
    warns: bool = False


def ansi(text):
    return text.replace("\n", "\r\n").encode("windows-1252")


LAYOUTS = [
    Layout(
        "GENESIS, flat file",
        "t.csv",
        """\
statistics_code;time_code;time_label;time;1_variable_code;1_variable_attribute_code;value;value_unit
12411;STAG;Stichtag;2019-12-31;KREISE;08111;635911;Anzahl
12411;STAG;Stichtag;2018-12-31;KREISE;08111;634830;Anzahl
12411;STAG;Stichtag;2019-12-31;KREISE;08115;392807;Anzahl
12411;STAG;Stichtag;2018-12-31;KREISE;08115;391640;Anzahl
""",
        ["id: 1_variable_attribute_code", "id: 1_variable_attribute_code, where: {time: 2019-12-31}"],
        {"08111": 635911, "08115": 392807},
        key="value",
    ),
    Layout(
        "a statistical office, two lines of names, a line of units",
        "t.xlsx",
        """\
[Tabelle]
Bevölkerung der Kreise am 31.12.2019

Schlüssel | Kreis | Bevölkerung
 | | insgesamt | männlich | weiblich
 | | Anzahl
'08111 | Stuttgart (SKR) | 635 | 300 | 335
'08115 | Böblingen (LKR) | 392 | 200 | 192
'08116 | Esslingen (LKR) | 174 | 100 | 74
'081 | Regierungsbezirk Stuttgart | 1201 | 600 | 601
 | Datenquelle: Fortschreibung
© Statistisches Landesamt
""",
        [
            "id: Schlüssel, name: Kreis",
            "id: Schlüssel, name: Kreis, header: [3, 4]",
            "id: Schlüssel, name: Kreis, header: [3, 4], other_rows: skip",
            "id: Schlüssel, name: Kreis, header: [3, 4], other_rows: skip, id_digits: 5",
        ],
        {"08111": 635, "08115": 392, "08116": 174},
        key="Bevölkerung / insgesamt",
    ),
    Layout(
        "Swiss communes, below a title, with apostrophes",
        "t.xlsx",
        """\
[2022]
Ständige Wohnbevölkerung nach Gemeinde

 | Gemeindenummer | Gemeinde | Zugang
 | | Schweiz | 8'815
 | 1 | Aeugst am Albis | 2'010
 | 2 | Affoltern am Albis | 6'400
 | 301 | Aarberg | 405

 | © BFS 2023
""",
        [
            "id: Gemeindenummer, name: Gemeinde",
            "id: Gemeindenummer, name: Gemeinde, header: 3",
            "id: Gemeindenummer, name: Gemeinde, header: 3, other_rows: skip",
        ],
        {"1": 2010, "2": 6400, "301": 405},
    ),
    Layout(
        "Swiss francs",
        "t.csv",
        "BFS-Nr.;Gemeinde;Zugang\n1;Aeugst;CHF 1'234.50\n2;Affoltern;Fr. 500.–\n301;Aarberg;CHF 1’017.--\n",
        ["id: BFS-Nr., name: Gemeinde"],
        {"1": 1234.5, "2": 500, "301": 1017},
        currency="CHF",
    ),
    Layout(
        "Länder and Bezirke of Austria",
        "t.csv",
        """\
Kennziffer;Name;Zugang
1;Burgenland;30
101;Eisenstadt(Stadt);10
102;Rust(Stadt);20
2;Kärnten;50
201;Klagenfurt;20
202;Villach;30
;Österreich;80
""",
        [
            "id: Kennziffer, name: Name",
            "id: Kennziffer, name: Name, other_rows: skip",
            "id: Kennziffer, name: Name, other_rows: skip, id_digits: 3",
        ],
        {"101": 10, "102": 20, "201": 20, "202": 30},
    ),
    Layout(
        "INSEE, with narrow blanks",
        "t.csv",
        "CODGEO;LIBGEO;Zugang\n01;Ain;652\u202f432\n2A;Corse-du-Sud;158\u00a0507\n971;Guadeloupe;384 239\n",
        ["id: CODGEO, name: LIBGEO"],
        {"01": 652432, "2A": 158507, "971": 384239},
    ),
    Layout(
        "Excel in Germany",
        "t.csv",
        ansi("AGS;Kreis;Zugang;Zuweisung;\n8111;Stuttgart;1.092;2.610.243,49 €;\n8115;Böblingen;92;17,00 €;\n;;;;\n"),
        ["id: AGS, name: Kreis", "id: AGS, name: Kreis, encoding: windows-1252"],
        {"8111": 1092, "8115": 92},
    ),
    Layout(
        "Excel, CSV UTF-8 with the separator in the first line",
        "t.csv",
        "\ufeffsep=;\r\nAGS;Kreis;Zugang\r\n08111;Stuttgart;1092\r\n08115;Böblingen;92\r\n",
        ["id: AGS, name: Kreis"],
        {"08111": 1092, "08115": 92},
    ),
    Layout(
        "LibreOffice, texts quoted",
        "t.csv",
        '"AGS";"Kreis";"Zugang"\n"08111";"Stuttgart";1092\n"08115";"Böblingen";"1.234,50 €"\n',
        ["id: AGS, name: Kreis"],
        {"08111": 1092, "08115": 1234.5},
    ),
    Layout(
        "Google Sheets in Germany, commas between cells and before decimals",
        "t.csv",
        'AGS,Kreis,Zugang,Betrag\n08111,Stuttgart,1.092,"1.234,50 €"\n08115,Böblingen,92,"17,00 €"\n',
        ["id: AGS, name: Kreis"],
        {"08111": 1092, "08115": 92},
    ),
    Layout(
        "Numbers, with the name of its table",
        "t.csv",
        "Tabelle 1;;\nAGS;Kreis;Zugang\n08111;Stuttgart;1092\n08115;Böblingen;92\n",
        ["id: AGS, name: Kreis", "id: AGS, name: Kreis, header: 2"],
        {"08111": 1092, "08115": 92},
    ),
    Layout(
        "a pivot table in outline",
        "t.xlsx",
        """\
[Pivot]
Land | Kreis | Zugang
BW | Stuttgart | 92
 | Böblingen | 61
BW Ergebnis | | 153
HE | Kassel | 70
 | Fulda | 20
HE Ergebnis | | 90
Gesamtergebnis | | 243
""",
        ["id: Kreis", "id: Kreis, other_rows: skip", "id: Kreis, fill_down: Land, other_rows: skip"],
        {"Stuttgart": 92, "Böblingen": 61, "Kassel": 70, "Fulda": 20},
    ),
    Layout(
        "merged names of years",
        "t.xlsx",
        """\
[K]
AGS | Kreis | Zugang | | | Betrag
 | | 2023 | 2024 | 2025 | EUR
8111 {00000} | Stuttgart | 1 | 2 | 3 | 4
8115 {00000} | Böblingen | 5 | 6 | 7 | 8
""",
        ["id: AGS, name: Kreis, header: [1, 2]"],
        {"08111": 3, "08115": 7},
        key="Zugang / 2025",
    ),
    Layout(
        "a table that begins in B4, with dates as names and a hidden row",
        "t.xlsx",
        """\
[K]


 | AGS | Kreis | 45657 {dd.mm.yyyy} | 46022 {dd.mm.yyyy}
 | '08111 | Stuttgart | 1 | 3
~ | '08115 | Böblingen | 2 | 4
""",
        ["id: AGS, name: Kreis"],
        {"08111": 3, "08115": 4},
        key="2025-12-31",
        warns=True,
    ),
    Layout(
        "headings between, and the sums of a formula",
        "t.xlsx",
        """\
[K]
AGS | Kreis | Zugang
Stadtkreise
'08111 | Stuttgart | 92
'08121 | Heilbronn | 17
 | Stadtkreise zusammen | =SUM(C3:C4) -> 109
Landkreise
'08115 | Böblingen | 61
 | Landkreise zusammen | =SUM(C7) -> 61
 | | =C5+C8 -> 170
""",
        ["id: AGS, name: Kreis", "id: AGS, name: Kreis, other_rows: skip"],
        {"08111": 92, "08121": 17, "08115": 61},
    ),
    Layout(
        "signs and a name of two lines",
        "t.csv",
        'AGS;Kreis;"Zugang\n2025"\n08111;Stuttgart;92 p\n08115;Böblingen;–\n08116;Esslingen;(17)\n',
        ["id: AGS, name: Kreis", "id: AGS, name: Kreis, signs: din55301"],
        {"08111": 92, "08115": 0, "08116": 17},
        key="Zugang 2025",
    ),
]

failures = []
checked = 0


def check(good, what, detail=""):
    global checked
    checked += 1
    if not good:
        failures.append(what)
        print(f"FAILED: {what}\n{detail}".rstrip())


def bytes_of(layout):
    if isinstance(layout.content, bytes):
        return layout.content
    is_workbook = layout.file.endswith(".xlsx")
    return workbook(layout.content) if is_workbook else layout.content.encode("utf-8")


def run(allot, folder, layout, fields):
    cents = round(sum(layout.counts.values()) * 100)
    scenario = SCENARIO.format(name=layout.name, currency=layout.currency, file=layout.file,
                               fields=fields, key=layout.key, pot=f"{cents // 100}.{cents % 100:02}")
    Path(folder, "x.yaml").write_text(scenario, encoding="utf-8")
    done = subprocess.run([allot, "run", "x.yaml", "-f", "csv"], cwd=folder, capture_output=True,
                          timeout=60, check=False)
    lines = csv.DictReader(done.stdout.decode("utf-8").splitlines())
    budgets = {line["id"]: float(line["budget"]) for line in lines}
    return done.returncode, budgets, done.stderr.decode("utf-8")


TOLD = ("header: ", "other_rows: skip", "id_digits: ", "encoding: windows-1252", "signs: din55301", "where")


def added(before, after):
    """What a message has to say, where one step is `before` and the next `after`; a column that is
    filled down nobody asks for."""
    return next((field for field in TOLD if field in after and field not in before), None)


def check_layout(allot, folder, layout):
    Path(folder, layout.file).write_bytes(bytes_of(layout))
    for fields, following in zip(layout.steps, layout.steps[1:]):
        hint = added(fields, following)
        if hint is not None:
            code, _, messages = run(allot, folder, layout, fields)
            check(code == 3 and hint in messages, f"{layout.name}: no way from {fields}", messages)
    code, budgets, messages = run(allot, folder, layout, layout.steps[-1])
    check(code == 0 and budgets == layout.counts, f"{layout.name}: other counts", messages)
    check(bool(messages) == layout.warns, f"{layout.name}: with warnings", messages)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    for layout in LAYOUTS:
        with tempfile.TemporaryDirectory() as folder:
            check_layout(allot, folder, layout)
    print(f"{len(LAYOUTS)} layouts, {checked} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
