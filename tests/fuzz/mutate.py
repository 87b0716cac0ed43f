"""Runs the binary on damaged scenarios and tables.

    tests/fuzz/mutate.py --allot build/release/allot [--count 10000] [--seed 1]

Whatever the files hold, the program ends with 0, 3 or 4 (`check` with 1, too), says why unless all
is well, writes JSON that is well-formed and whose pots add up, and takes its time within reason.
An input that fails is kept, and its folder named.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/golden"))
import run as golden  # noqa: E402

SECONDS = 20
COMMANDS = {
    "run": {0, 3, 4},
    "validate": {0, 3, 4},
    "check": {0, 1, 3, 4},
}
WORDS = [
    b"0", b"1", b"-1", b"0.5", b"1/3", b"1/0", b"100 %", b"999999999999999999", b"1e9", b"0x10",
    b"1.234,50", b"1_000", b"null", b"open", b"~", b"[]", b"{}", b"{", b"]", b": ", b"- ", b"#",
    b"&a", b"*a", b"<<: ", b"!!str ", b"|", b">", b"\"", b"'", b"%", b",", b";", b"\t", b"\r\n",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\x1b[31m", b"\xe4", "ü".encode(), "u\u0308".encode(),
    "−1".encode(), "\u202f".encode(), b"---\n", b"...\n", b"id", b"largest_remainder", b"dhondt",
    b"huntington_hill", b"half_up", b"exact", b"residual: report", b"smallest_key",
    b"contributors", b"unknown", b"ratable", b"scale_gains", b"{top_up: x}", b"to_others", b"none",
    b"2026-07-01", b"2026-12-31", b"reduce_pro_rata", b"reallocate", b"prorate: {unit: day}",
]  # fmt: skip
NUMBER = re.compile(rb"\d+(?:[._]\d+)*")


@dataclass
class Bundle:
    """A scenario and the files that it may refer to, by path."""

    scenario: str
    files: dict


def example_bundles():
    tables = {
        path.relative_to(ROOT / "examples").as_posix(): path.read_bytes()
        for path in (ROOT / "examples").rglob("*.csv")
    }
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        name = path.relative_to(ROOT / "examples").as_posix()
        folder = name.rsplit("/", 1)[0]
        near = {key: text for key, text in tables.items() if key.startswith((folder, "data/"))}
        near[name] = path.read_bytes()
        yield Bundle(name, near)


def golden_bundles():
    for path in sorted((ROOT / "tests/golden").rglob("*.test")):
        files = dict(golden.read_test(path).files)
        for name in files:
            if name.endswith((".yaml", ".yml")):
                yield Bundle(name, files)


def some_line(text, source):
    """Beginning and end of a line."""
    at = source.randrange(len(text) + 1)
    begin = text.rfind(b"\n", 0, at) + 1
    end = text.find(b"\n", at)
    return begin, len(text) if end < 0 else end + 1


def change_byte(text, source):
    at = source.randrange(len(text) + 1)
    return text[:at] + bytes([source.randrange(256)]) + text[at + 1 :]


def insert_word(text, source):
    at = source.randrange(len(text) + 1)
    return text[:at] + source.choice(WORDS) + text[at:]


def remove_range(text, source):
    at = source.randrange(len(text) + 1)
    return text[:at] + text[at + source.randint(1, 12) :]


def cut_off(text, source):
    return text[: source.randrange(len(text) + 1)]


def repeat_line(text, source):
    begin, end = some_line(text, source)
    return text[:end] + text[begin:end] + text[end:]


def remove_line(text, source):
    begin, end = some_line(text, source)
    return text[:begin] + text[end:]


def move_line(text, source):
    begin, end = some_line(text, source)
    line, rest = text[begin:end], text[:begin] + text[end:]
    at, _ = some_line(rest, source)
    return rest[:at] + line + rest[at:]


def indent_line(text, source):
    begin, _ = some_line(text, source)
    return text[:begin] + b" " * source.randint(1, 4) + text[begin:]


def change_number(text, source):
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return insert_word(text, source)
    match = source.choice(numbers)
    return text[: match.start()] + source.choice(WORDS[:14]) + text[match.end() :]


MUTATIONS = [
    change_byte, insert_word, remove_range, cut_off, repeat_line, remove_line, move_line,
    indent_line, change_number, change_number,
]  # fmt: skip


def mutate(bundle, source):
    """The same bundle with one file damaged, mostly the scenario itself."""
    others = sorted(bundle.files.keys() - {bundle.scenario})
    name = source.choice(others) if others and source.random() < 0.4 else bundle.scenario
    text = bundle.files[name]
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        text = source.choice(MUTATIONS)(text, source)
    return Bundle(bundle.scenario, {**bundle.files, name: text})


def write_files(bundle, folder):
    for name, text in bundle.files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def amount_in(district, pot):
    """What a district has in a pot."""
    return sum(part["budget"] for part in district["pots"] if part["id"] == pot)


def wrong_sums(text):
    """What does not add up in the JSON of a run."""
    result = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    for pot in result["pots"]:
        topped_up = sum(top_up["amount"] for top_up in pot.get("top_ups", ()))
        parts = [pot[part] for part in ("budget", "reserved", "not_assigned", "left_over")]
        parts += [passed["amount"] for passed in pot.get("passed_on", ())]
        if pot["amount"] + topped_up != sum(parts):
            return f"pot {pot['id']}: {pot['amount']} + {topped_up} is not the sum of {parts}"
        given = sum(amount_in(district, pot["id"]) for district in result["districts"])
        if given != pot["budget"]:
            return f"pot {pot['id']}: {pot['budget']} is not the sum of the districts, {given}"
        for split in ("contributors", "years"):
            whole = [part["amount"] for part in pot.get(split, ())]
            if whole and sum(whole) != pot["amount"]:
                return f"pot {pot['id']}: {pot['amount']} is not the sum of its {split} {whole}"
            for part in pot.get(split, ()):
                if sum(district["budget"] for district in part["districts"]) > part["amount"]:
                    return f"pot {pot['id']}: {part['id']} of {split} gives more than it has"
    return None


def complaint_of(done, command):
    """What is wrong with how the program ended, or nothing."""
    if done.returncode not in COMMANDS[command]:
        return f"ends with {done.returncode}: {done.stderr.decode('utf-8', 'replace')}"
    if done.returncode != 0 and not done.stdout + done.stderr:
        return f"ends with {done.returncode} and says nothing"
    try:
        done.stdout.decode("utf-8")
        done.stderr.decode("utf-8")
        return wrong_sums(done.stdout) if command == "run" and done.returncode == 0 else None
    except ValueError as error:
        return f"writes what cannot be read: {error}"


def attempt(allot, bundle, command):
    """What is wrong with one run, or nothing."""
    options = ["-f", "json"] if command == "run" else []
    with tempfile.TemporaryDirectory() as folder:
        write_files(bundle, folder)
        try:
            done = subprocess.run(
                [allot, command, bundle.scenario, *options],
                cwd=folder,
                env={**os.environ, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"takes more than {SECONDS} s"
    return complaint_of(done, command)


def keep(bundle, number):
    folder = Path(tempfile.gettempdir()) / f"allot-mutation-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    write_files(bundle, folder)
    return folder / bundle.scenario


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    bundles = [*example_bundles(), *golden_bundles()]

    def try_number(number):
        source = random.Random(f"{arguments.seed}-{number}")
        bundle = mutate(source.choice(bundles), source)
        command = source.choice(("run", "run", "validate", "check"))
        complaint = attempt(arguments.allot, bundle, command)
        return complaint and f"allot {command} {keep(bundle, number)}: {complaint}"

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [line for line in pool.map(try_number, range(arguments.count)) if line]
    print("\n".join(complaints[:20]))
    print(f"{arguments.count} mutations, {len(complaints)} complaints")
    return 1 if complaints or not bundles else 0


if __name__ == "__main__":
    sys.exit(main())
