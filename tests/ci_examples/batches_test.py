"""Many scenarios: make, GNU parallel, Slurm."""

import shutil

from scratch import KEY_2016, QUICKSTART, Scratch


class Make(Scratch):
    def setUp(self):
        super().setUp()
        self.path("koenigstein/misprint-2014.yaml").unlink()  # it refuses to run, on purpose
        self.run_command("cp", "ci/Makefile", ".")

    def make(self, *arguments, code=0):
        return self.run_command("make", *arguments, code=code)

    def stamps(self):
        results = self.path("results")
        files = [file for file in results.rglob("*") if file.suffix in (".csv", ".checked")]
        return {file.relative_to(results).as_posix(): file.stat().st_mtime_ns for file in files}

    def built(self, *arguments):
        """The names of the results that a run of make has written."""
        before = self.stamps()
        self.make(*arguments)
        return sorted(name for name, stamp in self.stamps().items() if before.get(name) != stamp)

    def built_after_touching(self, name, *arguments):
        self.path(name).touch()
        return self.built(*arguments)

    def test_each_scenario_has_its_result_and_nothing_is_computed_twice(self):
        everything = [
            "kitafinhg-6/largest-remainder.csv",
            "koenigstein/blend.csv",
            "koenigstein/key-2016.csv",
            "quickstart/zuweisung-2026.csv",
        ]
        self.assertEqual(self.built(), everything)
        self.assertEqual(self.built(), [])
        self.assertEqual(self.built("-B"), everything)

    def test_the_result_is_what_run_writes(self):
        self.make()
        expected = self.run_command("allot", "run", QUICKSTART, "-f", "csv").stdout
        self.assertEqual(self.path("results/quickstart/zuweisung-2026.csv").read_text("utf-8"), expected)

    def test_a_table_that_changed_rebuilds_what_reads_it(self):
        self.make()
        self.assertEqual(self.built_after_touching("koenigstein/koenigstein.csv"), ["koenigstein/key-2016.csv"])
        self.assertEqual(self.built_after_touching(QUICKSTART), ["quickstart/zuweisung-2026.csv"])

    def test_so_does_the_table_of_a_base_in_another_folder_with_a_blank(self):
        base = self.copy_quickstart("für 2027")
        self.run_command("mv", base, "für 2027/base.yml")
        self.write("mehr.yaml", "allot: 1\nbase: für 2027/base.yml\nchange: {pots.grund.amount: 5}\n")
        only = "SCENARIOS=mehr.yaml"
        self.assertEqual(self.built(only), ["mehr.csv"])
        self.assertEqual(self.built(only), [])
        self.assertEqual(self.built_after_touching("für 2027/kreise.csv", only), ["mehr.csv"])

    def test_a_result_stays_while_its_scenario_is_wrong_and_is_tried_again(self):
        self.make()
        before = self.path("results/quickstart/zuweisung-2026.csv").read_text("utf-8")
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: ten")
        for _ in range(2):
            self.assertIn("error[E", self.make(code=2).stderr)
        self.assertEqual(self.path("results/quickstart/zuweisung-2026.csv").read_text("utf-8"), before)

    def test_a_table_that_is_gone_is_an_error_of_allot(self):
        self.make()
        self.path("quickstart/kreise.csv").unlink()
        self.assertIn("error[E090]", self.make(code=2).stderr)

    def test_check_goes_on_after_what_does_not_hold_and_asks_again_only_for_that(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.edit("koenigstein/blend.yaml", "428571.40", "428571.41")
        first = self.make("-k", "check", code=2).stdout
        for part in ("4 658 040.68", "428 571.41", f"{KEY_2016}: all 24 expectations hold"):
            self.assertIn(part, first)
        second = self.make("-k", "check", code=2).stdout
        self.assertIn("4 658 040.68", second)
        self.assertNotIn(KEY_2016, second)
        self.edit(QUICKSTART, "4658040.68", "4658040.67")
        self.edit("koenigstein/blend.yaml", "428571.41", "428571.40")
        self.make("check")

    def test_a_name_that_make_cannot_read_is_refused(self):
        self.copy_quickstart("für 2027")
        self.assertIn("für 2027/zuweisung-2026.yaml", self.make(code=2).stderr)


class Hundred(Scratch):
    """A hundred scenarios, the 50th of them wrong."""

    examples = ("quickstart",)

    def setUp(self):
        super().setUp()
        for number in range(1, 101):
            amount = f"10_000_{number:03}" if number != 50 else "ten"
            text = f"allot: 1\nbase: ../{QUICKSTART}\nchange: {{pots.grund.amount: {amount}}}\n"
            self.write(f"was wäre wenn/{number:03}.yaml", text)
        listed = self.run_command("ci/scenarios-of", "--all").stdout
        self.names = [name for name in listed.splitlines() if name.startswith("was")]
        self.listed = "".join(name + "\n" for name in self.names)
        self.assertEqual(len(self.names), 100)

    def results(self, folder="results"):
        return sorted(file.name for file in self.path(f"{folder}/was wäre wenn").glob("*.csv"))


class Nightly(Hundred):
    def nightly(self, code):
        return self.run_command("ci/nightly", "results", text=self.listed, code=code)

    def jobs(self):
        """Exit codes by the order in which jobs ended."""
        lines = self.path("results/joblog").read_text("utf-8").splitlines()[1:]
        return [line.split("\t")[6] for line in lines]

    def test_one_fails_and_alone_is_run_again(self):
        self.assertIn("050.yaml", self.nightly(code=1).stderr)
        self.assertEqual(len(self.results()), 99)
        self.assertEqual(sorted(self.jobs()), ["0"] * 99 + ["3"])
        (self.path("results") / "was wäre wenn" / "001.csv").write_text("untouched")

        self.nightly(code=1)
        self.assertEqual(len(self.jobs()), 101)

        self.edit("was wäre wenn/050.yaml", "ten", "10")
        self.assertEqual(self.nightly(code=0).stderr, "")
        self.assertEqual(len(self.results()), 100)
        self.assertEqual((self.path("results") / "was wäre wenn" / "001.csv").read_text(), "untouched")
        self.nightly(code=0)
        self.assertEqual(len(self.jobs()), 102)


class Slurm(Hundred):
    def setUp(self):
        super().setUp()
        self.write("list", self.listed)
        # sbatch takes a copy of the script and starts it once for each number, in the folder of the call.
        self.fake(
            "sbatch",
            'last=${1#--array=1-}; cp "$2" "$TMPDIR/slurm_script"; shift 2; status=0\n'
            'for task in $(seq "$last"); do\n'
            '  SLURM_ARRAY_TASK_ID=$task bash "$TMPDIR/slurm_script" "$@" || status=$?\n'
            'done\nrm "$TMPDIR/slurm_script"; exit "$status"',
        )

    def test_the_tasks_divide_the_list_and_the_failed_are_named(self):
        self.run_command("sbatch", "--array=1-4", "ci/slurm.sh", "list", "results", code=1, EACH="30")
        self.assertEqual(len(self.results()), 99)
        failed = [self.path(f"results/failed-{task}").read_text("utf-8") for task in range(1, 5)]
        self.assertEqual(failed, ["", "was wäre wenn/050.yaml\n", "", ""])

    def test_the_command_of_the_comment_takes_as_many_tasks_as_the_list_needs(self):
        text = self.path("ci/slurm.sh").read_text("utf-8")
        command = next(line[1:].strip() for line in text.splitlines() if "sbatch --array" in line)
        ran = self.folder / "ran"
        self.fake("allot", f'[ "$1" != run ] || echo "$2" >>"{ran}"')
        for lines, tasks in ((99, 1), (1001, 2)):
            names = (self.names * 11)[:lines]
            self.write("list", "".join(name + "\n" for name in names))
            ran.write_text("")
            shutil.rmtree(self.path("results"), ignore_errors=True)
            self.run_command("bash", "-euo", "pipefail", "-c", command)
            self.assertEqual(len(list(self.path("results").glob("failed-*"))), tasks)
            self.assertEqual(ran.read_text("utf-8").splitlines(), names)
