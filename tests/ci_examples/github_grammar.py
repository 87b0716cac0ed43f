"""Reads a GitHub workflow by the grammar of GitHub's own editor services (schemas/github-workflow.json).

A definition is one of: string (perhaps with one allowed value), boolean, number, null, sequence,
mapping, `one-of` several, `allowed-values`. An expression `${{ … }}` may stand for any value.
"""

import json
import re
from pathlib import Path

import yaml

GRAMMAR = Path(__file__).parent / "schemas" / "github-workflow.json"


class Loader(yaml.SafeLoader):
    """YAML 1.2 as GitHub reads it: `on` is a word; and a key that stands twice is an error."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        doubled = {key for key in keys if keys.count(key) > 1}
        if doubled:
            raise yaml.YAMLError(f"doubled keys: {doubled}")
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


class Grammar:
    def __init__(self):
        self.definitions = json.loads(GRAMMAR.read_text(encoding="utf-8"))["definitions"]

    def problems(self, value, name="workflow-root-strict", place="workflow"):
        """What is wrong with the value, as lines; empty where it fits."""
        if isinstance(value, str) and value.startswith("${{") and value.endswith("}}"):
            return []
        rule = self.definitions.get(name, {name: {}})
        for kind, check in (
            ("one-of", self._one_of),
            ("mapping", self._mapping),
            ("sequence", self._sequence),
            ("allowed-values", self._allowed),
            ("string", self._string),
        ):
            if kind in rule:
                return check(value, rule[kind], place)
        types = {"boolean": bool, "number": (int, float), "null": type(None)}
        for kind, type_ in types.items():
            if kind in rule:
                return [] if isinstance(value, type_) else [f"{place}: {value!r} is no {kind}"]
        if "any" in rule or "scalar" in rule:
            return []
        raise AssertionError(f"the grammar has a rule that is not known here: {name}: {rule}")

    def _one_of(self, value, names, place):
        tried = [self.problems(value, name, place) for name in names]
        return [] if [] in tried else min(tried, key=len)

    def _mapping(self, value, rule, place):
        if not isinstance(value, dict):
            return [f"{place}: {value!r} is no mapping"]
        found = []
        properties = rule.get("properties", {})
        for key, child in value.items():
            inner = f"{place}.{key}"
            if key in properties:
                wanted = properties[key]
                name = wanted if isinstance(wanted, str) else wanted["type"]
                found += self.problems(child, name, inner)
            elif "loose-value-type" in rule:
                found += self.problems(key, rule["loose-key-type"], inner)
                found += self.problems(child, rule["loose-value-type"], inner)
            else:
                found.append(f"{inner}: unknown key")
        for key, wanted in properties.items():
            if isinstance(wanted, dict) and wanted.get("required") and key not in value:
                found.append(f"{place}: `{key}` is missing")
        return found

    def _sequence(self, value, rule, place):
        if not isinstance(value, list):
            return [f"{place}: {value!r} is no list"]
        return [
            line
            for index, item in enumerate(value)
            for line in self.problems(item, rule["item-type"], f"{place}[{index}]")
        ]

    @staticmethod
    def _allowed(value, allowed, place):
        return [] if value in allowed else [f"{place}: {value!r} is none of {allowed}"]

    @staticmethod
    def _string(value, rule, place):
        if not isinstance(value, (str, int, float)):
            return [f"{place}: {value!r} is no string"]
        if rule.get("constant", value) != value:
            return [f"{place}: {value!r} is not {rule['constant']!r}"]
        return [f"{place}: is empty"] if rule.get("require-non-empty") and value == "" else []
