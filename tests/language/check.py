"""Holds that every word of a report is said by its language, and each language says the same.

    tests/language/check.py --allot build/release/tests/allot_made_up [--accept] [TEST...]

The program has each text of its language in ⟦brackets⟧ (made_up.cpp). It runs the commands of all
golden reports, each as it stands, as Markdown and as JSON, and reports of all examples.

In English there may be no letter outside of brackets that is not the user's: a value of an input
file or a word of the command line, a name of the format in backticks, the letter of a line of a
calculation. And each text is said in some report.

In each other language there may be no word, also within brackets, that is neither the user's nor
stands in the file of the language; that file has no word of English but those listed here, and the
report has the same figures. In tests/golden/language each text stands beside the English one, with
what the first report has for it: --accept writes these pages.
"""

import argparse
import html
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))
import run as golden  # noqa: E402

import book  # noqa: E402

WORD = re.compile(r"[^\W\d_²]{2,}")
REPORT = re.compile(r"allot (run|compare|sweep|explain|describe|check|audit) ")
WORDS = golden.HERE.parents[1] / "src" / "report" / "words"
MODEL = golden.HERE.parents[1] / "include" / "allot" / "model" / "languages.hpp"
PAGES = golden.HERE / "language"
TEXTS = re.findall(r"^  (k\w+),", (WORDS / "texts.hpp").read_text("utf-8"), re.MULTILINE)[:-1]
NO_FIRST_POINT = TEXTS.index("kNoFirstPoint")
NAMES = "adams dean hill hondt huntington id jefferson laguë sainte webster"
DATE = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
# Languages besides English: their files, and the words that are written as an English one is.
LANGUAGES = {
    "de": ("german", "an code column divisor exit hand ids in linear name quotient reserve rest sha so "
                     "stand status tranche was"),
    "fr": ("french", "base cause causes classes code column contribution contributions correction "
                     "corrections district districts exact figure format fractions gain gains "
                     "maximum maximums millions minimum minimums multiple multiples part "
                     "participation parts place plus points quotient sha source sources total "
                     "tranche tranches"),
}
# Of tables and charts that no example is large enough for, or lacks values for: unit tests and
# tests/charts have them.
OF_LARGE_PAGES = {"kRowsCounted", "kMostMovingShown", "kPointsShown", "kAllRows", "kRowsElsewhere",
                  "kFileOnly", "kChartEmpty", "kChartUndefined", "kChartUpTo", "kChartFrom",
                  "kChartNotOnMap"}
FIGURE = re.compile(r"\d(?:[\d.\u202f]*\d)?")
SAID_IN_JSON = {"notes", "note", "label", "formula", "detail", "absent", "summary"}
# A problem, which is English always: `x.yaml:1:2: error: … [E012]`.
PROBLEM = re.compile(r"(?m)^.*: (?:error|warning): .* \[[EW]\d{3}\]$")
# A text of a language that was cut to the width of its column.
CUT = re.compile(r"⟦[^⟦⟧\n]*…")
# They write for programs, ask for something else than a report, or send one elsewhere.
NOT_FOR_PEOPLE = re.compile(
    r"-f (csv|json|junit|sarif)|--trace|--format|-o |--output|[|>]|-f csv-excel|help|--language")


def outside(text):
    """The text without what stands in brackets, which may be nested and wrapped, or is no word."""
    depth, kept = 0, []
    for character in PROBLEM.sub("", text.replace("\\", "")):
        depth += character == "⟦"
        if depth == 0:
            kept.append(character)
        depth -= character == "⟧"
    if depth != 0:
        whole = CUT.sub(" ", text)
        return text if whole == text else outside(whole)
    # Names and paths of the format, error codes, colours, and names that were cut.
    return re.sub(r"`[^`]*`|\bexpect\.\S+|\b[a-z]+(_[a-z]+)+\b|\x1b\[\d+m|\w+…", " ", "".join(kept))


def sentences_of(json_text):
    """What is said to people in a report as JSON."""
    said = []

    def walk(value, name):
        if isinstance(value, dict):
            for key, each in value.items():
                if key != "diagnostics":
                    walk(each, key)
        elif isinstance(value, list):
            for each in value:
                walk(each, name)
        elif isinstance(value, str) and name in SAID_IN_JSON:
            said.append(value)

    walk(json.loads(json_text), "")
    return "\n".join(said)


def without_problem(text):
    """Without the English reason that a point of a sweep has no result for."""
    return re.sub(rf"⟦{NO_FIRST_POINT}§.*?⟧", "", text, flags=re.DOTALL)


def page_text(page):
    """What a page says, also to who cannot see its charts."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "\n", re.sub(r"</?code>", "`", page)))


def facts_of(json_text):
    """A report as JSON without what a language said in it."""
    return re.sub(r'"[^"\n]*⟦(?:[^"\\\n]|\\.)*"', '""', json_text)


def text_of(content):
    """Of a file as a user may have it: in UTF-8, in Windows-1252, or a workbook."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(part).decode("utf-8") for part in book.namelist()
                             if re.search(r"sharedStrings|workbook|sheet\d+\.xml$", part))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace")


