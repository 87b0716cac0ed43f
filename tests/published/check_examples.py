#!/usr/bin/env python3
"""Runs `allot check` on every scenario of examples.list and compares the exit code.

Usage: check_examples.py ALLOT

Fails as well for a scenario under examples/ that is not listed, and for a line without its file.
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def read_list():
    """The listed scenarios with their exit codes, in the order of the list."""
    expected = {}
    for line in (HERE / "examples.list").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            path, code = line.rsplit(maxsplit=1)
            if path in expected:
                sys.exit(f"examples.list names {path} twice")
            expected[path] = int(code)
    return expected


def scenarios():
    """All scenario files of the tree, as the list writes them; examples/ci has workflows and none."""
    files = [f for suffix in ("yaml", "yml") for f in (ROOT / "examples").rglob(f"*.{suffix}")]
    return {f.relative_to(ROOT).as_posix() for f in files if f.parent.name != "ci"}


def problem_of(allot, path, expected):
    """What is wrong with one example, or nothing."""
    done = subprocess.run([allot, "check", path], cwd=ROOT, capture_output=True, timeout=60)
    if done.returncode == expected:
        return None
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    return f"{path}: exit code {done.returncode}, expected {expected}\n{output}"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_examples.py ALLOT")
    allot = str(pathlib.Path(sys.argv[1]).resolve())
    expected = read_list()
    found = scenarios()
    problems = [f"{path}: not in examples.list" for path in sorted(found - expected.keys())]
    problems += [f"{path}: listed, but not there" for path in sorted(expected.keys() - found)]
    for path in sorted(found & expected.keys()):
        problem = problem_of(allot, path, expected[path])
        if problem:
            problems.append(problem)
    print("\n".join(problems) or f"{len(expected)} examples as expected")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
