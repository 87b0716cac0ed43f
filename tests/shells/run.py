"""Runs the completion scripts in their shells: bash, zsh and fish, as far as they are installed.

    tests/shells/run.py --allot build/release/allot

A case is what has been typed, and what the shell then offers. Exits 77 (skipped) where no shell is there;
where ALLOT_NEED_ALL is set a shell that is missing is a fault.
"""

import argparse
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
SECONDS = 60
FILES = ["scenario.yaml", "second.yml", "table.csv", "table.xlsx", "notes.txt", "folder/inner.yaml"]
OPTION = re.compile(r"^  (?:-\w, |    )--([a-z-]+)", re.MULTILINE)

# What has been typed, and all that is offered; a set in a list: these at least, and not those.
CASES = [
    ("allot ru", {"run"}),
    ("allot com", {"compare", "completion"}),
    ("allot run --form", {"--format"}),
    ("allot run --format j", {"json"}),
    ("allot run -f csv", {"csv", "csv-excel"}),
    ("allot run --sort ", {"id", "name", "budget", "shift", "percent", "change", "input"}),
    ("allot run --by ", {"district", "pot", "group", "contributor", "year"}),
    ("allot sweep --by ", {"district"}),
    ("allot run scenario.yaml --columns id,budg", {"id,budget"}),
    ("allot run scenario.yaml --require cl", {"closed"}),
    ("allot run s", {"scenario.yaml", "second.yml"}),
    ("allot run scenario.yaml --adjust pots.base.amount=+3% -f js", {"json"}),
    ("allot validate f", {"folder"}),
    ("allot validate folder/", {"folder/inner.yaml"}),
    ("allot check scenario.yaml --against t", {"table.csv", "table.xlsx"}),
    ("allot check scenario.yaml --output n", {"notes.txt"}),
    ("allot audit t", {"table.csv", "table.xlsx"}),
    ("allot run --confine f", {"folder"}),
    ("allot run --set n", set()),
    ("allot completion ", {"bash", "zsh", "fish"}),
    ("allot help hold", {"hold_harmless"}),
    ("allot help E01", {f"E0{number}" for number in range(10, 20)}),
    ("allot help started", {"started_month"}),
]


def in_bash(script, folder, lines):
    for line in lines:
        # `=` parts words there.
        words = [word for part in line.split(" ") for word in re.split(r"(?<=[^=])(=)", part)]
        words = [word for index, word in enumerate(words) if word or index == len(words) - 1]
        quoted = " ".join(f"'{word}'" for word in words)
        text = (f"source {script}; complete -p allot >/dev/null || exit 1\n"
                f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _allot\n"
                "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "--norc", "-c", text], cwd=folder, capture_output=True, check=False, text=True)
        yield set(done.stdout.split()), done.stderr


def in_fish(script, folder, lines):
    home = folder.parent / "home"
    for line in lines:
        done = subprocess.run(
            ["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"], cwd=folder,
            env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
            capture_output=True, check=False, text=True)
        yield {offered.split("\t")[0] for offered in done.stdout.splitlines()}, done.stderr


# Writes what `compadd` is given into a file; `compadd` itself matches it with what has been typed.
ZSH = r"""
PROMPT= ; unsetopt beep
autoload -Uz compinit; compinit -D -u
zmodload zsh/zutil
source SCRIPT
zstyle ':completion:*' insert-tab false
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a __hits
  local -A __before __hidden
  builtin compadd -A __hits "$@"
  zparseopts -E P:=__before p:=__hidden
  local __hit
  for __hit in $__hits; do
    print -r -- "$IPREFIX$__before[-P]$__hidden[-p]$__hit" >> OUT
  done
  builtin compadd "$@"
}
finish() { print -r -- END >> OUT }
offer() { comppostfuncs=(finish); zle complete-word; BUFFER= }
zle -N offer
bindkey '^I' offer
print -r -- END >> OUT
"""


def in_zsh(script, folder, lines):
    out, setup = folder.parent / "zsh.out", folder.parent / "setup.zsh"
    setup.write_text(ZSH.replace("SCRIPT", str(script)).replace("OUT", str(out)), encoding="utf-8")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "HOME": str(folder.parent)})

    def answer(typed):
        out.write_text("")
        os.write(terminal, typed.encode())
        end = time.monotonic() + SECONDS
        seen = b""
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.02)[0]:
                seen += os.read(terminal, 65536)
            offered = out.read_text(encoding="utf-8").splitlines()
            if offered and offered[-1] == "END":
                # Options that take a value are offered with `=`, folders without their `/`.
                return {word.rstrip("=") for word in offered[:-1]}, ""
        return set(), "zsh did not answer: " + seen.decode("utf-8", "replace")

    try:
        _, error = answer(f"source {setup}\n")
        for line in lines:
            yield (set(), error) if error else answer("\x15" + line + "\t")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


SHELLS = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}


def cases_of(allot):
    """The table, and of each command its options as `allot help` lists them."""
    page = subprocess.run([allot, "help"], capture_output=True, check=True, text=True).stdout
    commands = re.findall(r"^  ([a-z]+) {2,}\S", page.split("Help on")[0], re.MULTILINE)
    yield from CASES
    for command in commands:
        of_command = subprocess.run([allot, "help", command], capture_output=True, check=True, text=True).stdout
        yield f"allot {command} --", {f"--{name}" for name in OPTION.findall(of_command)}
    yield "allot ", {*commands}


def faults_of(allot, shell, folder):
    script = folder.parent / f"allot.{shell}"
    done = subprocess.run([allot, "completion", shell], capture_output=True, check=True)
    script.write_bytes(done.stdout)
    cases = list(cases_of(allot))
    for (line, wanted), (offered, error) in zip(cases, SHELLS[shell](script, folder, [line for line, _ in cases])):
        found = {word.rstrip("/") if word.rstrip("/") in wanted else word for word in offered}
        if line == "allot ":
            found -= {"--help", "--version", "-h"}
        if error or found != wanted:
            yield f"{shell}: {line!r} offers {sorted(found)}, not {sorted(wanted)} {error}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    arguments = parser.parse_args()
    there = [shell for shell in SHELLS if shutil.which(shell)]
    faults = [f"{shell} is missing" for shell in SHELLS if shell not in there] if os.environ.get("ALLOT_NEED_ALL") else []
    for shell in there:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "work"
            for file in FILES:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text("")
            faults += faults_of(arguments.allot, shell, folder)
    print("\n".join(faults) or f"completion works in {', '.join(there)}")
    if faults:
        return 1
    return 0 if there else SKIPPED


if __name__ == "__main__":
    sys.exit(main())
