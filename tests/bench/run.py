"""How long whole processes take, as ratios within one run.

    tests/bench/run.py [--allot build/release/allot] [--only start,44,11000,1000000,sweep,compare,check]

Runs of the programs that are compared alternate, and medians are taken, so that a busy machine
slows all of them. Before anything is timed, the outputs are compared. Ends with 1 where a limit is
not kept; a goal that is not reached is only shown.
"""

import argparse
import itertools
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUNS = {44: 50, 11_000: 20, 1_000_000: 5}
POINTS = 10_000


@dataclass
class Target:
    """`limit` is kept, `goal` is aimed at. What is faster than another is a ratio >= them."""

    of: str
    name: str
    at_most: bool
    limit: float | None
    goal: float | None


TARGETS = [
    Target("start", "--version / true", True, None, 1.3),
    Target("44", "allot / cat", True, 2, 2),
    Target("44", "python3 / allot", False, 20, 20),
    Target("11000", "allot / cat", True, None, 5),
    Target("11000", "python3 / allot", False, 12, 15),
    Target("11000", "mawk / allot", False, None, 10),
    Target("1000000", "allot / cat", True, None, 60),
    Target("1000000", "python3 / allot", False, 15, 20),
    Target("1000000", "mawk / allot", False, None, 20),
    Target("1000000", "peak MB", True, 200, 150),
    Target("1000000", "bounded / allot", True, 1.6, 1.4),
    Target("sweep", "python3 / sweep", False, 20, 25),
    Target("compare", "compare / run", True, 10, 10),
    Target("check", "python3 / budgets", False, 3, 4),
    Target("check", "python3 / table", False, 5, 8),
]


@dataclass
class Samples:
    seconds: list = field(default_factory=list)
    peak_mb: float = 0

    @property
    def median(self):
        return statistics.median(self.seconds)


def run_once(command, output):
    """Wall-clock seconds and peak megabytes of one process."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        command,
        {"LC_ALL": "C", "PATH": os.environ["PATH"]},
        file_actions=actions,
        setsigdef=[signal.SIGPIPE],  # python ignores it, and would have the children do so
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def measure(commands, runs):
    """The commands in turn, `runs` times."""
    samples = {name: Samples() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seconds, peak = run_once(command, "/dev/null")
            samples[name].seconds.append(seconds)
            samples[name].peak_mb = max(samples[name].peak_mb, peak)
    return samples


def find_program(name):
    for folder in os.environ["PATH"].split(":"):
        path = Path(folder) / name
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    return None


def commands_for(allot, folder):
    pot = (folder / "pot").read_text(encoding="utf-8")
    commands = {
        "allot": [str(allot), "run", str(folder / "scenario.yaml"), "-f", "csv"],
        # The same with a floor and a cap that hold some thirty of a hundred districts.
        "bounded": [str(allot), "run", str(folder / "bounded.yaml"), "-f", "csv"],
        "cat": [find_program("cat"), str(folder / "table.csv")],
        # Not a launcher script of that name, which would take time of its own.
        "python3": [os.path.realpath(sys.executable), str(HERE / "baseline.py"), str(folder)],
    }
    mawk = find_program("mawk")
    if mawk:
        variables = ["-v", f"pot={pot}", "-v", f"scratch={folder / 'scratch'}"]
        script = ["-f", str(HERE / "baseline.awk"), str(folder / "table.csv")]
        commands["mawk"] = [mawk, *variables, *script]
    return commands


def rows_of(path, names=None):
    """The rows, one at a time: what this process holds in memory counts as its children's peak."""
    with open(path, encoding="utf-8") as file:
        header = next(file).rstrip("\n").split(",")
        wanted = [header.index(name) for name in names or header]
        for line in file:
            cells = line.rstrip("\n").split(",")
            yield [cells[index] for index in wanted]


def compare_outputs(commands, folder):
    """allot writes what the baselines write; awk's has fewer columns."""
    ours = folder / "allot.out"
    run_once(commands["allot"], str(ours))
    for name in commands.keys() - {"allot", "bounded", "cat"}:
        output = folder / f"{name}.out"
        run_once(commands[name], str(output))
        with open(output, encoding="utf-8") as file:
            names = next(file).rstrip("\n").split(",")
        pairs = itertools.zip_longest(rows_of(ours, names), rows_of(output, names))
        for number, (mine, other) in enumerate(pairs, 1):
            if mine != other:
                raise SystemExit(f"row {number}: allot {mine}, {name} {other}")


def show_target(target, value):
    def holds(bound):
        return bound is None or (value <= bound if target.at_most else value >= bound)

    sign = "<=" if target.at_most else ">="
    limit = "" if target.limit is None else f"{sign} {target.limit:g}"
    goal = "" if target.goal is None else f"{sign} {target.goal:g}"
    verdict = "LIMIT NOT KEPT" if not holds(target.limit) else "ok"
    if verdict == "ok" and not holds(target.goal):
        verdict = "goal not reached"
    print(f"  {target.name:<18} {value:8.2f}   limit {limit:<8} goal {goal:<8} {verdict}")
    return holds(target.limit)


