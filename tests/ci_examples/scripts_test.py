"""What the scripts in examples/ci do by themselves."""

from scratch import KEY_2016, QUICKSTART, Scratch

MISPRINT = "koenigstein/misprint-2014.yaml"


class ScenariosOf(Scratch):
    def affected_by(self, *files):
        done = self.run_command("ci/scenarios-of", text="".join(name + "\0" for name in files))
        return done.stdout.splitlines()

    def test_a_scenario_that_changed_is_one_of_them(self):
        self.assertEqual(self.affected_by(QUICKSTART), [QUICKSTART])

    def test_a_changed_table_stands_for_every_scenario_that_reads_it(self):
        self.assertEqual(self.affected_by("koenigstein/koenigstein.csv"), [KEY_2016, MISPRINT])

    def test_what_no_scenario_reads_stands_for_none(self):
        self.assertEqual(self.affected_by("README.md", "quickstart/README.md", "kreise.csv"), [])
        self.assertEqual(self.affected_by(), [])

    def test_a_base_and_its_table_stand_for_what_is_a_difference_to_it(self):
        self.write("what if/mehr.yaml", f"allot: 1\nbase: ../{QUICKSTART}\nchange: {{pots.grund.amount: 5}}\n")
        both = [QUICKSTART, "what if/mehr.yaml"]
        self.assertEqual(self.affected_by(QUICKSTART), both)
        self.assertEqual(self.affected_by("quickstart/kreise.csv"), both)

    def test_names_may_hold_blanks_umlauts_and_a_leading_hyphen(self):
        names = sorted([self.copy_quickstart("für 2026"), self.copy_quickstart("-o")], reverse=True)
        tables = [name.replace("zuweisung-2026.yaml", "kreise.csv") for name in names]
        shown = ["./-o/zuweisung-2026.yaml", "für 2026/zuweisung-2026.yaml"]
        self.assertCountEqual(self.affected_by(*tables), shown)

    def test_a_scenario_whose_table_was_deleted_is_one_of_them(self):
        self.path("quickstart/kreise.csv").unlink()
        self.assertEqual(self.affected_by("quickstart/kreise.csv"), [QUICKSTART])

    def test_all_are_the_yaml_files_that_say_so_outside_hidden_folders(self):
        self.write(".before/a.yaml", "allot: 1\n")
        self.write("other.yaml", "name: allot\n")
        self.write("new.yml", "# A comment\nallot: 1\n")
        listed = self.run_command("ci/scenarios-of", "--all").stdout.splitlines()
        expected = ["kitafinhg-6/largest-remainder.yaml", "koenigstein/blend.yaml", KEY_2016, MISPRINT]
        self.assertEqual(listed, [*expected, "new.yml", QUICKSTART])

    def test_a_mark_quotes_blanks_large_letters_and_links_keep_nothing_out(self):
        lines = {"mark.yaml": "\ufeffallot: 1", "quoted.yaml": '"allot": 1', "blank.yaml": "allot :\t1"}
        for name, line in lines.items():
            self.write(f"odd/{name}", line + "\n")
        self.write("odd/LARGE.YAML", "allot: 1\n")
        self.path("odd/link.yaml").symlink_to("LARGE.YAML")
        self.path("odd/broken.yaml").symlink_to("nowhere.yaml")
        listed = self.run_command("ci/scenarios-of", "--all").stdout.splitlines()
        expected = [f"odd/{name}" for name in ("LARGE.YAML", "blank.yaml", "link.yaml", "mark.yaml", "quoted.yaml")]
        self.assertEqual([name for name in listed if name.startswith("odd/")], expected)

    def test_a_program_that_does_not_work_is_an_error_and_not_an_empty_list(self):
        self.fake("allot", "exit 70")
        self.run_command("ci/scenarios-of", text=QUICKSTART, code=70)


