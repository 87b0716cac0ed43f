"""A German locale changes no byte of any output.

The locale is built here, because a locale that is not installed is the same as none, and proves
nothing.
"""

import os
import subprocess
import sys
import tempfile

import runs

NAME = "de_DE.UTF-8"


def build_locale(folder):
    """The environment in which it is in force."""
    target = os.path.join(folder, NAME)
    command = ["localedef", "-i", "de_DE", "-f", "UTF-8", target]
    path = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    # localedef warns about fields that German does not have, and ends with 1.
    subprocess.run(command, env=path, capture_output=True, check=False)
    environment = {**path, "LOCPATH": folder, "LC_ALL": NAME, "LANG": NAME, "LANGUAGE": "de"}
    mark = subprocess.run(
        ["locale", "decimal_point"], env=environment, capture_output=True, text=True, check=False
    )
    if mark.stdout.strip() != ",":
        raise SystemExit(f"cannot build {NAME}: it needs localedef and the sources of locales")
    return environment


def main():
    allot = runs.arguments(__doc__.splitlines()[0]).allot
    differing, compared = [], 0
    with tempfile.TemporaryDirectory() as folder:
        german = build_locale(folder)
        for scenario in runs.scenarios():
            for style in runs.FORMATS:
                compared += 1
                if runs.run(allot, scenario, style) != runs.run(
                    allot, scenario, style, environment=german
                ):
                    differing.append(f"{scenario}, {style}")
    return runs.report(differing, compared)


if __name__ == "__main__":
    sys.exit(main())
