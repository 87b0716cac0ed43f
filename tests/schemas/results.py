"""Holds the JSON of results against its schemas, and the table of its fields against the JSON.

    tests/schemas/results.py --allot build/release/allot

The commands of the goldens that show a result as a table are run again with `-f json`, besides those that
ask for JSON themselves. What they write is right by `allot schema COMMAND`, and each field that `allot help
json` lists is in some of it.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from packages import jsonschema

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import run as golden  # noqa: E402

# One command, with its result on the standard output.
PLAIN = re.compile(r"^allot (run|check|audit|explain|describe|compare|sweep) [^|;&<>\n]*\n?$")
OTHER_FORM = re.compile(r" (-f|--format|-o|--output|--trace|--columns|-q|--help|-h)\b")


def as_json(command):
    """The command whose result is JSON; nothing where it has none."""
    if not PLAIN.match(command):
        return None
    if re.search(r" (-f|--format)[ =]?json\b", command):
        return command
    return None if OTHER_FORM.search(command) else command.rstrip("\n") + " -f json\n"


def results_of(allot):
    """The command, where it stands, and what it writes as JSON."""
    for path in sorted(golden.HERE.rglob("*.test")):
        test = golden.read_test(path)
        commands = [(PLAIN.match(case.command), as_json(case.command)) for case in test.cases]
        if not any(command for _, command in commands):
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "examples").symlink_to(golden.EXAMPLES)
            for file, content in test.files:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(content)
            for match, command in commands:
                done = golden.run_command(command, folder, allot) if command else None
                if done is not None and done.stdout.startswith(b"{"):
                    yield match[1], f"{path.relative_to(golden.HERE)}: {command.strip()}", json.loads(done.stdout)


def paths_of(value, path=""):
    """`districts[].budget` and the like, of all that is there."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield f"{path}.{name}" if path else name
            yield from paths_of(below, f"{path}.{name}" if path else name)
    if isinstance(value, list):
        for below in value:
            yield from paths_of(below, path + "[]")


def fields_of(page):
    """The table of `allot help json`: of each command its paths."""
    fields, command = defaultdict(list), ""
    for line in page.splitlines():
        heading = re.match(r"^allot (\w+)", line)
        command = heading[1] if heading else command
        if row := re.match(r"^  ([a-z_]+(?:\[\])?(?:\.[a-z_]+(?:\[\])?)*)  ", line):
            fields[command].append(row[1])
    return fields


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    fields = fields_of(subprocess.run([allot, "help", "json"], capture_output=True, check=True, text=True).stdout)
    checkers, faults, seen, count = {}, [], defaultdict(set), 0
    for command in fields:
        schema = json.loads(subprocess.run([allot, "schema", command], capture_output=True, check=True).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        checkers[command] = jsonschema.Draft7Validator(schema)
    for command, where, value in results_of(allot):
        count += 1
        seen[command].update(paths_of(value))
        if error := jsonschema.exceptions.best_match(checkers[command].iter_errors(value)):
            faults.append(f"{where}: {list(error.absolute_path)}: {error.message[:200]}")
    for command, paths in fields.items():
        faults += [f"{command}: no result has the field {path}" for path in paths if path not in seen[command]]
    if count < 300:
        faults.append(f"only {count} results were held against their schemas")
    print("\n".join(faults) or f"{count} results have the fields that are listed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