class CheckScenarios(Scratch):
    def check(self, *names, code=0, style="human"):
        return self.run_command(
            "ci/check-scenarios", style, text="".join(name + "\n" for name in names), code=code
        )

    def test_what_holds_ends_with_0(self):
        self.assertIn("all 6 expectations hold", self.check(QUICKSTART).stdout)

    def test_what_does_not_hold_ends_with_1_and_stops_nothing(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        said = self.check(QUICKSTART, KEY_2016, code=1).stdout
        self.assertIn("4 658 040.68", said)
        self.assertRegex(said, f"{KEY_2016} +all 24 expectations hold")

    def test_what_expects_nothing_is_validated(self):
        self.write("mehr.yaml", f"allot: 1\nbase: {QUICKSTART}\nchange: {{pots.grund.amount: 5}}\n")
        self.assertIn("mehr.yaml: valid", self.check("mehr.yaml", QUICKSTART).stdout)
        self.edit("mehr.yaml", "amount: 5", "amount: five")
        self.check("mehr.yaml", QUICKSTART, code=3)

    def test_the_higher_exit_code_counts(self):
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: -1")
        self.write("mehr.yaml", f"allot: 1\nbase: {KEY_2016}\n")
        self.check(QUICKSTART, "mehr.yaml", code=3)

    def test_files_outside_the_repository_are_refused(self):
        self.edit(QUICKSTART, "table: kreise.csv", "table: /etc/passwd")
        self.assertIn("/etc/passwd", self.check(QUICKSTART, code=4).stderr)

    def test_quotes_around_expect_do_not_keep_it_from_being_checked(self):
        self.edit(QUICKSTART, "expect:", '"expect":')
        self.assertIn("all 6 expectations hold", self.check(QUICKSTART).stdout)

    def test_no_scenario_is_no_error_and_said(self):
        done = self.check()
        self.assertEqual((done.stdout, done.stderr), ("", "0 scenarios\n"))
        self.assertEqual(self.left_in_temp(), [])


class CompareScenarios(Scratch):
    def setUp(self):
        super().setUp()
        self.git("worktree", "add", "-q", "--detach", ".before", "HEAD")

    def compare(self, *names):
        done = self.run_command(
            "ci/compare-scenarios", ".before", "--top", "2", text="".join(name + "\n" for name in names)
        )
        return done.stdout

    def test_a_change_is_shown_and_what_is_equal_said(self):
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: 11_000_000")
        said = self.compare(KEY_2016, QUICKSTART)
        self.assertIn(f"### `{KEY_2016}`\n\nNo budget changes.\n", said)
        self.assertIn("B against A: +1 000 000.00", said)
        self.assertIn("showing 2 of 5", said)

    def test_a_changed_table_is_compared_with_that_of_the_other_revision(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.assertNotIn("No budget changes", self.compare(QUICKSTART))

    def test_a_new_scenario_is_said_to_be_new(self):
        self.assertIn("This scenario is new.", self.compare(self.copy_quickstart("neu 2027")))

    def test_a_scenario_that_is_wrong_stops_nothing(self):
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: ten")
        said = self.compare(QUICKSTART, KEY_2016)
        self.assertIn("error[E", said)
        self.assertIn("No budget changes.", said)
        self.assertEqual(self.left_in_temp(), [])


class Hook(Scratch):
    def setUp(self):
        super().setUp()
        self.path(".git/hooks").mkdir(exist_ok=True)
        self.run_command("cp", "ci/pre-commit", ".git/hooks/pre-commit")

    def try_to_commit(self, code, *arguments):
        return self.git("commit", "-q", "-m", "a change", *arguments, code=code).stderr

    def test_a_change_that_holds_is_committed(self):
        self.edit(QUICKSTART, "title: Zuweisung 2026", "title: Zuweisung für 2026")
        self.git("add", QUICKSTART)
        self.assertEqual(self.try_to_commit(0), "")
        self.assertEqual(self.left_in_temp(), [])

    def test_a_change_that_does_not_hold_is_refused(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.git("add", QUICKSTART)
        self.assertIn(f"{QUICKSTART}:34", self.try_to_commit(1))
        self.assertEqual(self.left_in_temp(), [])
        self.try_to_commit(0, "--no-verify")

    def test_a_table_is_held_against_the_scenarios_that_read_it(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.git("add", "quickstart/kreise.csv")
        self.assertIn(f"{QUICKSTART}: 5 of 6 expectations do not hold", self.try_to_commit(1))

    def test_what_is_staged_counts_and_not_the_working_tree(self):
        self.edit(QUICKSTART, "title: Zuweisung 2026", "title: Zuweisung für 2026")
        self.git("add", QUICKSTART)
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.try_to_commit(0)
        self.git("add", QUICKSTART)
        self.edit(QUICKSTART, "4658040.68", "4658040.67")
        self.assertIn("as they are staged", self.try_to_commit(1))

    def test_commit_with_a_path_checks_what_it_commits(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.try_to_commit(1, QUICKSTART)

    def test_other_files_and_what_does_not_hold_elsewhere_are_no_matter(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.commit("does not hold")
        self.write("notes.txt", "x")
        self.git("add", "notes.txt")
        self.try_to_commit(0)

    def test_it_works_for_blanks_in_names_and_from_a_subfolder(self):
        name = self.copy_quickstart("für 2027")
        self.edit(name, "4658040.67", "4658040.68")
        self.git("add", "--all")
        done = self.git("commit", "-q", "-m", "x", code=1, where=self.path("koenigstein"))
        self.assertIn("für 2027/zuweisung-2026.yaml:34", done.stderr)

    def test_the_first_commit_of_a_repository_is_checked(self):
        self.edit(QUICKSTART, "4658040.67", "4658040.68")
        self.git("checkout", "-q", "--orphan", "anew")
        self.git("add", "--all")
        self.try_to_commit(1)


class GetAllot(Scratch):
    def setUp(self):
        super().setUp()
        self.source = self.source_of_allot("echo allot of the first", "echo allot of the second")

    def get(self, reference, **options):
        return self.run_command(
            "ci/get-allot", "a folder", ALLOT_REPOSITORY=str(self.source), ALLOT_REF=reference, **options
        )

    def test_the_revision_that_is_named_is_built_once(self):
        self.assertEqual(self.get("v1").stdout, "allot of the first\n")
        again = self.get("there-is-none")
        self.assertEqual((again.stdout, again.stderr), ("allot of the first\n", ""))
        self.assertEqual(self.left_in_temp(), [])

    def test_a_commit_id_is_a_revision(self):
        head = self.git("rev-parse", "HEAD", where=self.source).stdout.strip()
        self.assertEqual(self.get(head).stdout, "allot of the second\n")

    def test_a_revision_that_is_not_there_is_an_error(self):
        self.get("there-is-none", code=128)
        self.assertFalse(self.path("a folder").exists())

    def test_what_has_to_be_said_is_asked_for(self):
        self.assertIn("ALLOT_REPOSITORY", self.run_command("ci/get-allot", "x", code=2).stderr)

