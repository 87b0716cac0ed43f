"""Pages of every report in Chromium: on small and large screens, light and dark, on paper.

    tests/pages/browser.py --allot build/release/allot [--pictures FOLDER] [NAME…]

The console stays empty and nothing is asked of the network; nothing is wider than the screen; all texts have
the contrast of WCAG 2 AA; on A4 no row of a table is cut. Exits 77 (skipped) where Chromium or pdftotext is
not there; where ALLOT_NEED_ALL is set that is a fault. --pictures keeps what was seen.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import chromium
import pages

SKIPPED = 77
WIDTHS = (360, 1280)
A4_UPRIGHT, A4_SIDEWAYS = (595.3, 841.9), (841.9, 595.3)

# All texts, with those of pictures, whose colour is hard to tell from what is behind them.
CONTRAST = r"""(() => {
  const parse = color => {
    const parts = (color.match(/[\d.]+/g) || []).map(Number);
    return parts.length < 3 ? [0, 0, 0, 0] : [parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : 1];
  };
  const over = (top, below) => top.slice(0, 3).map((part, i) => part * top[3] + below[i] * (1 - top[3]));
  const light = color => color.map(part => part / 255).map(
    part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  ).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [l, m] = [light(a), light(b)]; return (Math.max(l, m) + 0.05) / (Math.min(l, m) + 0.05); };
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const shape = (element, box) => {
    const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const drawn = stack.find(at => at.ownerSVGElement && !['text', 'tspan', 'g', 'line'].includes(at.tagName)
      && getComputedStyle(at).fill !== 'none' && parse(getComputedStyle(at).fill)[3] > 0);
    const below = behind(element.ownerSVGElement);
    return drawn ? over(parse(getComputedStyle(drawn).fill), below) : below;
  };
  const faults = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('');
    if (!text || !element.checkVisibility || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const drawn = element.ownerSVGElement;
    if (drawn && ['title', 'desc', 'style'].includes(element.tagName)) continue;
    if (drawn) element.scrollIntoView({block: 'center'});
    const below = drawn ? shape(element, element.getBoundingClientRect()) : behind(element);
    const color = over(parse(drawn ? style.fill : style.color), below);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio(color, below) < (large ? 3 : 4.5))
      faults.push(`${text.slice(0, 40)}: ${ratio(color, below).toFixed(2)} (${color} on ${below})`);
    if (faults.length > 5) break;
  }
  return faults;
})()"""
WIDE = r"""(() => {
  const width = document.documentElement.clientWidth;
  const faults = document.scrollingElement.scrollWidth > width ? [`the page is ${document.scrollingElement.scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.scroll') && !element.classList.contains('scroll')) continue;
    if (!element.checkVisibility() || element.classList.contains('unseen')) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 0.5 || box.left < -0.5))
      faults.push(`${element.tagName} ${(element.textContent || '').trim().slice(0, 40)}: ${box.left} to ${box.right}`);
    if (faults.length > 5) break;
  }
  return faults;
})()"""
OPEN = "document.querySelectorAll('details:not(.long)').forEach(details => { details.open = true; })"


def words_on_paper(pdf):
    """Of each page its size, its words with their boxes, and its text in lines."""
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True).stdout
    layout = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True).stdout
    for page, text in zip(re.findall(r'(?s)<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes), layout.split("\f")):
        words = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<', page[2])
        yield (float(page[0]), float(page[1])), [(tuple(map(float, word[:4])), word[4]) for word in words], text


def numbers_of_rows(text):
    """Of each row of a table in sight the numbers that stand side by side."""
    root = ElementTree.fromstring(text.replace("<!DOCTYPE html>\n", "", 1))
    closed = [details for details in root.iter("details") if details.get("class") in ("long", "numbers")]
    long = {id(row) for details in closed for row in details.iter("tr")}
    for row in root.iterfind(".//tbody/tr"):
        numbers = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("td") if cell.get("class") in (None, "loss")]
        if id(row) not in long and len(numbers) > 1 and all(numbers):
            yield numbers


def faults_on_paper(pdf, text):
    sheets = list(words_on_paper(pdf))
    for number, (size, words, _) in enumerate(sheets, 1):
        if not any(abs(size[0] - width) < 2 and abs(size[1] - height) < 2 for width, height in (A4_UPRIGHT, A4_SIDEWAYS)):
            yield f"page {number} is {size}"
        for (left, top, right, bottom), word in words:
            if left < 0 or top < 0 or right > size[0] or bottom > size[1]:
                yield f"page {number}: {word} is cut"
                break
    lines = [line for _, _, sheet in sheets for line in sheet.splitlines()]
    together = "\n".join(lines)
    for numbers in numbers_of_rows(text):
        pattern = r"[^\n]*?".join(re.escape(number) for number in numbers)
        if not re.search(pattern, together):
            yield f"a row is not on one line: {numbers}"
            break


def faults_of(browser, name, path, text, pictures):
    keep = (lambda kind: pictures / f"{name}-{kind}") if pictures else (lambda kind: None)
    for dark in (False, True):
        for width in WIDTHS:
            browser.screen(width, dark)
            said, asked = browser.open(path)
            what = f"{'dark' if dark else 'light'}, {width} pixels: "
            yield from (f"{what}the console says {line}" for line in said)
            yield from (f"{what}{url} was asked for" for url in asked)
            if pictures:
                browser.picture(keep(f"{'dark' if dark else 'light'}-{width}.png"))
            browser.evaluate(OPEN)
            yield from (f"{what}too wide: {fault}" for fault in browser.evaluate(WIDE))
            if width == WIDTHS[-1]:
                yield from (f"{what}contrast: {fault}" for fault in browser.evaluate(CONTRAST))
            if pictures:
                browser.picture(keep(f"{'dark' if dark else 'light'}-{width}-open.png"))
    browser.screen(1280)
    browser.open(path)
    pdf = (pictures or Path(path).parent) / f"{name}.pdf"
    browser.paper(pdf)
    yield from (f"paper: {fault}" for fault in faults_on_paper(pdf, text))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--pictures", type=Path, help="the folder for what is seen")
    parser.add_argument("names", nargs="*", help="these pages only")
    arguments = parser.parse_args()
    missing = [name for name in ("chromium", "pdftotext") if not shutil.which(name)]
    if missing:
        print(f"{', '.join(missing)} not found")
        return 1 if os.environ.get("ALLOT_NEED_ALL") else SKIPPED
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as folder, chromium.Browser() as browser:
        folder = Path(folder)
        pages.make(folder / "scenarios")
        for index, (name, command, _) in enumerate(pages.commands(folder / "scenarios")):
            if arguments.names and name not in arguments.names:
                continue
            language = pages.LANGUAGES[index % len(pages.LANGUAGES)]
            text = pages.write(arguments.allot, command, "-f", "html", "--language", language).decode("utf-8")
            path = folder / f"{name}.html"
            path.write_text(text, encoding="utf-8")
            found = list(dict.fromkeys(faults_of(browser, name, path, text, arguments.pictures)))
            faults += [f"{name} in {language}: {fault}" for fault in found[:6]]
            count += 1
    print("\n".join(faults) or f"{count} pages look as they should")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
