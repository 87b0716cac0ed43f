#!/usr/bin/env python3
"""Attacks by texts: characters that nobody sees, that steer a terminal or turn a line round, and
texts of any length, in each place where a user may write one.

  tests/hostile/texts.py --allot build/fast/allot

No message passes such a character on, and none is longer for a longer text. No report passes on
what steers a terminal or turns a line round.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SECONDS = 120

# Written out, not computed: one of each kind that Unicode has.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202d"
    "\u202e\u2060\u2061\u2064\u2066\u2067\u2069\u206a\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffb"
    "\U0001d173\U0001d17a\U000e0001\U000e0020\U000e007f\U000e0100\U000e01ef"
)
CONTROLS = "\x1b\x07\x08\x7f\x85\x9b"  # only an escape of YAML makes them
STEERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "B"}

LONG = "x" * 30_000
MOST_BYTES = 6_000
LONGEST_LINE = 2_500

failures = []
checked = 0


def check(good, what, detail=""):
    global checked
    checked += 1
    if not good:
        failures.append(what)
        print(f"FAILED: {what}\n{detail[:2000]}".rstrip(), flush=True)


def in_yaml(text):
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


# @NAME@ is where a text goes.
LISTED = """\
allot: 1
title: @title@
note: @note@
sources: {@source@: {title: @source title@, date: 2024-01-01}}
districts:
- {id: @id@, name: @name@, group: @group@, @column@: 1, w: 1}
- {id: b, name: N, group: g, @column@: 2, w: 2}
groups: [{id: @group@, name: @group name@, w: 1}, {id: g, w: 2}]
keys: {@key@: {column: @column@}}
pots:
- id: @pot@
  title: @pot title@
  amount: 100
  source: @source@
  steps: [{flat: {label: @label@, amount: 1}}, {top_slice: {amount: 1, to: @reserve@}}, {share: {by: @key@}}]
- {id: q, amount: 1, steps: [{share: {by: w}}]}
"""
# The same, with mistakes that name the texts.
WRONG = (
    LISTED
    + """\