def words_of_user(contents, command):
    """Values of the input files: what is behind a colon, in a list or in a cell.

    Also the columns that a `where` or `only` names, which are before its colons.
    """
    words = set(WORD.findall(command))
    for name, content in contents:
        text = text_of(content)
        if name.endswith((".yaml", ".yml")):
            for where in re.findall(r"\b(?:where|only): \{([^{}]*)\}", text):
                words.update(WORD.findall(" ".join(re.findall(r"[\w.]+(?=: )", where))))
            text = re.sub(r"(?m)^[-\s]*[\w.]+:(?=\s|$)", " ", text)
            text = re.sub(r"\{[^{}]*\}", lambda map: re.sub(r"[\w.]+: ", " ", map[0]), text)
        words.update(WORD.findall(text))
    return words


def files_read(text, folder):
    """The files of the examples that a command names, and those that they name."""
    found, todo = {}, [(text, folder)]
    while todo:
        text, folder = todo.pop()
        for name in re.findall(r"[\w./-]+\.(?:yaml|csv|xlsx)\b", text):
            path = (folder / name).resolve()
            if path not in found and path.is_file():
                found[path] = path.read_bytes()
                todo.append((found[path].decode("utf-8", "replace"), path.parent))
    return [(path.name, content) for path, content in found.items()]


class Run:
    """A report, which is shown in several languages."""

    def __init__(self, allot, name, files, command):
        self.allot, self.name, self.files, self.command = allot, name, files, command
        self.contents = list(files) + files_read(command, golden.EXAMPLES.parent)
        self.is_json = command.endswith(" -f json")
        self.is_markdown = " -f markdown" in command
        self.shown = {"en": self.show("")}
        for language in LANGUAGES:
            self.shown[language] = self.show(f" --language {language}")
            if (self.is_markdown or self.is_json) and "--numbers" not in command:
                self.shown[language, "plain"] = self.show(f" --language {language} --numbers plain")

    def show(self, options):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            Path(folder, "examples").symlink_to(golden.EXAMPLES)
            Path(folder, "allot").symlink_to(self.allot)
            done = subprocess.run(["sh", "-c", f"PATH=.:$PATH; {self.command}{options}"],
                                  cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=60, check=False)
        if done.stdout.startswith(b"PK"):
            return book.said(done.stdout)
        if done.stdout.startswith(b"<!DOCTYPE html>"):
            return page_text(done.stdout.decode("utf-8"))
        return done.stdout.decode("utf-8", "replace")

    def said(self, language):
        """What is for people."""
        text = self.shown[language]
        return sentences_of(text) if self.is_json and text else text

    def leaks(self):
        """The words that no language said."""
        left = set(WORD.findall(HASH.sub("", outside(self.said("en")))))
        return sorted(left - words_of_user(self.contents, self.command))

    def foreign_words(self, language, own):
        """The words that are not in the file of the language; at 40 columns some are broken."""
        if "--width 40" in self.command:
            return []
        text = re.sub(r"⟦(\d+§)?|⟧", "", HASH.sub("", without_problem(self.said(language))))
        while text != (text := re.sub(r"\{[^{}]*\}", "", text)):  # YAML of the user's
            pass
        return sorted(set(WORD.findall(outside(text))) - own -
                      words_of_user(self.contents, self.command))

    def other_figures(self, language):
        """What is in one of the two languages only."""
        before, after = self.shown["en"], self.shown.get((language, "plain"), self.shown[language])
        if self.is_json:
            return [] if facts_of(before) == facts_of(after) else ["facts"]
        if not self.is_markdown:
            return []
        before, after = (Counter(FIGURE.findall(DATE.sub(r"\3-\2-\1", re.sub(r"⟦\d+§", "", text))))
                         for text in (before, after))
        return [*(before - after).elements(), *(after - before).elements()]

    def texts(self, language):
        """What each text came to, the first time."""
        found = {}
        shown = self.shown[language].replace("\\", "")
        for match in re.finditer(r"⟦(\d+)§", shown):
            depth, end = 1, match.end()
            while depth > 0 and end < len(shown):
                depth += {"⟦": 1, "⟧": -1}.get(shown[end], 0)
                end += 1
            text = re.sub(r"⟦(\d+§)?|⟧", "", shown[match.end():end])
            found.setdefault(int(match[1]), " ".join(re.split(r"[ \n]+", text)).strip())
        return found