def show(bench, values):
    return all(
        [
            show_target(target, values[target.name])
            for target in TARGETS
            if target.of == bench and target.name in values
        ]
    )


def show_samples(samples):
    for name, sample in samples.items():
        print(f"  {name:<8} {sample.median * 1000:10.2f} ms {sample.peak_mb:8.1f} MB")


def bench_start(allot):
    samples = measure({"allot": [str(allot), "--version"], "true": [find_program("true")]}, 100)
    print("start of the process")
    return show("start", {"--version / true": samples["allot"].median / samples["true"].median})


def bench_rows(rows, allot, folder):
    generate.write_scenario(rows, folder)
    commands = commands_for(allot, folder)
    compare_outputs(commands, folder)
    samples = measure(commands, RUNS.get(rows, 5))
    print(f"{rows} rows")
    show_samples(samples)
    allot_time = samples["allot"].median
    values = {"allot / cat": allot_time / samples["cat"].median}
    values["bounded / allot"] = samples["bounded"].median / allot_time
    values["peak MB"] = samples["allot"].peak_mb
    for name in samples.keys() & {"python3", "mawk"}:
        values[f"{name} / allot"] = samples[name].median / allot_time
    return show(str(rows), values)


def bench_sweep(allot, folder):
    """10 000 pots for 400 districts, totals only."""
    scenario = generate.write_scenario(400, folder)
    first = int((folder / "pot").read_text(encoding="utf-8")) // 100
    values = f"pots.pot.amount={first}..{first + POINTS - 1}/1"
    script = [str(HERE / "baseline_sweep.py"), str(folder), str(POINTS)]
    commands = {
        "sweep": [str(allot), "sweep", str(scenario), "--vary", values, "-f", "csv"],
        "python3": [os.path.realpath(sys.executable), *script],
    }
    outputs = []
    for name, command in commands.items():
        run_once(command, str(folder / name))
        outputs.append((folder / name).read_bytes())
    if outputs[0] != outputs[1]:
        raise SystemExit("sweep: allot and python3 write different totals")
    samples = measure(commands, 5)
    print(f"sweep of {POINTS} pots x 400 rows")
    show_samples(samples)
    return show("sweep", {"python3 / sweep": samples["python3"].median / samples["sweep"].median})


def bench_compare(allot, folder):
    """Three scenarios of 11 000 districts with other counts and pots, with the causes."""
    scenarios = [str(path) for path in generate.write_years(11_000, folder)]
    commands = {
        "run": [str(allot), "run", scenarios[0], "-f", "csv"],
        "compare": [str(allot), "compare", *scenarios, "--causes", "-f", "csv"],
    }
    samples = measure(commands, 20)
    print("compare of 3 x 11000 rows with causes")
    show_samples(samples)
    return show("compare", {"compare / run": samples["compare"].median / samples["run"].median})


def bench_check(allot, folder):
    """A hundred scenarios of 44 districts in one call, against a script that only loads the files."""
    load = (
        "import sys, yaml\n"
        "for path in sys.argv[1:]:\n"
        "    with open(path, 'rb') as file:\n"
        "        yaml.load(file, yaml.CSafeLoader)\n"
    )
    python = os.path.realpath(sys.executable)
    values = {}
    for kind, paths in generate.write_checks(allot, 100, folder).items():
        files = [str(path) for path in paths]
        if subprocess.run([allot, "check", "-q", *files], check=False).returncode:
            raise SystemExit(f"check of {kind}: the budgets are others")
        commands = {"check": [str(allot), "check", *files], "python3": [python, "-c", load, *files]}
        samples = measure(commands, 20)
        print(f"check of 100 x 44 rows, {kind}")
        show_samples(samples)
        values[f"python3 / {kind}"] = samples["python3"].median / samples["check"].median
    return show("check", values)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", default=ROOT / "build/release/allot")
    parser.add_argument("--only", default="start,44,11000,1000000,sweep,compare,check")
    arguments = parser.parse_args()
    allot = Path(arguments.allot).resolve()
    if subprocess.run([allot, "--version"], stdout=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit(f"{allot} does not run")
    benches = {
        "start": lambda folder: bench_start(allot),
        "sweep": lambda folder: bench_sweep(allot, folder),
        "compare": lambda folder: bench_compare(allot, folder),
        "check": lambda folder: bench_check(allot, folder),
    }
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.only.split(","):
            bench = benches.get(name) or (lambda place: bench_rows(int(name), allot, place))
            kept = bench(Path(folder) / name) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
