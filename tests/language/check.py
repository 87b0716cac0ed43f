"""Holds that every word of a report is said by its language.

    tests/language/check.py --allot build/release/tests/allot_made_up [TEST...]

The program speaks English with each text in ⟦brackets⟧ (made_up.cpp). It runs the commands of all
golden reports, each as it stands, as Markdown and as JSON, and reports of all examples. Outside of
brackets there may be no letter that is not the user's: a value of an input file or a word of the
command line, a name of the format in backticks, the letter of a line of a calculation. And each text
is said in some report.
"""

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))
import run as golden  # noqa: E402

WORD = re.compile(r"[^\W\d_²]{2,}")
REPORT = re.compile(r"allot (run|compare|sweep|explain|describe|check|audit) ")
TEXTS = golden.HERE.parents[1] / "src" / "report" / "words" / "texts.hpp"
SAID_IN_JSON = {"notes", "note", "label", "formula", "detail", "absent", "summary"}
# A problem, which is English always: `x.yaml:1:2: error: … [E012]`.
PROBLEM = re.compile(r"(?m)^.*: (?:error|warning): .* \[[EW]\d{3}\]$")
# They write for programs, ask for something else than a report, or send one elsewhere.
NOT_FOR_PEOPLE = re.compile(r"-f (csv|json|junit|sarif)|--trace|--format|-o |--output|[|>]|-f csv-excel|help")


def outside(text):
    """The text without what stands in brackets, which may be nested and wrapped, or is no word."""
    depth, kept = 0, []
    for character in PROBLEM.sub("", text.replace("\\", "")):
        depth += character == "⟦"
        if depth == 0:
            kept.append(character)
        depth -= character == "⟧"
    if depth != 0:
        return text
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
    """Values of the input files: what is behind a colon, in a list or in a cell."""
    words = set(WORD.findall(command))
    for name, content in contents:
        text = text_of(content)
        if name.endswith((".yaml", ".yml")):
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
    def __init__(self, allot, name, files, command):
        self.allot, self.name, self.files, self.command = allot, name, files, command

    def leaks(self):
        """Whether there is a report, the words that no language said, and the texts that one did."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            Path(folder, "examples").symlink_to(golden.EXAMPLES)
            Path(folder, "allot").symlink_to(self.allot)
            done = subprocess.run(["sh", "-c", f"PATH=.:$PATH; {self.command}"], cwd=folder,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                                  check=False)
        text = done.stdout.decode("utf-8", "replace")
        if self.command.endswith(" -f json") and text:
            text = sentences_of(text)
        contents = list(self.files) + files_read(self.command, golden.EXAMPLES.parent)
        left = set(WORD.findall(outside(text))) - words_of_user(contents, self.command)
        return bool(done.stdout), sorted(left), set(re.findall(r"⟦(\d+)§", text))


def runs(allot, wanted):
    for path in sorted((golden.HERE / "reports").glob("*.test")):
        if wanted and path.stem not in wanted:
            continue
        test = golden.read_test(path)
        for case in test.cases:
            for line in case.command.splitlines():
                if REPORT.match(line) and not NOT_FOR_PEOPLE.search(line):
                    yield Run(allot, path.stem, test.files, line)
                    if " -f " not in line:
                        for form in ("markdown", "json"):
                            yield Run(allot, path.stem, test.files, f"{line} -f {form}")
    for path in [] if wanted else sorted(golden.EXAMPLES.glob("*/*.yaml")):
        file = path.relative_to(golden.EXAMPLES.parent)
        for rest in ("", "--by pot", "--by group", "--causes", "-f markdown", "-f json"):
            yield Run(allot, str(file), [], f"allot run {file} {rest}")
        yield Run(allot, str(file), [], f"allot check {file}")
        for other in sorted(path.parent.glob("*.yaml")):
            if other != path:
                other = other.relative_to(golden.EXAMPLES.parent)
                yield Run(allot, str(file), [], f"allot compare {file} {other} --causes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", required=True, type=Path)
    parser.add_argument("tests", nargs="*")
    options = parser.parse_args()
    todo = list(runs(options.allot.resolve(), options.tests))
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(Run.leaks, todo))
    reports = sum(has_text for has_text, _, _ in found)
    failed = 0
    for run, (_, left, _) in zip(todo, found):
        if left:
            failed += 1
            print(f"{run.name}: {run.command}\n    not said by a language: {', '.join(left)}")
    said = {int(place) for _, _, places in found for place in places}
    texts = re.findall(r"^  (k\w+),", TEXTS.read_text(encoding="utf-8"), re.MULTILINE)[:-1]
    unsaid = [] if options.tests else [text for place, text in enumerate(texts) if place not in said]
    if unsaid:
        print(f"never said in these reports: {', '.join(unsaid)}")
    print(f"{reports} reports, {failed} with words of no language, {len(unsaid)} texts never said")
    return 1 if failed or unsaid or reports < len(todo) / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
