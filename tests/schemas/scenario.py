"""Holds the JSON Schema of scenarios against what the program takes and refuses.

    tests/schemas/scenario.py --allot build/release/allot

The schema takes every scenario among the examples and the inputs of the goldens that `allot validate` takes,
and every example of FORMAT.md in its place. It refuses the wrong example of every error, but for those that
UNSEEN lists, with the reason.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packages import jsonschema, yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import run as golden  # noqa: E402

# Errors whose wrong example is right by the place of its values, and why.
UNSEEN = {
    "E005": "anchors are gone once YAML is read: editors have a switch of their own",
    "E006": "a key that stands twice is gone once YAML is read: editors report it themselves",
    "E015": "how large an amount may be hangs on the decimals of the others",
    "E018": "names of the file: sources, columns, keys, pots",
    "E019": "ids that occur twice: the items differ",
    "E021": "columns may hold any number; this one is a key",
    "E035": "ids that occur twice: the rows differ",
    "E040": "a sum over the districts",
    "E041": "a sum of the weights",
    "E042": "a sum over the districts",
    "E043": "names that lead to each other",
    "E044": "what the keys are that a key is made of",
    "E045": "comparisons of numbers",
    "E046": "columns may have any name; this one is a key's",
    "E049": "what the columns hold",
    "E051": "a division of two numbers",
    "E053": "a sum over the districts",
    "E054": "a sum over the steps",
    "E056": "which step comes before which",
    "E057": "the steps and the method together",
    "E058": "a sum over the districts",
    "E059": "a sum over the districts",
    "E060": "a sum over the districts",
    "E061": "a comparison of two numbers",
    "E062": "a division of two numbers",
    "E063": "a sum over the districts",
    "E064": "a sum over the districts",
    "E065": "amounts after rounding",
    "E068": "what the districts have",
    "E069": "what the districts have",
    "E073": "cells that are empty",
    "E074": "what steps of a pot need elsewhere in the file",
    "E080": "names that lead to each other",
    "E081": "a sum over the pots",
    "E082": "a division of two numbers",
    "E083": "a sum over the contributors",
    "E084": "a comparison of dates",
    "E085": "a comparison of dates",
    "E086": "a comparison of dates",
    "E087": "a comparison of dates",
    "E110": "the result",
    "E111": "the result",
}


class Loader(yaml.SafeLoader):
    """Plain scalars as editors have them: by the core schema of YAML 1.2."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", list("~nN") + [""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def with_text_keys(loader, node):
    """The names of fields are texts to editors, as they stand there: a threshold, 7_500."""
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            key.tag = "tag:yaml.org,2002:str"
    return loader.construct_mapping(node, deep=True)


Loader.add_constructor("tag:yaml.org,2002:map", with_text_keys)


def value_of(text):
    """What an editor makes of a file; nothing where that is no YAML."""
    try:
        return yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


def inputs(folder):
    """All YAML files of goldens, each in a folder with the others of its test."""
    for path in sorted(folder.rglob("*.test")):
        test = golden.read_test(path)
        names = [name for name, _ in test.files if name.endswith((".yaml", ".yml"))]
        if not names:
            continue
        with tempfile.TemporaryDirectory() as temporary:
            place = Path(temporary)
            (place / "examples").symlink_to(golden.EXAMPLES)
            for file, content in test.files:
                (place / file).parent.mkdir(parents=True, exist_ok=True)
                (place / file).write_bytes(content)
            yield path, place, names


def is_taken(allot, folder, name):
    done = subprocess.run([allot, "validate", name, "-q"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def faults_of(checker, value, what):
    """Nothing of a file that the reader of this test cannot read: it knows no tab before a comment."""
    if value is None:
        return
    error = jsonschema.exceptions.best_match(checker.iter_errors(value))
    if error is not None:
        yield f"{what}: {list(error.absolute_path)}: {error.message[:200]}"


def faults_of_right(allot, checker):
    count = 0
    for path in sorted(golden.EXAMPLES.rglob("*.yaml")):
        if is_taken(allot, path.parent, path.name):
            count += 1
            yield from faults_of(checker, value_of(path.read_bytes()), path.name)
    for path, folder, names in inputs(golden.HERE):
        for name in names:
            if is_taken(allot, folder, name):
                count += 1
                shown = f"{path.relative_to(golden.HERE)}, {name}"
                yield from faults_of(checker, value_of((folder / name).read_bytes()), shown)
    if count < 500:
        yield f"only {count} scenarios were held against the schema"


def faults_of_wrong(checker):
    unseen = set()
    for path in sorted((golden.HERE / "errors").glob("E*/help.test")):
        code = path.parent.name[:4]
        files = [content for name, content in golden.read_test(path).files if name == "wrong.yaml"]
        if not files or value_of(files[0]) is None or not checker.is_valid(value_of(files[0])):
            continue
        unseen.add(code)
        if code not in UNSEEN:
            yield f"{path.parent.name}: the schema takes the wrong example"
    for code in sorted(set(UNSEEN) - unseen):
        yield f"{code} is in UNSEEN, and the schema sees it"


def faults_of_page(schema):
    """Each example of FORMAT.md by the definition of its section."""
    page = (golden.EXAMPLES / "FORMAT.md").read_text(encoding="utf-8")
    parts = re.split(r"^##+ `([^`]+)`\n", page, flags=re.MULTILINE)
    seen = 0
    for path, text in zip(parts[1::2], parts[2::2]):
        for line in "".join(re.findall(r"^```yaml\n([^`]*)^```", text, re.MULTILINE)).splitlines():
            value = value_of(line)
            value = value[0] if isinstance(value, list) else value
            if path == "overlay" or not isinstance(value, dict):
                continue
            if path == "pots[].steps[]":  # those of every step
                path, value = next(iter(value.items()))
                line = "{"
            step = schema["definitions"]["step"]["properties"].get(path)
            part = step or schema["definitions"][path.replace("[]", "_item")]
            fields = value if line.startswith(("{", "- {")) else next(iter(value.values()))
            seen += 1
            for name, found in fields.items():
                place = {"definitions": schema["definitions"], **part["properties"].get(name, part["additionalProperties"])}
                if part["properties"].get(name) is None and not part["additionalProperties"]:
                    yield f"{path}: {line} has a field that is not in the schema: {name}"
                yield from faults_of(jsonschema.Draft7Validator(place), found, f"{path}: {line}")
    if seen < 50:
        yield f"FORMAT.md has {seen} examples only"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    allot = parser.parse_args().allot
    schema = json.loads(subprocess.run([allot, "schema"], capture_output=True, check=True).stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    checker = jsonschema.Draft7Validator(schema)
    faults = [*faults_of_right(allot, checker), *faults_of_wrong(checker), *faults_of_page(schema)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
