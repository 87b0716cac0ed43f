"""Nothing that `allot help` lists is without a golden.

    errors/     every code of `allot help codes`, in an example that meets it and no other, and then
                meets none: what `allot help E012` shows
    anywhere    every command and every option of it, every choice of `--by` and `--sort`, every
                step, every rounding method and every kind of key
    reports/    every output format of every command
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import run as golden

HERE = Path(__file__).resolve().parent
OPTION = re.compile(r"^  (?:-\w, |    )--([a-z-]+)(.*)$", re.MULTILINE)


def names_in(page):
    """The first column of a list that `allot help` prints."""
    return re.findall(r"^  ([a-z][a-z_-]*) {2,}\S", page, re.MULTILINE)


def choices_of(option, page):
    """What stands after the colon: `--format FORMAT  how: table, csv`; it may go on below."""
    after = re.split(rf"^  .* --{option} ", page, maxsplit=1, flags=re.MULTILINE)[1]
    text = " ".join(re.split(r"\n(?! {8})", after)[0].split())
    return text.rsplit(": ", 1)[1].split(", ")


class Goldens:
    """The tests of a folder, as texts to search."""

    def __init__(self, folder):
        tests = [golden.read_test(path) for path in sorted(folder.rglob("*.test"))]
        cases = [case for test in tests for case in test.cases]
        self.commands = "\n".join(case.command for case in cases)
        self.outputs = b"\n".join(case.stdout + case.stderr for case in cases).decode(
            "utf-8", "replace"
        )
        self.files = b"\n".join(text for test in tests for _, text in test.files).decode(
            "utf-8", "replace"
        )

    def runs(self, pattern):
        return re.search(pattern, self.commands) is not None

    def reads(self, pattern):
        return re.search(pattern, self.files) is not None


def faults_of_example(code):
    found = list((HERE / "errors").glob(f"{code}_*/help.test"))
    if len(found) != 1:
        yield f"errors/ has no example of {code}"
        return
    first, *_, last = golden.read_test(found[0]).cases
    if set(re.findall(rb"\[([EW]\d{3})\]", first.stderr)) != {code.encode()}:
        yield f"{found[0].name} of {code}: the first command meets other codes"
    if last.exit != 0 or last.stderr:
        yield f"{found[0].name} of {code}: the last command does not run without a word"


def missing(page_of):
    """What has no golden, in words."""
    everywhere = Goldens(HERE)
    errors, reports = Goldens(HERE / "errors"), Goldens(HERE / "reports")
    for code in re.findall(r"^([A-Z]\d+)  ", page_of("codes"), re.MULTILINE):
        yield from faults_of_example(code)
    for command in names_in(page_of().split("Help on")[0]):
        if not everywhere.runs(rf"\ballot {command}\b"):
            yield f"no golden of `allot {command}`"
        for option, _ in OPTION.findall(page_of(command)):
            if not everywhere.runs(rf"\ballot {command}\b.* --{option}\b") and not (
                option == "format" and everywhere.runs(rf"\ballot {command}\b.* -f ")
            ):
                yield f"no golden of `allot {command} --{option}`"
    for command in names_in(page_of().split("Help on")[0]):
        if "--format" not in page_of(command):
            continue
        for style in choices_of("format", page_of(command))[1:]:  # the first needs no asking
            if not reports.runs(rf"\ballot {command}\b.*(-f|--format)[ =]{style}(?![\w-])"):
                yield f"reports/ never asks `{command}` for the format {style}"
    for option in ("by", "sort"):
        for choice in choices_of(option, page_of("run")):
            if not everywhere.runs(rf"--{option}[ =]{choice}(?![\w-])"):
                yield f"no golden of `--{option} {choice}`"
    for step in names_in(page_of("steps")):
        if not everywhere.reads(rf"\b{step}:"):
            yield f"no golden of the step `{step}`"
    kinds = page_of("format").split("## `keys.NAME`")[1].split(".")[0]
    for kind in re.findall(r"`([a-z_]+)`", kinds):
        if not everywhere.reads(rf"\b{kind}:"):
            yield f"no golden of the key `{kind}`"
    for method in names_in(page_of("methods")):
        in_a_file = everywhere.reads(rf"\bmethod: *{method}\b")
        if not in_a_file and not everywhere.runs(rf"\bmethod={method}\b"):
            yield f"no golden of the method `{method}`"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot

    def page_of(*topic):
        done = subprocess.run([allot, "help", *topic], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    complaints = list(missing(page_of))
    print("\n".join(complaints) or "everything has a golden")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
