"""Draws the made-up charts (tests/support/made_up_charts.cpp) in each language and looks at what a
reader would see: the pictures are well-formed, their ids are their own, no text leaves its picture
or meets another one on a narrow or a broad page. Some are compared whole with golden/NAME.svg."""

import argparse
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
COMPARED = [
    "bars-percent",
    "bars-hostile",
    "dumbbell-one-row",
    "dots-one-series",
    "waterfall-causes",
    "lines-side-by-side",
    "stacked-bars-one-row",
    "histogram-of-forty",
]
SVG = "{http://www.w3.org/2000/svg}"
NARROWEST = 328
BROADEST = 1280
# As charts/labels.cpp tells them, but of what letters are in most systems: a little less.
FIGURE, LETTER, BOLD = 7.0, 6.3, 1.08


def pictures(gallery, language):
    page = subprocess.run([gallery, language], check=True, capture_output=True).stdout.decode()
    for figure in page.split("<figure><figcaption>")[1:]:
        name, rest = figure.split("</figcaption>\n", 1)
        yield name, rest[: rest.index("</figure>")]


def width_of(text, css):
    width = sum(
        3.6 if c in " .,:;'|!ijlI()[]/-tfr\u202f" else FIGURE if c.isdigit() else LETTER for c in text
    )
    return width * (BOLD if "f" in css else 1)


def pixels(style, name):
    found = re.search(rf"--{name}:(\d+)px", style)
    return int(found[1]) if found else 0


class Page:
    """A picture as a page of some width shows it."""

    def __init__(self, svg, width):
        style = svg.get("style")
        rows = "rows" in svg.get("class").split()
        self.narrow = width < 600
        self.left = pixels(style, "a") + (0 if rows and self.narrow else pixels(style, "l"))
        self.right = pixels(style, "b")
        least = re.search(r"min-width:(\d+)px", style)
        self.width = max(width, int(least[1]) if least else 0)
        self.plot = self.width - self.left - self.right
        self.svg = svg

    def texts(self):
        """(left, right, baseline, text) of each text that has a place of its own on the page."""
        for group in self.svg.findall(f"{SVG}g[@class='r']"):
            y = float(re.search(r"\d+", group.get("style" if self.narrow else "transform").replace("translate(0", ""))[0])
            for text in group.findall(f"{SVG}text"):
                css = (text.get("class") or "").split()
                if "n" in css:
                    yield from self.label(text, css, y)
                elif "t" not in css:
                    yield self.beside(text, css, y)
        for text in self.svg.findall(f"{SVG}text"):
            css = (text.get("class") or "").split()
            if "t" in css and text.get("x"):
                middle = self.left + self.plot * float(text.get("x")[:-1]) / 100
                half = width_of(text.text, css) / 2
                yield middle - half, middle + half, float(text.get("y")), text.text

    def label(self, text, css, y):
        lines = [text.text or ""] + [line.text or "" for line in text.findall(f"{SVG}tspan")]
        below = len(lines) - 1
        for i, line in enumerate(lines):
            width = width_of(line, css)
            baseline = y + float(text.get("y")) + 14 * i
            if self.narrow:
                yield 0, width, baseline - 17 - 7 * below, line
            else:
                end = self.left + float(text.get("x"))
                yield end - width, end, baseline, line

    def beside(self, text, css, y):
        at = self.left + self.plot * float(text.get("x")[:-1]) / 100 + float(text.get("dx"))
        width = width_of(text.text, css)
        begin = at - width if "e" in css else at
        return begin, begin + width, y + float(text.get("y")), text.text


def faults_of(name, text):
    try:
        svg = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield f"is not well-formed: {error}"
        return
    for element in svg.iter():
        for key, value in element.attrib.items():
            if key in ("x", "x1", "x2", "cx") and value.endswith("%") and not 0 <= float(value[:-1]) <= 100:
                yield f"{key}={value} is not on the axis"
    for width in (NARROWEST, 600, BROADEST):
        page = Page(svg, width)
        seen = []
        for left, right, baseline, said in page.texts():
            if left < -1 or right > page.width + 1:
                yield f"at {width} pixels `{said}` goes from {left:.0f} to {right:.0f} of {page.width}"
            for other in seen:
                if abs(other[2] - baseline) < 11 and left < other[1] and other[0] < right:
                    yield f"at {width} pixels `{said}` meets `{other[3]}`"
            seen.append((left, right, baseline, said))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gallery", required=True)
    parser.add_argument("--accept", action="store_true", help="write what is drawn to golden/")
    options = parser.parse_args()
    faults = []
    for language in ("en", "de", "fr"):
        ids = set()
        for name, text in pictures(options.gallery, language):
            faults += [f"{language} {name}: {fault}" for fault in faults_of(name, text)]
            for own in re.findall(r' id="([^"]*)"', text):
                if own in ids or not re.fullmatch(r"c\d+[a-z]\d*", own):
                    faults.append(f"{language} {name}: id {own}")
                ids.add(own)
            if language == "de" and name in COMPARED:
                golden = GOLDEN / f"{name}.svg"
                if options.accept:
                    golden.parent.mkdir(exist_ok=True)
                    golden.write_text(text, encoding="utf-8")
                elif not golden.exists() or golden.read_text(encoding="utf-8") != text:
                    faults.append(f"{name}: differs from {golden}; look at it and --accept")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
