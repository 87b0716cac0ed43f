"""Attacks on what lies between the program and the operating system.

    tests/hostile/files.py --allot build/release/allot [--seed N] [--rounds N]

Whatever is done to it, allot ends with one of its exit codes or by the signal that it was sent,
says why, and leaves no file behind; nothing hangs. No check depends on how fast the machine is: a
program that hangs is one that takes more than SECONDS.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 120
NOBODY = 65534

SCENARIO = """\
allot: 1
title: Example
year: 2026
currency: EUR
districts: {table: counts.csv, id: id, name: name}
prior: {column: prior}
pots:
  - id: p
    amount: 1_000_000
    steps: [{share: {by: weight}}]
expect: {total: 1_000_000}
"""
OTHER = SCENARIO.replace("1_000_000", "999_999")
SMALL = "id,name,weight,prior\na,Alpha,1,500000\nb,Beta,2,400000\nc,Gamma,4,100000\n"

# What a scenario can name, with NAME in the place of the file.
NAMING = {
    "table": "districts: {table: NAME, id: id}",
    "tables": "districts: {tables: [NAME, counts.csv], id: id}",
    "groups": "districts: {table: counts.csv, id: id, group: name}\n"
    "groups: {table: NAME, id: id}",
    "prior.scenario": "districts: {table: counts.csv, id: id}\nprior: {scenario: NAME}",
    "prior.table": "districts: {table: counts.csv, id: id}\n"
    "prior: {table: NAME, id: id, amount: prior}",
    "expect.table": "districts: {table: counts.csv, id: id}\n"
    "expect: {table: {file: NAME, id: id, amount: prior}}",
}

failures = []
checked = 0


def check(good, what, detail=""):
    global checked
    checked += 1
    if not good:
        failures.append(what)
        print(f"FAILED: {what}\n{detail}".rstrip(), flush=True)


class Allot:
    """Runs the program in a folder, by way of another program if one is given."""

    def __init__(self, path, folder, way=(), first=""):
        self.path, self.folder, self.way, self.first = str(path), folder, way, first

    def command(self, *arguments, limit="", redirect=""):
        """A shell sets limits and closes descriptors; the process stays the same."""
        script = f'{self.first} {limit} exec "$0" "$@" {redirect}'
        return [*self.way, "sh", "-c", script, self.path, *arguments]

    def run(self, *arguments, limit="", redirect="", **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(
            self.command(*arguments, limit=limit, redirect=redirect),
            cwd=self.folder,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=options.pop("stderr", subprocess.PIPE),
            timeout=SECONDS,
            check=False,
            **options,
        )


def describe(done):
    return f"  exit {done.returncode}\n{(done.stderr or b'').decode(errors='replace')}"


@contextlib.contextmanager
def new_folder(**files):
    with tempfile.TemporaryDirectory(prefix="allot-hostile-") as name:
        folder = Path(name)
        (folder / "scenario.yaml").write_text(SCENARIO)
        (folder / "counts.csv").write_text(SMALL)
        for file, text in files.items():
            (folder / file.replace("_", ".")).write_text(text)
        yield folder


def large_table(rows):
    lines = ["id,name,weight,prior"]
    lines += [f"d{i:06},Name {i},{i % 997 + 1},{i % 89}" for i in range(rows)]
    return "\n".join(lines) + "\n"


def commands(output=None):
    """Each command that reads scenarios, on a scenario of this folder."""
    vary = ["--vary", "pots.p.amount=1_000_000..1_000_200/1"]
    every = {
        "run": ["run", "scenario.yaml"],
        "run --causes": ["run", "scenario.yaml", "--causes"],
        "run --trace": ["run", "scenario.yaml", "--trace"],
        "compare": ["compare", "scenario.yaml", "other.yaml"],
        "explain": ["explain", "scenario.yaml", "d000001"],
        "describe": ["describe", "scenario.yaml", "--top", "3000"],
        "sweep": ["sweep", "scenario.yaml", *vary],
        "sweep --by": ["sweep", "scenario.yaml", "--by", "district", *vary],
    }
    if output is None:
        every["validate"] = ["validate", "scenario.yaml"]
        every["check"] = ["check", "scenario.yaml"]
        every["init"] = ["init", "--from", "counts.csv", "-"]
        return every
    suffix = {"run --trace": "json", "explain": "md", "describe": "md"}
    for name, use in every.items():
        use += ["-o", f"{output}.{suffix.get(name, 'csv')}"]
    every["init"] = ["init", "--from", "counts.csv", f"{output}.yaml"]
    return every


# Files that are none


def make_pipe(path):
    os.mkfifo(path)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(path.parent)  # the name of a socket must be short
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


NO_FILES = [
    ("pipe", make_pipe, "it is a pipe, no file"),
    ("socket", make_socket, "it is a socket, no file"),
    ("folder", lambda path: path.mkdir(), "it is a folder"),
    ("link", lambda path: path.symlink_to("pipe"), "it is a pipe, no file"),
    ("circle", lambda path: path.symlink_to("circle"), "its symbolic links go round in a circle"),
    ("x" * 300, None, "the name is too long"),
    ("/dev/zero", None, "it is a device, no file"),
    ("/dev/stdin", None, "it is a pipe, no file"),
]


def expect_unreadable(done, words, what):
    text = done.stderr.decode(errors="replace")
    good = done.returncode == 4 and "error[E090]: cannot read" in text and words in text
    check(good, what, describe(done))


def no_files(allot_path):
    """A pipe, a device, a folder or a socket where a scenario names a file."""
    with new_folder() as folder:
        allot = Allot(allot_path, folder)
        (folder / "base.yaml").write_text(SCENARIO)
        for name, make, words in NO_FILES:
            if make:
                make(folder / name)
        for (name, _, words), (field, text) in itertools.product(NO_FILES, NAMING.items()):
            rest = SCENARIO[SCENARIO.index("pots:") : SCENARIO.index("expect:")]
            (folder / "x.yaml").write_text(
                "allot: 1\ntitle: Example\n" + text.replace("NAME", name) + "\n" + rest
            )
            confine = ["--confine", "."] if not name.startswith("/") else []
            for options in [[], confine] if confine else [[]]:
                done = allot.run("check", "x.yaml", *options, stdin=subprocess.PIPE)
                expect_unreadable(done, words, f"{name[:20]} as {field} {' '.join(options)}")
        for name, _, words in NO_FILES:
            uses = {
                "base": ["run", "changed.yaml"],
                "--overlay": ["run", "scenario.yaml", "--overlay", name],
                "init --from": ["init", "--from", name, "-"],
            }
            (folder / "changed.yaml").write_text(f"allot: 1\nbase: {name}\n")
            for use, arguments in uses.items():
                done = allot.run(*arguments, stdin=subprocess.PIPE)
                expect_unreadable(done, words, f"{name[:20]} as {use}")
        (folder / "scenario.yaml").write_text(SCENARIO.replace("counts.csv", "pipe"))
        shutil.copy(folder / "scenario.yaml", folder / "other.yaml")
        for use, arguments in commands().items():
            if use != "init":
                expect_unreadable(allot.run(*arguments), "it is a pipe", f"{use} of a pipe")
        done = allot.run("compare", "/dev/zero", "/dev/zero")
        expect_unreadable(done, "it is a device", "a device as what is compared")


def pipes(allot_path):
    """What the command line names first may come through a pipe."""
    with new_folder() as folder:
        allot = Allot(allot_path, folder)
        inline = SCENARIO.replace("{table: counts.csv, id: id, name: name}", "[{id: a, weight: 1}]")
        inline = inline.replace("prior: {column: prior}\n", "").encode()
        for name in ("-", "/dev/stdin", "/dev/fd/0"):
            for command in ("run", "validate", "sweep"):
                vary = ["--vary", "pots.p.amount=1,2"] if command == "sweep" else []
                done = allot.run(command, name, *vary, stdin=None, input=inline)
                check(done.returncode == 0, f"{command} {name} through a pipe", describe(done))
        (folder / "inline.yaml").write_bytes(inline)
        budgets = allot.run("run", "inline.yaml", "-f", "csv").stdout
        done = allot.run("compare", "inline.yaml", "/dev/stdin", stdin=None, input=budgets)
        check(done.returncode == 0, "a result through a pipe", describe(done))


# Memory and threads


def says_memory(done):
    return done.returncode == 4 and b"there is not enough memory" in done.stderr


def with_less_memory(allot, name, arguments, limits):
    """From short of memory to enough of it: done, or said that there is none."""
    short = 0
    for limit in limits:
        done = allot.run(*arguments, limit=f"ulimit -v {limit};")
        short += says_memory(done)
        check(done.returncode == 0 or says_memory(done), f"{name} in {limit} kB", describe(done))
        if done.returncode == 0:
            break
    check(short > 0, f"{name} is short of memory")


def least_memory(allot):
    """In kB, where the program begins at all: its libraries are loaded."""
    for limit in range(8_000, 100_000, 1_000):
        if allot.run("--version", limit=f"ulimit -v {limit};").returncode == 0:
            return limit
    raise SystemExit("`ulimit -v` lets nothing run: is this a build with a sanitizer?")


def short_memory(allot_path):
    """Every command, with any amount of memory."""
    with new_folder(counts_csv=large_table(30_000), other_yaml=OTHER) as folder:
        allot = Allot(allot_path, folder)
        least = least_memory(allot)
        limits = [least + more for more in (0, 2_000, 6_000, 12_000, 20_000, 40_000)]
        for name, arguments in commands().items():
            with_less_memory(allot, name, arguments, limits)


def sweep_threads(allot_path):
    """A sweep ends in order where memory lacks in any thread, and does without threads."""
    with new_folder(counts_csv=large_table(30_000)) as folder:
        allot = Allot(allot_path, folder)
        sweep = ["sweep", "scenario.yaml", "--vary", "pots.p.amount=1_000_000..1_000_129/1"]
        least = least_memory(allot)
        with_less_memory(allot, "sweep", sweep, range(least, least + 200_000, 4_000))
        expected = allot.run(*sweep).stdout
        # The stack of a thread is as large as the one limit says, and the other has no room for it.
        done = allot.run(*sweep, limit="ulimit -s 4000000; ulimit -v 2000000;")
        check(done.returncode == 0, "sweep without threads", describe(done))
        check(done.stdout == expected, "a sweep without threads has the same result")


# Signals


def beside(folder, known):
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


def send_signals(allot, arguments, output, rounds, source, name):
    """Ends the command by signals at any time; gives how often one came before its end."""
    folder = allot.folder
    known = {path.name for path in folder.iterdir()} | {output.name}
    new_file = arguments[0] == "init"
    duration = SECONDS
    for _ in range(3 if not new_file else 1):
        start = time.monotonic()
        done = allot.run(*arguments)
        duration = min(duration, time.monotonic() - start)
    check(done.returncode == 0, f"{name} writes", describe(done))
    whole = output.read_bytes()
    ended = 0
    for _ in range(rounds):
        old = b"old\n"
        if new_file:
            output.unlink(missing_ok=True)
        else:
            output.write_bytes(old)
        number = source.choice(
            [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1]
        )
        process = subprocess.Popen(
            allot.command(*arguments, limit="ulimit -c 0;"),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(source.random() * duration)  # any time will do
        process.send_signal(number)
        _, error = process.communicate(timeout=SECONDS)
        what = f"{name}, {number.name}"
        detail = f"  exit {process.returncode}\n{error.decode(errors='replace')}"
        check(process.returncode in (0, -number), f"{what} ends it", detail)
        ended += process.returncode == -number
        left = beside(folder, known)
        check(not left, f"{what} leaves nothing", f"  {left}")
        for path in left:
            (folder / path).unlink()
        if new_file:
            good = not output.exists() or output.read_bytes() == whole
        else:
            good = output.read_bytes() in (old, whole)
        check(good, f"{what} leaves the old result or the new one")
    return ended


def signals(allot_path, rounds, source):
    with new_folder(counts_csv=large_table(3_000), other_yaml=OTHER) as folder:
        allot = Allot(allot_path, folder)
        ended = 0
        for name, arguments in commands(output="out").items():
            output = folder / arguments[-1]
            ended += send_signals(allot, arguments, output, rounds, source, name)
            output.unlink(missing_ok=True)
        check(ended > 0, "signals come in time")
        # Where files cannot be without a name, they have one while they are written.
        private = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-rm"]
        allot = Allot(allot_path, folder, private, "mount -t tmpfs none /proc &&")
        if not shutil.which("unshare") or allot.run("--version").returncode != 0:
            print("skipped: no /proc can be hidden here, so all files are written without a name")
            return
        arguments = ["run", "scenario.yaml", "--trace", "-o", "out.json"]
        send_signals(allot, arguments, folder / "out.json", 2 * rounds, source, "named")


def ignored_signals(allot_path):
    """`nohup`: what is ignored ends nothing."""
    with new_folder() as folder:
        allot = Allot(allot_path, folder)
        done = allot.run("run", "scenario.yaml", "-o", "out.csv", limit="trap '' HUP INT;")
        check(done.returncode == 0 and (folder / "out.csv").exists(), "nohup", describe(done))


def file_size(allot_path):
    """A file that must not grow so large."""
    with new_folder(counts_csv=large_table(3_000), other_yaml=SCENARIO) as folder:
        allot = Allot(allot_path, folder)
        uses = {name: use for name, use in commands(output="out").items() if name != "explain"}
        known = {path.name for path in folder.iterdir()}
        for name, arguments in uses.items():
            if arguments[0] not in ("init", "explain"):
                (folder / arguments[-1]).write_text("old\n")
            limit = "ulimit -f 1;" if arguments[0] != "init" else "ulimit -f 0;"
            done = allot.run(*arguments, limit=limit)
            good = done.returncode == 4 and b"E091" in done.stderr
            if arguments[0] == "sweep" and name == "sweep":
                good = good or done.returncode == 0
            check(good, f"{name} into a file that is too large", describe(done))
            path = folder / arguments[-1]
            if arguments[0] != "init" and done.returncode == 4:
                check(path.read_text() == "old\n", f"{name}: the old file is unharmed")
            path.unlink(missing_ok=True)
            check(not beside(folder, known), f"{name} leaves nothing", str(beside(folder, known)))
        done = allot.run("run", "scenario.yaml", limit="ulimit -f 1;", redirect=" > large")
        check(done.returncode == 4 and b"E091" in done.stderr, "stdout too large", describe(done))


# Whose file it is


def can_be_nobody():
    return os.geteuid() == 0 and shutil.which("setpriv") is not None


def as_nobody(allot):
    """The same program, run as a user who owns nothing."""
    way = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return Allot(allot.path, allot.folder, way)


def others(allot_path):
    """Files and folders of another user."""
    if not can_be_nobody():
        print("skipped: only root can be another user, with setpriv")
        return
    with new_folder() as folder:
        # Where nobody may come.
        shutil.copy(allot_path, folder / "allot")
        allot = Allot(folder / "allot", folder)
        user = as_nobody(allot)
        folder.chmod(0o1777)
        for name in ("scenario.yaml", "counts.csv", "allot"):
            (folder / name).chmod(0o755)
        secret = folder / "secret"
        secret.mkdir()
        (secret / "counts.csv").write_text(SMALL)
        secret.chmod(0)
        (folder / "x.yaml").write_text(SCENARIO.replace("counts.csv", "secret/counts.csv"))
        for options in ([], ["--confine", "."]):
            done = user.run("run", "x.yaml", *options)
            expect_unreadable(done, "access is denied", f"a folder without permission {options}")
        output = folder / "out.csv"

        def write(runner, owner, mode, *options):
            output.write_text("old, and longer than the result will ever be\n" * 100)
            os.chown(output, owner, owner)
            output.chmod(mode)
            done = runner.run("run", "scenario.yaml", "-o", "out.csv", *options)
            status = output.stat()
            writer = "nobody" if runner is user else "root"
            what = f"a file of {owner}, mode {mode:o}, written by {writer}"
            check(done.returncode == 0, what, describe(done))
            text = output.read_text()
            check(text.startswith("id,name,"), f"{what}: the result", text)
            check("old" not in text, f"{what}: nothing is left of the old one")
            check((status.st_uid, status.st_gid) == (owner, owner), f"{what} stays theirs")
            check(status.st_mode & 0o7777 == mode, f"{what} keeps its mode", f"{status.st_mode:o}")
            return done

        write(allot, NOBODY, 0o640)
        write(user, NOBODY, 0o604)
        done = write(user, 0, 0o666, "-v")
        check(b"wrote out.csv in place" in done.stderr, "written in place is said", describe(done))
        done = write(user, 0, 0o666)
        check(done.stderr == b"", "written in place is not said without -v", describe(done))
        folder.chmod(0o755)  # nothing can be made there
        done = write(user, NOBODY, 0o644, "-v")
        check(b"in place" in done.stderr, "written in place is said", describe(done))
        # What goes wrong leaves even a file that is written in place as it was.
        output.write_text("old\n")
        os.chown(output, NOBODY, NOBODY)
        (folder / "counts.csv").write_text(large_table(1_000))
        done = user.run("run", "scenario.yaml", "-o", "out.csv", limit="ulimit -f 1;")
        good = done.returncode == 4 and output.read_text() == "old\n"
        check(good, "too large in place", describe(done))
        output.chmod(0o444)
        done = user.run("run", "scenario.yaml", "-o", "out.csv")
        good = done.returncode == 4 and b"access is denied" in done.stderr
        good = good and output.read_text() == "old\n"
        check(good, "a file that may not be written", describe(done))
        known = {"scenario.yaml", "counts.csv", "allot", "secret", "x.yaml", "out.csv"}
        left = beside(folder, known)
        check(not left, "nothing is left beside it", str(left))


# Names


def names(allot_path):
    """Names of files that are not UTF-8, or steer a terminal."""
    for raw in (b"k\xf6ln\x1b[31m", b"\xed\xa0\x80\xe2\x80\xae\n"):
        with new_folder() as folder:
            allot = Allot(allot_path, folder)
            place = os.path.join(os.fsencode(folder), raw)
            os.mkdir(place)
            bad = place + b"/x\xff.yaml"
            with open(bad, "wb") as file:
                file.write(SCENARIO.replace("prior: {column", "prio: {column").encode())
            good = place + b"/good\xff.yaml"
            for path, text in ((good, SCENARIO), (place + b"/counts.csv", SMALL)):
                with open(path, "wb") as file:
                    file.write(text.encode())
            missing = place + b"/missing\xfe.yaml"
            uses = [
                *itertools.product(("run", "validate", "check"), (bad, missing)),
                ["run", bad, missing, "--overlay", missing],
                ["run", good, "--overlay", missing],
                ["run", good, "--confine", missing],
                ["run", good, "-o", missing + b"/x.csv"],
                ["run", good, "-o", missing],
                ["compare", good, bad, missing],
                ["init", good],
                ["init", "--from", missing],
                ["run", good, "--set", b"title=\xff"],
                ["run", good, "--set", b"\xff=1"],
                ["explain", good, b"\xff"],
                ["run", good, "--columns", b"\xff"],
                [b"\xff"],
                ["help", b"\xff"],
                ["run", "--\udcff"],
                ["run", "-", "--stdin-name", bad],
            ]
            for use in uses:
                for style in ("json", "github", "gcc", "human"):
                    done = allot.run(*use, "--diagnostics", style, "-v")
                    what = f"{use} --diagnostics {style}"
                    check(done.returncode in (1, 2, 3, 4), f"{what} ends", describe(done))
                    expect_text(done.stderr, what)
                    if style == "json" and use[0] not in (b"\xff", "help"):
                        with_json(done.stderr, what)
            for style in ("json", "markdown", "csv", "table", "csv-excel"):
                for use in (
                    ["compare", good, good],
                    ["compare", good, good, "--set", b"title=\xc3\xbc"],
                    ["run", good],
                    *([] if style.startswith("csv") else [["explain", good, "a"]]),
                    ["sweep", good, "--vary", "pots.p.amount=1,2"],
                ):
                    done = allot.run(*use, "-f", style)
                    what = f"{use} -f {style}"
                    check(done.returncode == 0, what, describe(done))
                    expect_text(done.stdout, what)
                    if style == "json":
                        with_json(done.stdout, what)
            done = allot.run("init", place + b"/new\xff.yaml")
            check(done.returncode == 0, "init writes to any name", describe(done))
            expect_text(done.stdout, "init names it")


def expect_text(output, what):
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        check(False, f"{what} is UTF-8", str(error))
        return
    check(not any(c in text for c in "\x1b\x9b\u202e"), f"{what} steers nothing", repr(text))


def with_json(output, what):
    try:
        json.loads(output)
        check(True, what)
    except ValueError as error:
        check(False, f"{what} is JSON", f"{error}\n{output!r}")


# Descriptors


def descriptors(allot_path):
    """Streams that are closed, full, or broken."""
    with new_folder(other_yaml=SCENARIO) as folder:
        allot = Allot(allot_path, folder)
        expected = allot.run("run", "scenario.yaml", "-f", "csv").stdout
        warned = ["run", "scenario.yaml", "--set", "pots.p.amount=1_000_000"]
        check(b"W003" in allot.run(*warned).stderr, "the command warns")
        for redirect in (" 2>&-", " 2>/dev/full", " 2>&- <&-"):
            done = allot.run(*warned, redirect=redirect)
            check(done.returncode == 0, f"a warning that cannot be shown{redirect}", describe(done))
            done = allot.run(*warned, "--fail-on", "warning", redirect=redirect)
            check(done.returncode == 1, f"a warning that counts{redirect}", describe(done))
            done = allot.run("run", "missing.yaml", redirect=redirect)
            check(done.returncode == 4, f"an error that cannot be shown{redirect}", describe(done))
        for closed in itertools.product(("", " <&-"), ("", " >&-"), ("", " 2>&-")):
            redirect = "".join(closed)
            done = allot.run(*warned, "-o", "out.csv", redirect=redirect)
            result = (folder / "out.csv").read_bytes()
            check(done.returncode == 0 and result == expected, f"-o with{redirect}", describe(done))
            (folder / "out.csv").unlink()
        folder_commands = commands()
        folder_commands["explain"][-1] = "a"
        for name, arguments in folder_commands.items():
            for redirect in (" >&-", " >/dev/full"):
                done = allot.run(*arguments, redirect=redirect)
                check(done.returncode == 4, f"{name}{redirect}", describe(done))
        reader, writer = os.pipe()
        os.close(reader)
        done = allot.run("run", "scenario.yaml", stdout=writer)
        check(done.returncode == -signal.SIGPIPE, "a pipe that nobody reads", describe(done))
        os.close(writer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=12, help="signals for each command")
    parser.add_argument("--only")
    options = parser.parse_args()
    source = random.Random(options.seed)
    attacks = {
        "no_files": lambda: no_files(options.allot),
        "pipes": lambda: pipes(options.allot),
        "short_memory": lambda: short_memory(options.allot),
        "sweep_threads": lambda: sweep_threads(options.allot),
        "signals": lambda: signals(options.allot, options.rounds, source),
        "ignored_signals": lambda: ignored_signals(options.allot),
        "file_size": lambda: file_size(options.allot),
        "others": lambda: others(options.allot),
        "names": lambda: names(options.allot),
        "descriptors": lambda: descriptors(options.allot),
    }
    for name, attack in attacks.items():
        if options.only in (None, name):
            attack()
    print(f"{checked} checks, {len(failures)} failed")
    return 1 if failures or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
