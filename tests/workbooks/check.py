"""Workbooks are what Excel takes without a repair, and have what the CSV has.

    tests/workbooks/check.py --allot build/release/allot [--count 40] [--seed 1]

Random scenarios (scenarios.py) in every language and every style of numbers: the package is whole,
its elements stand in the order of ECMA-376, what refers to something finds it, the cells have the
text of the CSV, digit for digit, the same input gives the same bytes, and `allot check --against`
takes the table for that of the scenario.
"""

import argparse
import csv
import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import book
import scenarios

STYLES = [("en", "plain"), ("de", "de"), ("fr", "fr"), ("de", "ch"), ("en", "de")]
COLUMNS = "id,name,prior,budget,shift"
# CT_Worksheet, 18.3.1.99; CT_Workbook, 18.2.27; CT_Stylesheet, 18.8.39.
WORKSHEET = ("sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
             "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews "
             "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
             "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
             "ignoredErrors smartTags drawing legacyDrawing tableParts extLst").split()
WORKBOOK = ("fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
            "externalReferences definedNames calcPr").split()
STYLESHEET = ("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors "
              "extLst").split()


def allot(options, *arguments, folder, check=True):
    done = subprocess.run([options.allot, *arguments], cwd=folder, capture_output=True, check=False)
    if check and done.returncode != 0:
        raise SystemExit(f"{arguments}: exit {done.returncode}\n{done.stderr.decode()}")
    return done


def in_order(root, order, faults, what):
    places = [order.index(one.tag.split("}")[1]) for one in root]
    if places != sorted(set(places)):
        faults.append(f"{what}: elements out of order or twice: {[one.tag for one in root]}")


def faults_of_package(workbook):
    faults = []
    infos = workbook.archive.infolist()
    if any(info.date_time != (1980, 1, 1, 0, 0, 0) for info in infos):
        faults.append("a part has a date")
    if workbook.archive.testzip() or len(set(workbook.parts)) != len(infos):
        faults.append("the ZIP is damaged, or has a part twice")
    types = book.ElementTree.fromstring(workbook.parts["[Content_Types].xml"])
    named = {one.get("PartName").lstrip("/") for one in types if one.get("PartName")}
    for part in workbook.parts:
        if not part.endswith(".rels") and part != "[Content_Types].xml" and part not in named:
            faults.append(f"{part} has no type")
        for target in book.relations(workbook.archive, part).values():
            if target not in workbook.parts:
                faults.append(f"{part} leads to {target}, which is not there")
    faults += [f"there is no {part}" for part in named if part not in workbook.parts]
    in_order(workbook.workbook, WORKBOOK, faults, "workbook")
    in_order(workbook.styles, STYLESHEET, faults, "styles")
    for one in workbook.styles:
        if one.get("count") is not None and int(one.get("count")) != len(one):
            faults.append(f"{one.tag} does not count its items")
    return faults


def faults_of_sheets(workbook):
    faults = []
    names = [sheet.name for sheet in workbook.sheets]
    if len({name.lower() for name in names}) != len(names):
        faults.append(f"names of sheets occur twice: {names}")
    for name in names:
        if not 0 < len(name.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\]", name):
            faults.append(f"Excel takes no sheet {name!r}")
    for sheet in workbook.sheets:
        in_order(sheet.root, WORKSHEET, faults, sheet.name)
        before = 0
        for row in sheet.root.iter(f"{book.MAIN}row"):
            number, last = int(row.get("r")), 0
            if number <= before:
                faults.append(f"{sheet.name}: row {number} behind {before}")
            before = number
            for cell in row:
                at, column = book.place(cell.get("r"))
                if at != number or column <= last:
                    faults.append(f"{sheet.name}: {cell.get('r')} in row {number} behind {last}")
                last = column
                if int(cell.get("s", "0")) >= len(workbook.formats):
                    faults.append(f"{sheet.name}: {cell.get('r')} has a style that is not there")
        for cell in sheet.cells.values():
            if cell.kind == "number" and len(re.sub(r"\D", "", cell.value).lstrip("0")) > 15:
                faults.append(f"{sheet.name}: {cell.value} has more digits than a spreadsheet keeps")
            if cell.formula and cell.formula.startswith("="):
                faults.append(f"{sheet.name}: a formula begins with `=`")
    return faults


def shown_in_csv(cell):
    return "" if cell is None else cell.value


def faults_against_csv(sheet, rows):
    faults = []
    found = sheet.rows
    for row, expected in enumerate(rows[1:], 1):
        cells = [shown_in_csv(cell) for cell in found[row][:len(expected)]]
        if cells != expected:
            faults.append(f"row {row} is {cells}, in the CSV {expected}")
        if found[row][0].kind != "text" or found[row][1].kind != "text":
            faults.append(f"row {row}: an id or a name is no text")
    total = found[len(rows)]
    for column in range(2, 5):
        numbers = [Decimal(row[column]) for row in rows[1:] if row[column]]
        if total[column] is None:
            faults.append(f"column {column} has no sum")
        elif total[column].formula and Decimal(total[column].value) != sum(numbers):
            faults.append(f"{total[column].formula} is {sum(numbers)}, not {total[column].value}")
    if not total[3].formula:
        faults.append("the sum of the budgets is no formula")
    return faults


def faults_of_differences(workbook, name):
    return [f"{name}: a difference is {row[-1].value}" for row in workbook[name].rows
            if row[-1] and row[-1].formula.startswith("ROUND(") and Decimal(row[-1].value) != 0]


def faults_of(options, folder, language, numbers):
    arguments = ["run", "scenario.yaml", "--columns", COLUMNS]
    style = ["--language", language, "--numbers", numbers]
    expected = allot(options, *arguments, "-f", "csv", folder=folder).stdout.decode()
    content = allot(options, *arguments, *style, "-f", "xlsx", folder=folder).stdout
    allot(options, *arguments, *style, "-o", "out.xlsx", folder=folder)
    faults = [] if (folder / "out.xlsx").read_bytes() == content else ["two runs differ"]
    workbook = book.Book(content)
    faults += faults_of_package(workbook) + faults_of_sheets(workbook)
    faults += faults_against_csv(workbook.sheets[0], list(csv.reader(io.StringIO(expected))))
    faults += faults_of_differences(workbook, workbook.sheets[1].name)
    header = [cell.value for cell in workbook.sheets[0].rows[0]]
    checked = allot(options, "check", "scenario.yaml", "--against", "out.xlsx", "--map",
                    f"id={header[0]},amount={header[3]}", folder=folder, check=False)
    if checked.returncode != 0:
        faults.append("`check --against` does not take it: " + checked.stdout.decode() +
                      checked.stderr.decode())
    return faults


def faults_at_terminal(options, folder):
    """Refused where somebody would see it."""
    reader, writer = pty.openpty()
    done = subprocess.run([options.allot, "run", "scenario.yaml", "-f", "xlsx"], cwd=folder,
                          stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    try:
        shown = os.read(reader, 1)
    except OSError:  # nothing, and nobody writes any more
        shown = b""
    os.close(reader)
    return [] if done.returncode == 2 and not shown else ["a terminal is shown a workbook"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    for number in range(options.count):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            what = scenarios.write(folder, options.seed * 1000 + number)
            faults = faults_of(options, folder, *STYLES[number % len(STYLES)])
            if number == 0:
                faults += faults_at_terminal(options, folder)
        wrong += bool(faults)
        for fault in faults[:5]:
            print(f"{what}: {fault}")
    print(f"{options.count} workbooks, {wrong} with faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
