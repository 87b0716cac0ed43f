"""Pages of every report, read as a program reads them.

    tests/pages/check.py --allot build/release/allot

Each is well-formed, is made of known elements and attributes only, so that no text of a user became one,
has no script and asks for nothing from elsewhere. Ids occur once, tables have captions and heads, and all
amounts of the CSV are in the rows of the page.
"""

import argparse
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pages

MOST_BYTES = 3_000_000
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
SVG = "{http://www.w3.org/2000/svg}"
EMPTY = {"meta", "link", "br", "col"}
ELEMENTS = EMPTY | set(
    "html head title style body main h1 h2 h3 h4 p ul li code table caption thead tbody tfoot tr th td div "
    "bdi figure figcaption details summary footer".split()
)
ATTRIBUTES = set(
    "lang charset name content http-equiv rel href class id scope colspan role tabindex aria-labelledby".split()
)
DRAWN = set("svg title desc g path rect line circle text tspan polyline polygon defs use".split())
# How numbers look in each language, and as programs write them.
MARKS = {"en": ("\u202f", "."), "de": (".", ","), "fr": ("\u202f", ",")}


def elements_of(text):
    return ElementTree.fromstring(text.replace("<!DOCTYPE html>\n", "", 1))


def text_of(element):
    return "".join(element.itertext())


def faults_of_markup(root, text):
    if not text.startswith("<!DOCTYPE html>\n<html lang="):
        yield "it does not begin as a page does"
    ids = []
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        drawn = element.tag != name
        if name not in (DRAWN if drawn else ELEMENTS):
            yield f"an element {element.tag}"
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or (not drawn and attribute not in ATTRIBUTES):
                yield f"an attribute {attribute} of {name}"
            if re.search(r"href|src|action|url", attribute) and value != "data:," and not re.fullmatch(r"#[a-z0-9]+", value):
                yield f"a reference {attribute}={value}"
            if re.search(r"url\((?!#)|javascript:|@import", value) and attribute == "style":
                yield f"a style {value}"
            if attribute in ("aria-labelledby", "aria-describedby"):
                ids_named = value.split()
                if not all(root.find(f".//*[@id='{one}']") is not None for one in ids_named):
                    yield f"{attribute} names {value}, which is not there"
        if "id" in element.attrib:
            ids.append(element.attrib["id"])
    if any(not re.fullmatch(r"[a-z]?[0-9]+([a-z][0-9]*)?", one) for one in ids):
        yield f"ids that are not made from numbers: {ids}"
    if len(set(ids)) != len(ids):
        yield "an id occurs twice"
    styles = "".join(text_of(style) for style in root.iter() if style.tag.endswith("style"))
    if re.search(r"url\(|@import|expression", styles):
        yield "a style refers to something"
    # In HTML `<td/>` is an open element.
    for closed in re.findall(r"<([a-z0-9]+)[^<>]*/>", re.sub(r"(?s)<figure.*?</figure>", "", text)):
        if closed not in EMPTY:
            yield f"<{closed}/>"


def faults_of_structure(root, language):
    if root.get("lang") != language:
        yield f"the language is {root.get('lang')}"
    policies = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    if policies != [POLICY]:
        yield f"the policy is {policies}"
    for what in ("title", "h1", "main"):
        if len(list(root.iter(what))) != 1 or not text_of(next(root.iter(what))).strip():
            yield f"not one {what}, or an empty one"
    levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
    if any(after > before + 1 for before, after in zip(levels, levels[1:])):
        yield f"levels of headings {levels}"
    for table in root.iter("table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption).strip():
            yield "a table without a caption"
        heads = table.findall("thead/tr/th")
        for row in table.iter("tr"):
            if sum(int(cell.get("colspan", 1)) for cell in row) != len(heads):
                yield f"a row of other cells than heads: {text_of(row)[:80]}"
        if not all(head.get("scope") in ("col", "row") for head in table.iter("th")):
            yield "a head that does not say of what"
    for region in root.iter("div"):
        if region.get("role") == "region" and not (region.get("aria-labelledby") and region.get("tabindex") == "0"):
            yield "a region that keys do not reach, or that has no name"


def as_program(text, language):
    group, mark = MARKS[language]
    return text.replace(group, "").replace(mark, ".").replace("\u2212", "-").replace("+", "")


def faults_of_numbers(root, rows, language):
    """Each amount of the CSV in the row of its id, in a table of the page."""
    shown = {}
    for row in root.iterfind(".//tbody/tr"):
        cells = [text_of(cell) for cell in row]
        shown.setdefault(cells[0], []).append({as_program(cell, language) for cell in cells[1:]})
    exact = [name for name in rows[0] if re.fullmatch(r"prior|budget|shift|budget_[a-z]|total|gains|losses|cause_.*", name)]
    for row in rows:
        key = next(iter(row.values()))
        found = shown.get(key) or shown.get(as_program(key, language)) or []
        if not found:
            found = [cells for first, lines in shown.items() if as_program(first, language) == key for cells in lines]
        numbers = {row[name] for name in exact if row[name]} - {"0.00"}
        if not any(numbers <= cells for cells in found):
            yield f"{key}: {sorted(numbers)} are not all there: {found[:2]}"


def faults_of_texts(root, hostile):
    text = " ".join(text_of(root).split())
    for name in hostile:
        if " ".join(name.replace("`", "").split()) not in text.replace("`", ""):
            yield f"a name is not shown as it is: {name}"


def faults_of(name, text, language, rows):
    try:
        root = elements_of(text)
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    yield from faults_of_markup(root, text)
    yield from faults_of_structure(root, language)
    if rows:
        yield from faults_of_numbers(root, rows, language)
    if name in ("run-hostile", "compare-hostile", "describe-hostile"):
        yield from faults_of_texts(root, pages.HOSTILE)
    if len(text.encode()) > MOST_BYTES:
        yield f"{len(text.encode())} bytes"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        pages.make(folder)
        for name, command, one_table in pages.commands(folder):
            rows = pages.rows_as_csv(allot, command) if one_table else []
            for language in pages.LANGUAGES:
                text = pages.write(allot, command, "-f", "html", "--language", language).decode("utf-8")
                found = list(dict.fromkeys(faults_of(name, text, language, rows)))
                faults += [f"{name} in {language}: {fault}" for fault in found[:8]]
                count += 1
    print("\n".join(faults) or f"{count} pages are as they should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
