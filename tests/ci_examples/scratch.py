"""A scratch git repository, laid out as examples/ci/README.md tells users: the scripts in ci/."""

import json
import os
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CI = ROOT / "examples" / "ci"
QUICKSTART = "quickstart/zuweisung-2026.yaml"
KEY_2016 = "koenigstein/key-2016.yaml"
ALLOT = None  # the binary, set by run.py


class Scratch(unittest.TestCase):
    """`self.repository` holds ci/ and a few examples, all committed on the branch `main`."""

    examples = ("quickstart", "koenigstein", "kitafinhg-6")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.fakes = self.folder / "fakes"
        self.repository = self.folder / "the repository"
        for made in (self.fakes, self.repository, self.folder / "home", self.folder / "temp"):
            made.mkdir()
        (self.fakes / "allot").symlink_to(ALLOT)
        self.environment = {
            "PATH": f"{self.fakes}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "temp"),
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        for role in ("AUTHOR", "COMMITTER"):
            self.environment[f"GIT_{role}_NAME"] = "Somebody"
            self.environment[f"GIT_{role}_EMAIL"] = "somebody@example.org"
        shutil.copytree(CI, self.repository / "ci")
        for name in self.examples:
            shutil.copytree(ROOT / "examples" / name, self.repository / name)
        # Files of these folders that do not hold on purpose.
        for name in ("kitafinhg-6/half-up.yaml",):
            if name.split("/")[0] in self.examples:
                (self.repository / name).unlink()
        self.git("init", "-q", "-b", "main", ".")
        self.commit("examples")

    def run_command(self, *command, text="", code=0, where=None, **environment):
        """Runs it in the repository; fails the test for another exit code (any, if `code` is None)."""
        done = subprocess.run(
            [str(word) for word in command],
            cwd=where or self.repository,
            env={**self.environment, **environment},
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        # Digits are grouped by a narrow blank, which nobody can type.
        done.stdout, done.stderr = (said.replace("\u202f", " ") for said in (done.stdout, done.stderr))
        if code is not None:
            said = f"{command}\n{done.stdout}\n{done.stderr}"
            self.assertEqual(done.returncode, code, said)
        return done

    def git(self, *arguments, **options):
        return self.run_command("git", *arguments, **options)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "-q", "--no-verify", "-m", message)

    def source_of_allot(self, *says):
        """A repository in place of allot's, with a commit and a tag (v1, v2, …) for each script that stands for the
        binary: what ci/get-allot builds with, and nothing behind it."""
        source = self.folder / "source"
        (source / ".ci").mkdir(parents=True)
        (source / ".ci" / "packages").write_text('#!/bin/sh\n[ "$*" = build ]\n')
        (source / ".ci" / "packages").chmod(0o755)
        (source / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(allot NONE)\n"
            "add_custom_target(allot COMMAND cmake -E copy ${PROJECT_SOURCE_DIR}/allot.sh allot)\n"
        )
        preset = {"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/release"}
        build = {"name": "release", "configurePreset": "release"}
        presets = {"version": 6, "configurePresets": [preset], "buildPresets": [build]}
        (source / "CMakePresets.json").write_text(json.dumps(presets))
        self.git("init", "-q", where=source)
        for number, script in enumerate(says, 1):
            (source / "allot.sh").write_text(f"#!/bin/sh\n{script}\n")
            (source / "allot.sh").chmod(0o755)
            self.git("add", ".", where=source)
            self.git("commit", "-q", "-m", "x", where=source)
            self.git("tag", f"v{number}", where=source)
        return source

    def path(self, name):
        return self.repository / name

    def write(self, name, text):
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        text = self.path(name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.write(name, text.replace(old, new, 1))

    def copy_quickstart(self, folder):
        """The scenario and its table once more, in another folder; gives the scenario's name."""
        shutil.copytree(self.path("quickstart"), self.path(folder))
        return f"{folder}/zuweisung-2026.yaml"

    def fake(self, name, script):
        """A command of this name, in place of one that a test must not call."""
        (self.fakes / name).unlink(missing_ok=True)
        (self.fakes / name).write_text(f"#!/bin/bash\nset -eu\n{script}\n", encoding="utf-8")
        (self.fakes / name).chmod(stat.S_IRWXU)

    def left_in_temp(self):
        return os.listdir(self.folder / "temp")