def runs(allot, wanted):
    for path in sorted((golden.HERE / "reports").glob("*.test")):
        if wanted and path.stem not in wanted:
            continue
        test = golden.read_test(path)
        for case in test.cases:
            for line in case.command.splitlines():
                if REPORT.match(line) and not NOT_FOR_PEOPLE.search(line):
                    yield path.stem, test.files, line
                    if " -f " not in line:
                        for form in ("markdown", "json", "html"):
                            yield path.stem, test.files, f"{line} -f {form}"
    for path in [] if wanted else sorted(golden.EXAMPLES.glob("*/*.yaml")):
        file = path.relative_to(golden.EXAMPLES.parent)
        for rest in ("", "--by pot", "--by group", "--causes", "-f markdown", "-f json",
                     "--causes -f html", "--by pot -f html", "--by group -f html"):
            yield str(file), [], f"allot run {file} {rest}"
        yield str(file), [], f"allot check {file}"
        for other in sorted(path.parent.glob("*.yaml")):
            if other != path:
                other = other.relative_to(golden.EXAMPLES.parent)
                yield str(file), [], f"allot compare {file} {other} --causes"
                yield str(file), [], f"allot compare {file} {other} --causes -f html"


def rows_of(file):
    """The texts and the names of a language, as its file has them."""
    source = (WORDS / f"{file}.cpp").read_text(encoding="utf-8")
    literals = r'(?:"(?:[^"\\]|\\.)*"\s*)+'
    rows = re.findall(rf'\{{(k\w+),\s*(?:"\w+",\s*)?({literals})\}}', source)
    return [(text, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', words))) for text, words in rows]


def words_of(file):
    """All words that a language has, without names of the format."""
    texts = " ".join(re.sub(r"[{}|?:]", " ", text) for _, text in rows_of(file))
    return set(WORD.findall(re.sub(r"`[^`]*`", " ", texts)))


def page(language, found):
    """Each text in English and in the language."""
    lines = ["Written by `tests/language/check.py --accept`: each text of a report in English and in",
             f"`{language}`, with what the first golden report has for it."]
    place = 0
    for line in (WORDS / "texts.hpp").read_text("utf-8").splitlines():
        if heading := re.match(r"  // ([^.]*)\.", line):
            lines += ["", f"## {heading[1]}", "", f"| | en | {language} |", "|---|---|---|"]
        elif text := re.match(r"  (k\w+),", line):
            cells = [found[each].get(place, "").replace("|", "\\|") for each in ("en", language)]
            lines.append(f"| {text[1]} | {cells[0]} | {cells[1]} |")
            place += 1
    return "\n".join(lines) + "\n"


def wrong_in_reports(done):
    own = {language: words_of(file) for language, (file, _) in LANGUAGES.items()}
    found = {}  # of Markdown and JSON once
    for run in done:
        wrong = [("not said by a language", run.leaks())]
        for language in LANGUAGES:
            wrong += [(f"not in the file of {language}", run.foreign_words(language, own[language])),
                      (f"other figures in {language}", run.other_figures(language))]
        for what, words in wrong:
            if words:
                found.setdefault((run.name, what, *words), f"{run.name}: {run.command}\n    {what}: "
                                 + ", ".join(words))
    return list(found.values())


def wrong_in_files():
    there = re.search(r'kLanguages = "(.*)"', MODEL.read_text("utf-8"))[1].split(", ")
    wrong = [] if there == ["en", *LANGUAGES] else [f"LANGUAGES here are not {there}"]
    english = {word.lower() for word in words_of("english")}
    for file, same in LANGUAGES.values():
        shared = {word.lower() for word in words_of(file)} & english
        if other := shared ^ {*same.split(), *NAMES.split()}:
            wrong.append(f"{file}.cpp has words of English, or lacks some that it may have: "
                         + " ".join(sorted(other)))
    return wrong


def wrong_in_texts(done, accept):
    """Whether each is said, and as the pages have it."""
    found = {language: {} for language in ("en", *LANGUAGES)}
    for run in sorted(done, key=lambda run: not run.is_markdown):
        for language, texts in found.items():
            for place, text in run.texts(language).items():
                texts.setdefault(place, text)
    unsaid = [text for place, text in enumerate(TEXTS)
              if place not in found["en"] and text not in OF_LARGE_PAGES]
    wrong = [f"never said in these reports: {', '.join(unsaid)}"] if unsaid else []
    for language in LANGUAGES:
        path, now = PAGES / f"{language}.md", page(language, found)
        if accept:
            path.write_text(now, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != now:
            wrong.append(f"{path.name} is not what reports say: see --accept")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", required=True, type=Path)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("tests", nargs="*")
    options = parser.parse_args()
    allot = options.allot.resolve()
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda todo: Run(allot, *todo), runs(allot, options.tests)))
    wrong = wrong_in_reports(done) + wrong_in_files()
    if not options.tests:
        wrong += wrong_in_texts(done, options.accept)
    for each in wrong:
        print(each)
    reports = sum(bool(run.shown["en"]) for run in done)
    print(f"{reports} reports in {1 + len(LANGUAGES)} languages, {len(wrong)} faults")
    return 1 if wrong or reports < len(done) / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
