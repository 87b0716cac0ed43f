"""Holds what `allot check` writes for programs against the schemas of those programs.

    tests/schemas/check.py --allot build/release/allot

It runs each command of the goldens of reports that asks for `-f junit` or `-f sarif`, and all examples in
one call. JUnit must be valid by junit-4.xsd, and its counts true; SARIF valid by sarif-2.1.0.json, its rules
those that its results have, and each place a place in a file that is there.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from packages import jsonschema

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import run as golden  # noqa: E402

FORMAT = re.compile(r" -f (junit|sarif)\b")
# RFC 3986 without a scheme, or a file.
URI = re.compile(r"(file:///)?(?!/)([A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def faults_of_junit(text, _folder):
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", str(HERE / "junit-4.xsd"), "-"],
        input=text, capture_output=True, check=False)
    if done.returncode != 0:
        yield done.stderr.decode("utf-8", "replace")
        return
    suites = ElementTree.fromstring(text)
    tests = list(suites.iter("testcase"))
    if not tests:
        yield "no test"
    for suite in [suites, *suites.iter("testsuite")]:
        for name, found in (("tests", tests), ("failures", list(suite.iter("failure"))),
                            ("errors", list(suite.iter("error")))):
            if suite.get(name) != str(len(found)):
                yield f"{suite.tag} says {name}={suite.get(name)}, there are {len(found)}"
    for test in tests:
        if len(test) > 1:
            yield f"{test.get('name')} has {len(test)} results: readers take one"


def faults_of_place(place, folder):
    uri = place["artifactLocation"]["uri"]
    if not URI.fullmatch(uri):
        yield f"{uri} is no relative URI"
    path = folder / urllib.parse.unquote(uri.removeprefix("file://"))
    region = place.get("region")
    if region is None:
        return
    if not path.is_file():
        yield f"{uri} leads to no file"
        return
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    line = lines[region["startLine"] - 1].removesuffix("\r")
    if not 1 <= region["startColumn"] < region["endColumn"] <= len(line) + 2:
        yield f"{uri}: {region} is beyond its line"


def faults_of_sarif(text, folder):
    log = json.loads(text)
    schema = json.loads((HERE / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in checker.iter_errors(log):
        yield f"{list(error.absolute_path)}: {error.message}"
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if rules != sorted({result["ruleId"] for result in run["results"]}):
        yield f"the rules {rules} are not those of the results"
    for result in run["results"]:
        if rules[result["ruleIndex"]:][:1] != [result["ruleId"]]:
            yield f"{result['ruleId']} is not rule {result['ruleIndex']}"
        if not result["locations"]:
            yield f"{result['message']['text']} is nowhere"
        for location in result["locations"] + result.get("relatedLocations", []):
            yield from faults_of_place(location["physicalLocation"], folder)


FAULTS = {"junit": faults_of_junit, "sarif": faults_of_sarif}


def faults_of_goldens(allot):
    """The commands that were run, and what is wrong with what they wrote."""
    commands, faults = [], []
    for path in sorted((golden.HERE / "reports").glob("*.test")):
        test = golden.read_test(path)
        for case in test.cases:
            match = FORMAT.search(case.command)
            if not match:
                continue
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                for file, content in test.files:
                    (folder / file).parent.mkdir(parents=True, exist_ok=True)
                    (folder / file).write_bytes(content)
                done = golden.run_command(case.command, folder, allot)
                commands.append(case.command)
                found = FAULTS[match[1]](done.stdout, folder)
                faults += [f"{path.name}: {case.command.strip()}: {fault}" for fault in found]
    return commands, faults


def faults_of_examples(allot):
    root = golden.EXAMPLES.parent
    files = [str(path.relative_to(root)) for path in sorted(golden.EXAMPLES.glob("*/*.yaml"))]
    for form, faults_of in FAULTS.items():
        done = subprocess.run([allot, "check", *files, "-f", form], cwd=root, capture_output=True,
                              check=False)
        if done.returncode not in (1, 3):
            yield f"all examples as {form}: exit {done.returncode}"
        if form == "junit":
            names = [test.get("name") for test in ElementTree.fromstring(done.stdout).iter("testcase")]
            if names != files:
                yield "not each example is a test"
        for fault in faults_of(done.stdout, root):
            yield f"all examples as {form}: {fault}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    commands, faults = faults_of_goldens(allot)
    for form in FAULTS:
        if not any(f" -f {form}" in command for command in commands):
            faults.append(f"no golden of a report has -f {form}")
    faults += faults_of_examples(allot)
    for fault in faults:
        print(fault)
    print(f"{len(commands)} commands and all examples, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
