"""README.md of examples/ci: what it shows is what happens, and what it names is there."""

import importlib.util
import os
import re
import shutil

import yaml

import scratch
from scratch import CI, ROOT, Scratch

PAGE = CI / "README.md"


def docs():
    """tests/docs/run.py, which does the same for the README of the whole."""
    spec = importlib.util.spec_from_file_location("docs_run", ROOT / "tests" / "docs" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Page(Scratch):
    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "examples" / "kitafinhg-6", self.path("kitafinhg-6"), dirs_exist_ok=True)
        self.commit("all")
        self.text = PAGE.read_text(encoding="utf-8")
        self.blocks = list(docs().FENCE.finditer(self.text))

    def lines_of(self, command, _folder, _allot):
        done = self.run_command("sh", "-c", f"exec 2>&1\n{command}", code=None)
        return [line.rstrip() for line in done.stdout.splitlines()]

    def test_the_commands_print_what_it_says(self):
        shown, complaints, count = docs(), [], 0
        shown.run_command = self.lines_of
        for block in self.blocks:
            if block["kind"] == "console":
                body = block["body"].replace("\u202f", " ")
                count += shown.check_console(body, self.repository, scratch.ALLOT, complaints)
        self.assertEqual(complaints, [], "\n\n".join(complaints))
        self.assertGreater(count, 15)

    def test_every_file_is_in_the_table_of_files(self):
        table = "".join(re.findall(r"^\|.*\|$", self.text, re.MULTILINE))
        for name in os.listdir(CI):
            if name != "README.md":
                self.assertIn(f"`{name}`", table)

    def test_its_links_lead_somewhere(self):
        for target in re.findall(r"\]\(([^)#\s]+)", self.text):
            self.assertTrue("://" in target or (CI / target).exists(), target)

    def test_the_configuration_of_pre_commit_calls_the_hook(self):
        (block,) = [block["body"] for block in self.blocks if block["kind"] == "yaml"]
        ((hook,),) = [repo["hooks"] for repo in yaml.safe_load(block)["repos"]]
        self.assertEqual((CI / "pre-commit").name, hook["entry"].removeprefix("ci/"))

    def test_a_workflow_calls_only_scripts_that_are_there(self):
        for file in CI.iterdir():
            for name in re.findall(r"(?<!\.)\bci/([\w.-]+)", file.read_text(encoding="utf-8")):
                self.assertTrue((CI / name.rstrip(".")).exists(), f"{file.name}: {name}")
