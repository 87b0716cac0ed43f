"""Runs what examples/ci holds, but for what a host must run: scripts, Makefile, hook, parallel, Slurm, and the shell
parts of the workflows, each in a scratch repository; nothing is called over a network."""

import argparse
import os
import sys
import unittest
from pathlib import Path

DEBIAN = "/usr/bin/python3"

try:
    import jsonschema  # noqa: F401
    import yaml  # noqa: F401
except ImportError:
    # .ci/packages installs them for Debian's own Python, and this is another one.
    if os.path.realpath(sys.executable) == os.path.realpath(DEBIAN):
        raise
    os.execv(DEBIAN, [DEBIAN, "-B", *sys.argv])

import scratch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allot", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("tests", nargs="*", help="names as unittest takes them; all if none is given")
    arguments = parser.parse_args()
    scratch.ALLOT = arguments.allot
    loader = unittest.TestLoader()
    if arguments.tests:
        tests = loader.loadTestsFromNames(arguments.tests)
    else:
        tests = loader.discover(str(Path(__file__).parent), "*_test.py")
    return 0 if unittest.TextTestRunner(buffer=True).run(tests).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
