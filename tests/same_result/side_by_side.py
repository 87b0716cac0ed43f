"""Scenarios that are checked several at a time come to what they come to one after the other: the
same bytes with one processor and with all, in the order of the command line."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import runs

TIMES = 6
FORMS = (
    ("check",),
    ("check", "-f", "json", "--diagnostics", "json"),
    ("check", "-f", "sarif", "--diagnostics", "gcc"),
    ("check", "-v", "--fail-on", "warning"),
    ("check", "--require", "final", "-f", "junit"),
    ("check", "--against", "quickstart/kreise.csv"),
    ("validate", "-v"),
    ("validate", "-q", "--diagnostics", "github"),
)
# What makes another fault of an example, where it fits.
FAULTS = (
    ("amount", r"(?m)^(\s+amount: )[\d_.]+\d$", r"\g<1>1234.56"),
    ("field", r"(?m)^pots:$", "potts:"),
    ("table", r"\btable: ([\w-]+)\.csv", r"table: \1-of-nowhere.csv"),
    ("number", r"(?m)^(\s+amount: )[\d_.]+\d$", r"\g<1>9999999999999999999999999999999999999999"),
    ("syntax", r"(?m)^currency:", "currency: ["),
)


def write_scenarios(folder):
    """The examples, with a faulty twin of each beside it; a few are named twice, some not there."""
    shutil.copytree(runs.ROOT / "examples", folder, dirs_exist_ok=True)
    paths = []
    for number, path in enumerate(runs.scenarios()):
        path = path.relative_to("examples")
        paths.append(path)
        name, old, new = FAULTS[number % len(FAULTS)]
        text = (folder / path).read_text(encoding="utf-8")
        faulty = re.sub(old, new, text)
        if faulty != text:
            twin = path.with_name(f"{path.stem}-{name}.yaml")
            (folder / twin).write_text(faulty, encoding="utf-8")
            paths.append(twin)
        if number % 9 == 0:
            paths += [path, path.with_name("none.yaml")]
    return [str(path) for path in paths]


def run(allot, folder, form, paths, processors):
    done = subprocess.run(
        [allot, *form, *paths],
        cwd=folder,
        env={"LC_ALL": "C"},
        preexec_fn=lambda: os.sched_setaffinity(0, processors),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def lines_of_validate(allot, folder, paths, processors):
    _, out, err = run(allot, folder, ("validate", "--diagnostics", "gcc"), paths, processors)
    # Where a path stands on the command line depends on those before it.
    return re.sub(rb"(?m)^command line:1:[0-9]+", b"command line", out + err).splitlines()


def of_one_pipe(allot, folder, scenario):
    """A pipe that two names lead to, and that has its text a piece at a time."""
    text = (folder / scenario).read_bytes()
    with subprocess.Popen([allot, "validate", "-", "/dev/stdin"], cwd=folder, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for start in range(0, len(text), len(text) // 6 + 1):
            process.stdin.write(text[start : start + len(text) // 6 + 1])
            process.stdin.flush()
            time.sleep(0.01)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def main():
    allot = runs.arguments(__doc__).allot
    everything = os.sched_getaffinity(0)
    one = {min(everything)}
    differing = []
    compared = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_scenarios(folder)
        for form in FORMS:
            expected = run(allot, folder, form, paths, one)
            if expected[0] not in (1, 2, 3, 4) or not expected[2]:
                raise SystemExit(f"{form}: exit {expected[0]}, and nothing said")
            for attempt in range(TIMES):
                compared += 1
                if run(allot, folder, form, paths, everything) != expected:
                    differing.append(f"{' '.join(form)}, time {attempt + 1}")
        expected = (3, b"<stdin>: valid\n")
        for attempt in range(4 * TIMES):
            compared += 1
            code, out, err = of_one_pipe(allot, folder / "kitafinhg-6", "half-up.yaml")
            if (code, out) != expected or b"the file is empty" not in err:
                differing.append(f"one pipe under two names, time {attempt + 1}")
        alone = [line for path in paths for line in lines_of_validate(allot, folder, [path], one)]
        together = lines_of_validate(allot, folder, paths, everything)
        compared += 1
        if set(together) != set(alone):
            differing.append("validate of each alone")
    return runs.report(differing, compared)


if __name__ == "__main__":
    raise SystemExit(main())