- {id: @pot@, amount: @title@, status: @note@, @column@: 1, steps: [{@label@: 1}, {share: {by: @name@}}]}
- {id: r, amount: {part: 1/2, of: @name@}, rounding: {method: @note@, unit: @title@}, steps: []}
- {id: s, amount: -1, source: @name@, participation: {column: @id@}, steps: [{share: {by: @column@x}}]}
expect: {total: @name@, budgets: {@name@: 1}, @id@: 2}
@key@: 3
"""
)
# Figures that are wrong, of the texts.
EXPECTED = LISTED + "expect: {total: 1, budgets: {@id@: 0}, key: {@key@: {@id@: 0}}}\n"
TABLE = """\
allot: 1
title: t
districts: {table: d.csv, group: group, where: {name: [n, N]}}
pots: [{id: p, amount: 100, steps: [{share: {by: W}}]}]
"""
PLACES = sorted({word for word in LISTED.split("@")[1::2]})


def filled(template, texts):
    for place in PLACES:
        template = template.replace(f"@{place}@", in_yaml(texts.get(place, place.replace(" ", ""))))
    return template


class Folder:
    def __init__(self, allot):
        self.allot = str(allot)
        self.place = tempfile.TemporaryDirectory(prefix="allot-texts-")
        self.path = Path(self.place.name)

    def write(self, name, text):
        (self.path / name).write_text(text, encoding="utf-8")

    def run(self, *arguments):
        return subprocess.run(
            [self.allot, *arguments],
            cwd=self.path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )


def commands(text):
    """The text in each place of a command line, and the ways to read a scenario."""
    for style in ("human", "gcc", "json", "github"):
        say = ("--diagnostics", style)
        yield ("run", "s.yaml", *say)
        yield ("run", "wrong.yaml", *say)
        yield ("run", "table.yaml", *say)
        yield ("compare", "s.yaml", "result.csv", *say)
        yield ("compare", "result.csv", "result.json", *say)
        yield ("run", "s.yaml", "--set", f"title={text}", "--set", f"{text}=1", *say)
        yield ("run", "s.yaml", "--set", f'title="{text}"', "--set", f"pots.q.{text}=1", *say)
        yield ("run", "s.yaml", "--set", f"pots.q.amount={text}", "--set", f"{{{text}", *say)
        yield ("run", "s.yaml", "--set", f"pots.q.amount={{{text}", *say)
        yield ("run", "s.yaml", "--adjust", f"pots.{text}.amount={text}", *say)
        yield ("run", "s.yaml", "--adjust", f"pots.q.amount=+{text}", "-o", f"{text}.txt", *say)
        yield ("run", "s.yaml", "--columns", text, *say)
        yield ("run", "s.yaml", "--columns", f"{text},{text}", *say)
        yield ("run", "s.yaml", "--year", text, *say)
        yield ("run", "s.yaml", "--per", text, *say)
        yield ("run", "s.yaml", "--require", text, *say)
        yield ("run", "s.yaml", "--overlay", text, "--confine", text, *say)
        yield ("run", "-", "--stdin-name", text[:200], *say)
        yield ("run", text, *say)
        yield ("validate", "s.yaml", f"--{text}", *say)
        yield ("explain", "s.yaml", text, *say)
        yield ("explain", "s.yaml", f"{text}b", *say)
        yield ("describe", "s.yaml", *say)
        yield ("compare", "s.yaml", "--vary", f"pots.q.amount={text},1", *say)
        yield ("compare", "s.yaml", "--vary", f"pots.{text}.amount=1,2", *say)
        yield ("sweep", "s.yaml", "--vary", f"{text}=1..2/{text}", *say)
        yield ("sweep", "s.yaml", "--vary", f"pots.q.amount=1..2/{text}", *say)
        yield ("init", f"no/{text}", *say)
        yield ("init", "n.yaml", "--from", text, *say)
        yield ("init", "n.yaml", "--from", "d.csv", "--map", f"id={text}", *say)
        yield ("init", "n.yaml", "--from", "d.csv", "--map", f"{text}=id", *say)
        yield ("check", "s.yaml", "--summary", f"no/{text}", *say)
        yield ("check", "s.yaml", "-o", text, "--summary", f"./{text}", *say)
    for form in ("table", "markdown", "html", "json", "junit", "sarif"):
        yield ("check", "s.yaml", "wrong.yaml", "expected.yaml", "-f", form)
    yield ("describe", "s.yaml", "-f", "markdown")
    for command in ("run", "describe", "sweep --vary pots.q.amount=1,2", "compare --vary pots.q.amount=1,2"):
        name, *options = command.split()
        yield (name, "s.yaml", *options, "-f", "html")
    yield (text,)
    yield ("help", text)


def write_files(folder, text):
    texts = {place: f"{place[:2]}{text}{place}" for place in PLACES}
    folder.write("s.yaml", filled(LISTED, texts))
    folder.write("wrong.yaml", filled(WRONG, texts))
    folder.write("table.yaml", TABLE)
    folder.write("expected.yaml", filled(EXPECTED, texts))
    cell = text.replace("\n", " ")
    folder.write("d.csv", f"id,name,group,{cell}h,W\na{cell},n{cell}n,g{cell},1,1\n{cell}c,N,g,x,x{cell}\n")
    folder.write("result.csv", f"id,name,group,budget\nid{cell}id,n{cell},g{cell},1\nb,N,g,x{cell}\n")
    rows = [{"id": f"i{text}d", "name": text, "group": text, "budget": 1}]
    rows.append({"id": f"{text}i", "name": text, "budget": text})
    folder.write("result.json", json.dumps({"format_version": text, "title": text, "districts": rows}))


def is_well_formed(command, output):
    """Whether programs can read what is written for them."""
    form = command[-1] if command[-2:-1] == ("-f",) else None
    try:
        if form in ("json", "sarif"):
            json.loads(output)
        elif form == "junit":
            ElementTree.fromstring(output)
        elif form == "html" and output:  # as XML, which is stricter
            ElementTree.fromstring(output.removeprefix(b"<!DOCTYPE html>\n"))
    except (ValueError, ElementTree.ParseError):
        return False
    return True


def steers(text):
    return [c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Zl", "Zp")
                                              or unicodedata.bidirectional(c) in STEERS)]


def unseen(allot):
    for text in (UNSEEN, *UNSEEN):
        folder = Folder(allot)
        write_files(folder, text)
        done_once = commands(text) if text in (UNSEEN, "\u200b", "\u202e") else (
            ("run", name, "--diagnostics", style)
            for name in ("s.yaml", "wrong.yaml", "table.yaml") for style in ("human", "json"))
        for command in done_once:
            done = folder.run(*command)
            what = f"{ascii(text[:8])}: {[ascii(word)[:40] for word in command]}"
            said = done.stderr.decode()
            check(done.returncode in (0, 1, 2, 3, 4), f"{what} ends", said)
            check(not steers(said) and not set(said) & set(UNSEEN), f"{what}: messages show it", ascii(said))
            if command[-2:] != ("-f", "json"):  # which has names as they are
                check(not steers(done.stdout.decode()), f"{what}: reports steer nothing", ascii(done.stdout.decode()))
            check(is_well_formed(command, done.stdout), f"{what}: programs read it", ascii(done.stdout))
        said = folder.run("validate", "s.yaml").stderr.decode()
        shown = f"\\u{{{ord(text[0]):x}}}"
        check("W006" in said and shown in said, f"{ascii(text)}: is warned of as {shown}", said)


def controls(allot):
    for text in (CONTROLS, *CONTROLS):
        folder = Folder(allot)
        write_files(folder, text)
        for command in commands(text):
            done = folder.run(*command)
            what = f"{ascii(text[:8])}: {[ascii(word)[:40] for word in command]}"
            for name, output in (("messages", done.stderr), ("reports", done.stdout)):
                check(not steers(output.decode()), f"{what}: {name} steer nothing", ascii(output.decode()))
            check(done.returncode in (0, 1, 2, 3, 4), f"{what} ends")
            check(is_well_formed(command, done.stdout), f"{what}: programs read it", ascii(done.stdout))


def lengths(allot):
    folder = Folder(allot)
    for text in (LONG, "a." * 15_000, "a`" * 15_000, "u\u0308\u0308" * 6_000, LONG[:900]):
        write_files(folder, text)
        for command in commands(text):
            done = folder.run(*command)
            what = f"{ascii(text[:4])}… {len(text)}: {[word[:30] for word in command]}"
            said = done.stderr.decode()
            check(done.returncode in (0, 1, 2, 3, 4), f"{what} ends", said)
            count = max(said.count("[E") + said.count("[W") + said.count('"code"') + said.count("title=E"), 1)
            longest = max(map(len, said.splitlines() or [""]))
            check(len(done.stderr) < count * MOST_BYTES and longest < count * LONGEST_LINE,
                  f"{what}: {len(done.stderr)} bytes, {longest} in a line, {count} messages", said)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    options = parser.parse_args()
    for attack in (unseen, controls, lengths):
        attack(options.allot)
    print(f"{checked} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
