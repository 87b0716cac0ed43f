"""What is installed works where it is installed, and the Debian package comes and goes.

    tests/package/run.py --build build/release [--system]

Installs the build into a folder and looks at what is there: the program, the manual page, the scripts of
shells, the schema, the examples, which run from there. Makes the Debian package, unpacks it and does the same;
lintian finds nothing. --system (as root, in CI) installs the package with dpkg, runs it and removes it. What
the machine has no program for is left out, but for CMake.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PRINTED = {
    "share/man/man1/allot.1.gz": ["man"],
    "share/bash-completion/completions/allot": ["completion", "bash"],
    "share/zsh/site-functions/_allot": ["completion", "zsh"],
    "share/fish/vendor_completions.d/allot.fish": ["completion", "fish"],
    "share/allot/allot.schema.json": ["schema"],
}
DOCUMENTS = ["README.md", "copyright", "examples/FORMAT.md", "examples/README.md"]


def output_of(command, **more):
    done = subprocess.run(command, capture_output=True, check=False, **more)
    if done.returncode != 0:
        raise SystemExit(f"{command} ends with {done.returncode}: {(done.stdout + done.stderr).decode()}")
    return done.stdout + done.stderr


def faults_of_tree(root):
    """Of what is installed below `root`, which is /usr of a system."""
    allot = root / "bin" / "allot"
    for name, command in PRINTED.items():
        path = root / name
        if not path.is_file():
            yield f"{name} is missing"
            continue
        content = path.read_bytes()
        if (gzip.decompress(content) if name.endswith(".gz") else content) != output_of([allot, *command]):
            yield f"{name} is not what `allot {' '.join(command)}` prints"
    documents = root / "share" / "doc" / "allot"
    yield from (f"{name} is missing" for name in DOCUMENTS if not (documents / name).is_file())
    examples = sorted((documents / "examples").glob("*/*.yaml"))
    if len(examples) < 20:
        yield f"there are {len(examples)} examples only"
    output_of([allot, "run", documents / "examples" / "quickstart" / "zuweisung-2026.yaml"])


def faults_of_page(root):
    page = str(root / "share/man/man1/allot.1.gz")
    plain = gzip.decompress(Path(page).read_bytes())
    wide = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"}
    for command, text in (
        (["man", "--warnings", "-l", page], None),
        (["groff", "-man", "-ww", "-z", "-Tutf8"], plain),
        (["mandoc", "-T", "lint", "-W", "warning"], plain),
    ):
        if not shutil.which(command[0]):
            continue
        done = subprocess.run(command, input=text, env=wide, capture_output=True, check=False)
        said = (done.stdout if command[0] == "mandoc" else b"") + done.stderr
        # Without a date: the same program writes the same page.
        faults = [line for line in said.decode().splitlines() if "missing date" not in line]
        yield from (f"{command[0]}: {fault}" for fault in faults)
        if command[0] == "man":
            for word in ("NAME", "SYNOPSIS", "EXIT STATUS", "--format", "SEE ALSO"):
                if word not in done.stdout.decode():
                    yield f"the manual page has no {word}"


def faults_of_package(build, system):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output_of(["cpack", "-G", "DEB", "-B", folder, "--config", build / "CPackConfig.cmake"])
        [package] = folder.glob("*.deb")
        output_of(["dpkg-deb", "-x", package, folder / "tree"])
        yield from faults_of_tree(folder / "tree" / "usr")
        if shutil.which("lintian"):
            done = subprocess.run(["lintian", "--fail-on", "none", package], capture_output=True, check=False)
            yield from (f"lintian: {line}" for line in done.stdout.decode().splitlines())
        if system:
            output_of(["dpkg", "--install", package])
            yield from faults_of_tree(Path("/usr"))
            output_of(["dpkg", "--remove", "allot"])
            if Path("/usr/bin/allot").exists() or Path("/usr/share/allot").exists():
                yield "dpkg --remove leaves something"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--system", action="store_true", help="install on this system, and remove")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        output_of(["cmake", "--install", arguments.build, "--prefix", root])
        faults = [*faults_of_tree(root), *faults_of_page(root)]
    if shutil.which("dpkg-deb"):
        faults += faults_of_package(arguments.build, arguments.system)
    print("\n".join(faults) or "what is installed works")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
