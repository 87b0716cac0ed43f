"""The workflow files as data: read, and their shell parts."""

import functools
import re

import yaml

import github_grammar
from scratch import CI

GITLAB_WORDS = {"default", "include", "image", "stages", "variables", "workflow", "cache"}


@functools.lru_cache
def github():
    return yaml.load((CI / "github.yml").read_text(encoding="utf-8"), github_grammar.Loader)


@functools.lru_cache
def gitlab():
    return yaml.safe_load((CI / "gitlab-ci.yml").read_text(encoding="utf-8"))


def github_steps():
    """The steps of the one job, by name or by what they use or run."""
    (job,) = github()["jobs"].values()
    return {step.get("name") or step.get("uses") or step["run"]: step for step in job["steps"]}


def gitlab_jobs():
    """Those that run (a name with a dot in front is a pattern), with what they extend."""
    names = [name for name in gitlab() if name[0] != "." and name not in GITLAB_WORDS]
    return {name: _extended(gitlab()[name]) for name in names}


def _extended(job):
    parent = _extended(gitlab()[job["extends"]]) if "extends" in job else {}
    variables = {**parent.get("variables", {}), **job.get("variables", {})}
    return {**parent, **job, "variables": variables}


def gitlab_script(job):
    """What the runner hands to one shell."""
    return "\n".join([*job.get("before_script", []), *job["script"]]) + "\n"


def filled(text, values):
    """The text with its expressions replaced; one without a value is an error."""
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: values[match[1]], text)
