"""Workbooks for tests, from a text that shows what is in them.

    [Kreise]              a sheet; what stands behind the name is of the sheet:
    [Alt] hidden          nobody sees it
    [Kreise] hidden C     nor this column
    AGS | Kreis | Zugang  a row; an empty line is an empty row
    8111 | Stuttgart | 92
    ~ 8112 | Alt | 3      a hidden row
    '08111                a text, although it looks like a number; so does all that is no number
    0.125 {0.0%}          a number with its format
    =B2+B3                a formula whose value nobody has computed
    =B2+B3 -> 12          one with its value
    #N/A                  an error

Before the first sheet `NAME: TEXT` is a part of the ZIP; without a sheet it has these only.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

NUMBER = re.compile(r"-?\d+(\.\d+)?([Ee][+-]?\d+)?")
SHEET = re.compile(r"\[(.+)\](?: (hidden)(?: ([A-Z]+))?)?")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FIRST_OWN_FORMAT = 164


class Formats:
    """The number formats of a workbook, each once; style 0 is none."""

    def __init__(self):
        self.codes = []

    def style(self, code):
        if code not in self.codes:
            self.codes.append(code)
        return self.codes.index(code) + 1

    def part(self):
        own = list(enumerate(self.codes, FIRST_OWN_FORMAT))
        formats = "".join(f'<numFmt numFmtId="{i}" formatCode={quoteattr(c)}/>' for i, c in own)
        styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{i}"/>' for i, _ in own)
        return (f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
                f"<cellXfs>{styles}</cellXfs></styleSheet>")


def letters(column):
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cell(text, place, formats):
    text, _, code = text.removesuffix("}").partition(" {") if text.endswith("}") else (text, "", "")
    style = f' s="{formats.style(code)}"' if code else ""
    if text.startswith("="):
        formula, _, value = text[1:].partition(" -> ")
        value = f"<v>{escape(value)}</v>" if value else ""
        return f'<c r="{place}"{style}><f>{escape(formula)}</f>{value}</c>'
    if text.startswith("#"):
        return f'<c r="{place}" t="e"><v>{escape(text)}</v></c>'
    if NUMBER.fullmatch(text):
        return f'<c r="{place}"{style}><v>{text}</v></c>'
    text = escape(text.removeprefix("'"))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(line, number, formats):
    hidden = ' hidden="1"' if line.startswith("~ ") else ""
    cells = [text.strip() for text in line.removeprefix("~ ").split("|")]
    filled = "".join(cell(text, f"{letters(i)}{number}", formats)
                     for i, text in enumerate(cells, 1) if text)
    return f'<row r="{number}"{hidden}>{filled}</row>' if filled else ""


def sheets_of(text):
    """Pairs of what the first line of a sheet says and its rows; and the parts before them."""
    sheets, parts = [], {}
    for line in text.splitlines():
        head = SHEET.fullmatch(line)
        if head:
            sheets.append((head, []))
        elif sheets:
            sheets[-1][1].append(line)
        else:
            name, _, content = line.partition(": ")
            parts[name] = content
    return sheets, parts


def sheet_part(head, lines, formats):
    column = sum((ord(c) - ord("A") + 1) * 26**i for i, c in enumerate(reversed(head[3] or "")))
    columns = f'<cols><col min="{column}" max="{column}" hidden="1"/></cols>' if column else ""
    rows = "".join(row(line, number, formats) for number, line in enumerate(lines, 1))
    return f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData></worksheet>'


def relationships(targets):
    links = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                    for i, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def workbook(text):
    """The bytes of an .xlsx, the same each time."""
    formats, names, targets, parts = Formats(), "", [], {}
    sheets, others = sheets_of(text)
    for number, (head, lines) in enumerate(sheets, 1):
        hidden = ' state="hidden"' if head[2] and not head[3] else ""
        names += f'<sheet name={quoteattr(head[1])} sheetId="{number}" r:id="r{number}"{hidden}/>'
        targets.append(("worksheet", f"worksheets/sheet{number}.xml"))
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_part(head, lines, formats)
    targets.append(("styles", "styles.xml"))
    parts = {
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                           f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relationships(targets),
        "xl/styles.xml": formats.part(),
        **parts,
    }
    parts = {name: HEAD + part for name, part in parts.items()} if sheets else {}
    return packed({**parts, **others})


def packed(parts):
    """A ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
