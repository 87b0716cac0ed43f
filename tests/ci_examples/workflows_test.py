"""The workflows: their form, and their shell parts run in place of the host."""

import json
import subprocess
import xml.etree.ElementTree
from pathlib import Path

import jsonschema

import github_grammar
import scratch
import workflows
from scratch import CI, QUICKSTART, Scratch

SCHEMA = Path(__file__).parent / "schemas" / "gitlab-ci.json"
# Only what the host answers, so that a test can ask the same of the file.
GH = r"""
[ "$1" = api ]
case $2 in
  --paginate) [ "$3" = repos/o/r/issues/7/comments ] && [ "$4" = --jq ]; exec jq -r "$5" "$COMMENTS" ;;
  -X) [ "$5" = -F ] && [ "${6%%@*}" = body= ] && body=$(cat "${6#body=@}") ;;
esac
case "$3 $4" in
  "POST repos/o/r/issues/7/comments")
    jq --arg body "$body" '. + [{id: (length + 1), user: {login: "github-actions[bot]"}, body: $body}]' "$COMMENTS" ;;
  "PATCH repos/o/r/issues/comments/"*)
    jq --arg body "$body" --argjson id "${4##*/}" 'map(if .id == $id then .body = $body else . end)' "$COMMENTS" ;;
  *) exit 9 ;;
esac >"$COMMENTS.new"
mv "$COMMENTS.new" "$COMMENTS"
"""
# The arguments up to the image are docker's; the rest is done here.
DOCKER = 'while [ "$1" != debian:12 ]; do shift; done; shift; exec "$@"'


class Form(scratch.unittest.TestCase):
    def test_github_reads_the_workflow(self):
        self.assertEqual(github_grammar.Grammar().problems(workflows.github()), [])

    def test_the_grammar_finds_what_github_would_refuse(self):
        workflow = json.loads(json.dumps(workflows.github()))
        (job,) = workflow["jobs"].values()
        job["steps"][0]["usess"] = "x"
        job["runs-on"] = None
        workflow["permissions"]["contents"] = "all"
        del workflow["on"]
        self.assertEqual(len(github_grammar.Grammar().problems(workflow)), 4)

    def test_gitlab_reads_its_file(self):
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        validator = jsonschema.Draft7Validator(schema)
        self.assertEqual([error.message for error in validator.iter_errors(workflows.gitlab())], [])
        broken = json.loads(json.dumps(workflows.gitlab()))
        broken["check-scenarios"]["scripts"] = broken["check-scenarios"].pop("script")
        self.assertNotEqual(list(validator.iter_errors(broken)), [])

    def test_shellcheck_has_no_complaint(self):
        scripts = [file for file in CI.iterdir() if file.read_bytes().startswith(b"#!")]
        self.assertGreater(len(scripts), 5)
        done = subprocess.run(["shellcheck", *scripts], capture_output=True, encoding="utf-8", check=False)
        self.assertEqual(done.stdout, "")
        parts = [step["run"] for step in workflows.github_steps().values() if "run" in step]
        parts += [workflows.gitlab_script(job) for job in workflows.gitlab_jobs().values()]
        for part in parts:
            done = subprocess.run(
                ["shellcheck", "-s", "bash", "-"], input=part, capture_output=True, encoding="utf-8", check=False
            )
            self.assertEqual(done.stdout, "")


class Hosted(Scratch):
    def setUp(self):
        super().setUp()
        (self.fakes / "allot").unlink()
        self.source = self.source_of_allot(f'exec "{scratch.ALLOT}" "$@"')
        self.environment.update(ALLOT_REPOSITORY=str(self.source), ALLOT_REF="v1")
        self.fake("apt-get", "exit 0")
        self.before = self.git("rev-parse", "HEAD").stdout.strip()
        self.git("checkout", "-q", "-b", "change")


