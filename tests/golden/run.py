"""Runs tests that hold their input, command and output in one file (*.test).

    tests/golden/run.py --allot build/release/allot [--accept] [FOLDER or FILE...]

A file is a sequence of sections; what stands before the first is a comment.

    --- file NAME         an input file; the content goes up to the next section
    --- command           run by `sh -c` in a fresh folder that holds the input files and `examples`
    --- exit N            of the command above; 0 where it is not given
    --- stdout            likewise; nothing where it is not given
    --- stderr

`--- file NAME.xlsx workbook` has the content of a workbook as workbooks.py reads it; a workbook that
comes out is shown in the same way. Where the program names its version there is VERSION.

Several commands run one after the other in the same folder, in which all input files are from the
beginning. ` escaped` after a section's name says
that its content has `\\r`, `\\t`, `\\xff` and `\\\\` for bytes that a text file does not show, and
that only `\\n` written out ends a line. --accept writes what came out into the files: read the diff
before you commit it.
"""

import argparse
import difflib
import functools
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import workbooks

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "workbooks"))
import book  # noqa: E402

EXAMPLES = HERE.parents[1] / "examples"
SECTION = re.compile(rb"--- (file|command|exit|stdout|stderr)(?: (\S+?))??( escaped| workbook)?\n")
SECONDS = 60


@dataclass
class Case:
    """A command and what it is expected to give."""

    command: str
    exit: int = 0
    stdout: bytes = b""
    stderr: bytes = b""


@dataclass
class File:
    name: str
    content: bytes
    sheets: str = ""  # what the content is made of, where that is a workbook


@dataclass
class Test:
    comment: bytes = b""
    parts: list = field(default_factory=list)  # File and Case, as they stand in the text

    @property
    def files(self):
        return [(part.name, part.content) for part in self.parts if isinstance(part, File)]

    @property
    def cases(self):
        return [part for part in self.parts if isinstance(part, Case)]


def escape(content):
    """One line of text for each line of bytes, `\\n` written out and all else visible."""
    lines = content.split(b"\n")
    shown = [line.decode("latin-1").encode("unicode_escape") + b"\\n\n" for line in lines[:-1]]
    if lines[-1]:
        shown.append(lines[-1].decode("latin-1").encode("unicode_escape") + b"\n")
    return b"".join(shown)


def unescape(content):
    return content.replace(b"\n", b"").decode("unicode_escape").encode("latin-1")


def is_plain(content):
    """Whether an editor shows it as it is."""
    if content and not content.endswith(b"\n"):
        return False
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xef\xbb\xbf|^--- ", content, re.MULTILINE):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_test(path):
    test = Test()
    lines = path.read_bytes().splitlines(keepends=True)
    kind, name, form, content = None, None, None, []

    def finish():
        body = b"".join(content)
        if form == b" escaped":
            body = unescape(body)
        if kind is None:
            test.comment = body
        elif kind == "file" and form == b" workbook":
            sheets = body.decode("utf-8")
            test.parts.append(File(name, workbooks.workbook(sheets), sheets))
        elif kind == "file":
            test.parts.append(File(name, body))
        elif kind == "command":
            test.parts.append(Case(body.decode("utf-8")))
        elif not test.cases:
            raise SystemExit(f"{path}: `{kind}` before a command")
        elif kind == "exit":
            test.cases[-1].exit = int(name)
        else:
            setattr(test.cases[-1], kind, body)

    for line in lines:
        match = SECTION.fullmatch(line)
        if not match:
            content.append(line)
            continue
        finish()
        kind = match[1].decode()
        name = match[2].decode() if match[2] else None
        form, content = match[3], []
    finish()
    if not test.cases:
        raise SystemExit(f"{path}: no command")
    return test


def write_section(name, content):
    if is_plain(content):
        return f"--- {name}\n".encode() + content
    return f"--- {name} escaped\n".encode() + escape(content)


def write_test(test):
    text = test.comment
    for case in test.parts:
        if isinstance(case, File) and case.sheets:
            text += f"--- file {case.name} workbook\n{case.sheets}".encode()
            continue
        if isinstance(case, File):
            text += write_section(f"file {case.name}", case.content)
            continue
        text += b"--- command\n" + case.command.encode()
        if case.exit:
            text += f"--- exit {case.exit}\n".encode()
        for name in ("stdout", "stderr"):
            content = getattr(case, name)
            if content:
                text += write_section(name, content)
    return text


def environment(allot):
    """Nothing of the caller's but the way to the tools, and what a sanitizer is told."""
    told = {name: value for name, value in os.environ.items() if name == "ASAN_OPTIONS"}
    return {"PATH": f"{allot.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"} | told


@functools.cache
def version_of(allot):
    """How the program names its version: in words, and in SARIF."""
    shown = subprocess.run([allot, "--version"], capture_output=True, check=True).stdout
    version = re.escape(shown.split()[1])
    return re.compile(rb'(\ballot |"name": "allot", "version": ")' + version + rb"(?![\w.])")


def run_command(command, folder, allot):
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment(allot),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
    )
    shown_stdout = done.stdout
    if shown_stdout.startswith(b"PK"):
        shown_stdout = book.shown(shown_stdout).encode()
    stdout, stderr = (version_of(allot).sub(rb"\1VERSION", text) for text in (shown_stdout, done.stderr))
    return Case(command, done.returncode, stdout, stderr)


def run_test(test, allot):
    """The cases as they came out."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(EXAMPLES)
        for name, content in test.files:
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return [run_command(case.command, folder, allot) for case in test.cases]


def shown(content):
    text = content if is_plain(content) else escape(content)
    return text.decode("utf-8").splitlines()


def differences(path, expected, actual):
    """A diff of what came out, for each case; empty if all is as expected."""
    lines = []
    for want, got in zip(expected, actual):
        parts = []
        if want.exit != got.exit:
            parts.append(f"exit {got.exit}, expected {want.exit}")
        for name in ("stdout", "stderr"):
            old, new = shown(getattr(want, name)), shown(getattr(got, name))
            if getattr(want, name) != getattr(got, name):
                parts += difflib.unified_diff(
                    old, new, f"{name} expected", f"{name} now", lineterm=""
                )
        if parts:
            lines += [f"{path}: {want.command.strip()}", *parts, ""]
    return lines


def find_tests(names):
    for name in names:
        path = Path(name) if Path(name).exists() else HERE / name
        yield from sorted(path.rglob("*.test")) if path.is_dir() else [path]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--accept", action="store_true", help="write what came out into the files")
    parser.add_argument("paths", nargs="*", default=[HERE])
    arguments = parser.parse_args()

    paths = list(find_tests(arguments.paths))
    tests = [read_test(path) for path in paths]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda test: run_test(test, arguments.allot), tests))

    failed = 0
    for path, test, actual in zip(paths, tests, results):
        lines = differences(path, test.cases, actual)
        failed += bool(lines)
        if lines and arguments.accept:
            parts = iter(actual)
            kept = [part if isinstance(part, File) else next(parts) for part in test.parts]
            path.write_bytes(write_test(Test(test.comment, kept)))
            print(f"{path}: rewritten")
        elif lines:
            print("\n".join(lines))
    print(f"{len(paths)} tests, {failed} {'rewritten' if arguments.accept else 'failed'}")
    return 1 if not paths or (failed and not arguments.accept) else 0


if __name__ == "__main__":
    sys.exit(main())
