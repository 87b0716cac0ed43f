"""The order of the districts, groups, contributors and pots of a file decides nothing.

Districts and groups are shown by id: shuffling them changes no byte. Contributors and pots are
shown in the order of the file: shuffling them moves figures, and changes none.
"""

import copy
import json
import random
import re
import sys
import tempfile
from pathlib import Path

import runs

sys.dont_write_bytecode = True
sys.path.insert(0, str(runs.ROOT / "tests" / "reference"))

import programmes  # noqa: E402
from yaml_text import yaml  # noqa: E402

COUNT = 200
SHOWN = ("json", "markdown")


def shuffled(source, scenario, fields):
    scenario = copy.deepcopy(scenario)
    for field in fields:
        source.shuffle(scenario.get(field, []))
    return scenario


def equal_payers(source, scenario):
    """Now and then they all give the same, with a remainder."""
    for pot in scenario["pots"]:
        given = [each for each in pot.get("contributors", []) if "amount" in each]
        if given and source.random() < 0.6:
            for each in given:
                each["amount"] = given[0]["amount"]


def without_order(value):
    """The same for results that differ in the order of lists and of what notes list."""
    if isinstance(value, dict):
        return {k: without_order(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((without_order(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(value, str) and " " in value:
        return sorted(re.split("[ ,.;]+", value))
    return value


def run(allot, folder, scenario, style):
    (folder / "scenario.yaml").write_text(yaml(scenario), encoding="utf-8")
    code, stdout, _ = runs.run(allot, "scenario.yaml", style, folder)
    return code, runs.without_hashes(stdout) if code == 0 else b""


def figures(result):
    code, stdout = result
    return code, without_order(json.loads(stdout, parse_float=str)) if stdout else None


def main():
    allot = runs.arguments(__doc__.splitlines()[0]).allot
    source = random.Random(2026)
    differing, compared, feasible, payers = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(COUNT):
            scenario, files = programmes.Programme(f"lists-{number}", 2).make()
            for file, text in files.items():
                (folder / file).write_text(yaml(text) if isinstance(text, dict) else text, encoding="utf-8")
            equal_payers(source, scenario)
            other = shuffled(source, scenario, ("districts", "groups"))
            for style in SHOWN:
                before = run(allot, folder, scenario, style)
                compared += 1
                feasible += before[0] == 0
                if before != run(allot, folder, other, style):
                    differing.append(f"districts and groups of programme {number}, {style}")
            moved = shuffled(source, scenario, ("pots",))
            for pot in moved["pots"]:
                source.shuffle(pot.get("contributors", []))
                payers += len(pot.get("contributors", [])) > 1
            compared += 1
            if figures(run(allot, folder, scenario, "json")) != figures(run(allot, folder, moved, "json")):
                differing.append(f"contributors and pots of programme {number}")
    if feasible < COUNT // 2 or payers < COUNT // 10:
        raise SystemExit("too few programmes can be paid, or have contributors")
    return runs.report(differing, compared)


if __name__ == "__main__":
    sys.exit(main())