class GitHub(Hosted):
    def setUp(self):
        super().setUp()
        self.fake("docker", DOCKER)
        self.fake("gh", GH)
        self.comments = self.folder / "comments.json"
        others = {"id": 1, "user": {"login": "somebody"}, "body": "<!-- allot -->, a quotation"}
        self.comments.write_text(json.dumps([others]))
        self.summary = self.folder / "the summary.md"
        self.summary.touch()
        self.environment.update(
            COMMENTS=str(self.comments),
            GITHUB_PATH=str(self.folder / "path"),
            GITHUB_STEP_SUMMARY=str(self.summary),
            GITHUB_REPOSITORY="o/r",
            GITHUB_EVENT_NAME="pull_request",
            RUNNER_TEMP=str(self.folder / "temp"),
        )

    def pull_request(self):
        """Commits what was changed, and checks it out as GitHub does: merged into a base that has moved on."""
        self.commit("the change")
        self.git("checkout", "-q", "main")
        self.edit("koenigstein/blend.yaml", "title: ", "title: Der ")
        self.commit("later")
        self.git("checkout", "-q", "--detach")
        self.git("merge", "-q", "--no-ff", "-m", "merged", "change")

    def step(self, name, code=0):
        step = workflows.github_steps()[name]
        values = {"github.token": "no token", "github.event.pull_request.number": "7"}
        environment = {key: workflows.filled(value, values) for key, value in step.get("env", {}).items()}
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        shell = workflows.github()["defaults"]["run"]["shell"].replace("{0}", str(script))
        path = Path(self.environment["GITHUB_PATH"])
        added = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        environment["PATH"] = ":".join([*reversed(added), self.environment["PATH"]])
        return self.run_command(*shell.split(" ", 3), code=code, **environment)

    def find(self):
        """Everything up to the step that says what is to be checked; gives the names."""
        self.step("Build allot")
        self.step('echo "$PWD/.allot" >>"$GITHUB_PATH"')
        return self.step("Find what is to be checked").stdout.splitlines()

    def bodies(self):
        return [comment["body"] for comment in json.loads(self.comments.read_text())]

    def test_a_changed_table_that_does_not_hold(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.pull_request()
        self.assertEqual(self.find(), [QUICKSTART])
        said = self.step("Check", code=1)
        self.assertIn(f"::error file={QUICKSTART},line=30,", said.stdout + said.stderr)
        self.assertIn("283 425.75", self.summary.read_text("utf-8").replace("\u202f", " "))
        self.step("Compare with the base branch")
        self.assertIn("Budgets, compared with the base branch", self.summary.read_text("utf-8"))
        self.assertEqual(self.git("status", "--porcelain").stdout, "?? .allot/\n")

        self.step("Comment")
        self.assertEqual(len(self.bodies()), 2)
        self.assertIn(f"### `{QUICKSTART}`", self.bodies()[1])

    def test_a_change_that_holds(self):
        self.edit(QUICKSTART, "title: Zuweisung 2026", "title: Zuweisung für 2026")
        self.pull_request()
        self.assertEqual(self.find(), [QUICKSTART])
        self.assertIn("all 6 expectations hold", self.step("Check").stdout)

    def test_a_change_of_other_files(self):
        self.write("notes.md", "x")
        self.pull_request()
        self.assertEqual(self.find(), [])
        self.step("Check")
        self.step("Compare with the base branch")

    def test_what_others_have_changed_meanwhile_is_not_checked(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.commit("not ours")
        self.git("branch", "-f", "main")
        self.write(self.copy_quickstart("neu").replace("zuweisung", "note"), "x")
        self.pull_request()
        self.assertEqual(self.find(), ["neu/zuweisung-2026.yaml"])

    def test_after_a_merge_everything_is_checked(self):
        self.environment["GITHUB_EVENT_NAME"] = "push"
        self.assertEqual(len(self.find()), 5)
        self.step("Check")

    def test_the_comment_is_written_once_and_then_anew(self):
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: 11_000_000")
        self.pull_request()
        self.find()
        self.step("Compare with the base branch")
        self.step("Comment")
        comment = Path(self.environment["RUNNER_TEMP"]) / "comment.md"
        comment.write_text("<!-- allot -->\nanew\n")
        self.step("Comment")
        self.assertEqual(self.bodies(), ["<!-- allot -->, a quotation", "<!-- allot -->\nanew"])
        comment.write_text("<!-- allot -->\n" + "ü" * 66000)
        self.step("Comment")
        self.assertIn("too long for a comment", self.bodies()[1])

    def test_sarif(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.pull_request()
        self.find()
        self.step("SARIF")
        sarif = json.loads(self.path("allot.sarif").read_text(encoding="utf-8"))
        self.assertEqual(sarif["version"], "2.1.0")
        self.assertEqual(len(sarif["runs"][0]["results"]), 5)


class GitLab(Hosted):
    def job(self, name, code=0):
        job = workflows.gitlab_jobs()[name]
        script = self.folder / "job.sh"
        script.write_text(workflows.gitlab_script(job), encoding="utf-8")
        variables = {**job["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.before}
        return self.run_command("bash", "-eo", "pipefail", script, code=code, **variables)

    def reports(self):
        paths = workflows.gitlab_jobs()["check-scenarios"]["artifacts"]["reports"]
        junit = xml.etree.ElementTree.parse(self.path(paths["junit"])).getroot()
        quality = json.loads(self.path(paths["codequality"]).read_text(encoding="utf-8"))
        return junit, quality

    def test_what_holds(self):
        self.job("check-scenarios")
        junit, quality = self.reports()
        self.assertEqual(list(junit.iter("failure")), [])
        self.assertGreater(len(list(junit.iter("testcase"))), 0)
        self.assertEqual(quality, [])

    def test_what_does_not_hold_is_in_both_reports_and_in_the_log(self):
        self.edit("quickstart/kreise.csv", "92", "93")
        self.write("what if.yaml", f"allot: 1\nbase: {QUICKSTART}\nchange: {{pots.grund.amount: ten}}\n")
        said = self.job("check-scenarios", code=3)
        self.assertIn("283 425.75", said.stdout)
        junit, quality = self.reports()
        self.assertGreater(len(list(junit.iter("failure"))), 0)
        self.assertEqual(len(quality), 6)
        for finding in quality:
            self.assertEqual(finding["severity"], "major")
            self.assertTrue(self.path(finding["location"]["path"]).exists())
            self.assertGreater(finding["location"]["lines"]["begin"], 0)
        self.assertEqual(len({finding["fingerprint"] for finding in quality}), 6)

        # A finding that only moves is not a new one.
        self.edit(QUICKSTART, "currency: EUR\n", "\n\ncurrency: EUR\n")
        self.job("check-scenarios", code=3)
        moved = {finding["fingerprint"] for finding in self.reports()[1]}
        self.assertEqual(moved, {finding["fingerprint"] for finding in quality})

    def test_the_comparison_with_the_target_branch(self):
        self.edit(QUICKSTART, "amount: 10_000_000", "amount: 11_000_000")
        self.commit("the change")
        self.job("compare-scenarios")
        page = self.path("comparison.md").read_text(encoding="utf-8").replace("\u202f", " ")
        self.assertIn("+1 000 000.00", page)
        self.assertNotIn("koenigstein", page)
