"""What is in a workbook, read with nothing but zipfile and xml: for check.py, office.py and goldens."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
BUILT_IN = {0: "", 49: "@"}


@dataclass
class Cell:
    kind: str  # "text", "number" or "error"
    value: str
    formula: str = ""
    format: str = ""  # of a number
    style: int = 0


@dataclass
class Sheet:
    name: str
    root: ElementTree.Element
    cells: dict = field(default_factory=dict)  # by row and column, from 1

    @property
    def rows(self):
        """Lists of cells, None where there is none."""
        last = max((row for row, _ in self.cells), default=0)
        width = max((column for _, column in self.cells), default=0)
        return [[self.cells.get((row, column)) for column in range(1, width + 1)]
                for row in range(1, last + 1)]


def place(reference):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def unescaped(text):
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def relations(archive, part):
    """Targets by their ids."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", name + ".rels")
    if path not in archive.namelist():
        return {}
    found = {}
    for one in ElementTree.fromstring(archive.read(path)):
        target = one.get("Target")
        found[one.get("Id")] = (target.lstrip("/") if target.startswith("/") else
                                posixpath.normpath(posixpath.join(folder, target)))
    return found


class Book:
    def __init__(self, content):
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.parts = {name: self.archive.read(name) for name in self.archive.namelist()}
        main = relations(self.archive, "")
        self.workbook_part = next(part for part in main.values() if part.endswith("workbook.xml"))
        self.workbook = ElementTree.fromstring(self.parts[self.workbook_part])
        links = relations(self.archive, self.workbook_part)
        styles = next(part for part in links.values() if part.endswith("styles.xml"))
        self.styles = ElementTree.fromstring(self.parts[styles])
        own = {int(one.get("numFmtId")): one.get("formatCode")
               for one in self.styles.iter(f"{MAIN}numFmt")}
        self.formats = [{**BUILT_IN, **own}.get(int(xf.get("numFmtId")), "?")
                        for xf in self.styles.find(f"{MAIN}cellXfs")]
        self.shared = self.shared_texts(links)
        self.sheets = [self.sheet(one.get("name"), links[one.get(f"{OFFICE}id")])
                       for one in self.workbook.find(f"{MAIN}sheets")]

    def shared_texts(self, links):
        part = next((part for part in links.values() if part.endswith("sharedStrings.xml")), None)
        if part is None:
            return []
        return ["".join(text.text or "" for text in item.iter(f"{MAIN}t"))
                for item in ElementTree.fromstring(self.parts[part])]

    def sheet(self, name, part):
        found = Sheet(unescaped(name), ElementTree.fromstring(self.parts[part]))
        for one in found.root.iter(f"{MAIN}c"):
            cell = self.cell(one)
            if cell is not None:
                found.cells[place(one.get("r"))] = cell
        return found

    def cell(self, one):
        value, formula = one.find(f"{MAIN}v"), one.find(f"{MAIN}f")
        style = int(one.get("s", "0"))
        kind = one.get("t", "n")
        formula = "" if formula is None else formula.text or ""
        if kind == "inlineStr":
            text = "".join(each.text or "" for each in one.iter(f"{MAIN}t"))
            return Cell("text", unescaped(text), "", "", style)
        if value is None or value.text is None:
            return None
        if kind == "s":
            return Cell("text", unescaped(self.shared[int(value.text)]), formula, "", style)
        if kind == "str":
            return Cell("text", value.text, formula, "", style)
        return Cell("error" if kind == "e" else "number", value.text, formula,
                    self.formats[style], style)

    def __getitem__(self, name):
        return next(sheet for sheet in self.sheets if sheet.name == name)


NUMBER = re.compile(r"-?\d+(\.\d+)?([Ee][+-]?\d+)?")


def shown_cell(cell):
    """As golden/workbooks.py has it."""
    if cell is None:
        return ""
    if cell.kind == "text":
        looks_like_another = NUMBER.fullmatch(cell.value) or cell.value[:1] in ("=", "#", "'")
        text = cell.value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        return ("'" if looks_like_another else "") + text
    text = f"={cell.formula} -> {cell.value}" if cell.formula else cell.value
    return text + (f" {{{cell.format}}}" if cell.format else "")


def shown(content):
    """A workbook as a text that can be read, line by line."""
    lines = []
    for sheet in Book(content).sheets:
        lines.append(f"[{sheet.name}]")
        for row in sheet.rows:
            lines.append(" | ".join(map(shown_cell, row)).rstrip(" |"))
    return "\n".join(lines) + "\n"


def said(content):
    """What a workbook says to people: the names of its sheets, and its texts, each in a line."""
    lines = []
    for sheet in Book(content).sheets:
        lines.append(sheet.name)
        lines += [cell.value for cell in sheet.cells.values() if cell.kind == "text"]
    return "\n".join(lines) + "\n"
