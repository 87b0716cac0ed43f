"""LibreOffice opens workbooks and computes the same as they say.

    tests/workbooks/office.py --allot build/release/allot [--count 12] [--seed 7]

The values of all formulas are taken out first, so that what is compared is what LibreOffice computes:
budgets, sums, and differences, which are all 0, ties among them. Ids keep their zeros and amounts
their fifteen digits, and the first sheet as LibreOffice writes it to a CSV is the scenario's table
again. Where there is no LibreOffice, 77, unless ALLOT_NEED_ALL is set.
"""

import argparse
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import book
import scenarios

VALUE_OF_FORMULA = re.compile(rb"(</f>)<v>[^<]*</v>")
SECONDS = 300


def without_values(content):
    """As somebody would write it who computes nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info, VALUE_OF_FORMULA.sub(rb"\1", old.read(info)), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def convert(folder, form, paths, out):
    home = folder / "home"
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--norestore",
         "--convert-to", form, "--outdir", out, *paths],
        capture_output=True, timeout=SECONDS, check=False, env={**os.environ, "HOME": str(folder)})
    missing = [path.stem for path in paths
               if not (out / path.stem).with_suffix("." + form.split(":")[0]).exists()]
    if missing:
        raise SystemExit(f"LibreOffice does not open {missing}: {done.stderr.decode()}")


def number(cell):
    return Decimal(cell.value).quantize(Decimal("0.0001"))


def compare_cells(before, after):
    """What LibreOffice has in other cells than ours."""
    for sheet in before.sheets:
        found = after[sheet.name].cells
        for place, cell in sheet.cells.items():
            now = found.get(place)
            if now is None:
                if cell.value:
                    yield f"{sheet.name} {place}: {cell.value!r} is gone"
            elif cell.kind != now.kind:
                yield f"{sheet.name} {place}: {cell} became {now}"
            elif cell.kind == "text" and cell.value != now.value:
                yield f"{sheet.name} {place}: {cell.value!r} became {now.value!r}"
            elif cell.kind == "number" and number(cell) != number(now):
                yield f"{sheet.name} {place}: {cell.formula} {cell.value} became {now.value}"


def faults_of_csv(allot, folder, name):
    """Of the first sheet as LibreOffice writes it: in its numbers, with ids as they were."""
    rows = list(csv.reader((folder / "csv" / f"{name}.csv").open(encoding="utf-8")))
    ids = [row["ags"] for row in csv.DictReader((folder / name / "table.csv").open(encoding="utf-8"))]
    if [row[0] for row in rows[1:len(ids) + 1]] != ids:
        yield "ids are others in the CSV"
    done = subprocess.run([allot, "check", "scenario.yaml", "--against", f"../csv/{name}.csv",
                           "--map", f"id={rows[0][0]},amount={rows[0][3]}"],
                          cwd=folder / name, capture_output=True, check=False)
    if done.returncode != 0:
        yield "`check --against` does not take its CSV: " + (done.stdout + done.stderr).decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if not shutil.which("soffice"):
        print("there is no LibreOffice (soffice)")
        return 1 if os.environ.get("ALLOT_NEED_ALL") else 77
    wrong = formulas = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whats, before = {}, {}
        (folder / "bare").mkdir()
        for one in range(options.count):
            name = f"book{one}"
            (folder / name).mkdir()
            whats[name] = scenarios.write(folder / name, options.seed * 1000 + one)
            content = subprocess.run(
                [options.allot, "run", "scenario.yaml", "--columns", "id,name,prior,budget,shift",
                 "-f", "xlsx"], cwd=folder / name, capture_output=True, check=True).stdout
            before[name] = book.Book(content)
            (folder / "bare" / f"{name}.xlsx").write_bytes(without_values(content))
        paths = sorted((folder / "bare").glob("*.xlsx"))
        convert(folder, "xlsx", paths, folder / "again")
        convert(folder, "csv:Text - txt - csv (StarCalc):44,34,76", paths, folder / "csv")
        for name, ours in before.items():
            after = book.Book((folder / "again" / f"{name}.xlsx").read_bytes())
            faults = [*compare_cells(ours, after), *faults_of_csv(options.allot, folder, name)]
            formulas += sum(bool(cell.formula) for sheet in ours.sheets
                            for cell in sheet.cells.values())
            wrong += bool(faults)
            for fault in faults[:5]:
                print(f"{whats[name]}: {fault}")
    print(f"{options.count} workbooks, {formulas} formulas, {wrong} with faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
