"""`allot check --update` puts right what was wrong in `expect`, and touches nothing else.

    tests/published/update_examples.py ALLOT

In each example whose expectations hold, the last digit of every single figure is changed. Updated, the
file must be what it was, byte for byte.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LEAST = 20

EXPECT = re.compile(r"(?m)^expect:.*\n(?:(?:[ #].*)?\n)*")
# `total: 1_000.00`, `"06433": 281/3246`, `a: "12.5 %"`: not fields of a table, nor the exit code.
FIGURE = re.compile(r"(: *[\"']?)(\d[\d_./]*)(?=[\"' %,}#\n])")
NO_FIGURES = re.compile(r"^  table:|exit:|^    (?:printed_to|in|header|times):")


def changed(figure):
    number = figure[2]
    last = int(number[-1])
    return figure[1] + number[:-1] + str(last - 1 if last > 0 else 1)


def with_wrong_figures(text):
    block = EXPECT.search(text)
    if block is None:
        return text
    lines = []
    for line in block[0].splitlines(keepends=True):
        figures, mark, comment = line.partition(" #")
        lines.append((figures if NO_FIGURES.search(figures) else FIGURE.sub(changed, figures)) +
                     mark + comment)
    return text[:block.start()] + "".join(lines) + text[block.end():]


def main():
    allot = Path(sys.argv[1]).resolve()
    updated = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        examples = Path(shutil.copytree(EXAMPLES, Path(folder, "examples")))
        for path in sorted(examples.glob("*/*.yaml")):
            def check(*options, path=path):
                return subprocess.run([allot, "check", path, *options], capture_output=True,
                                      check=False)

            right = path.read_bytes()
            wrong = with_wrong_figures(right.decode("utf-8")).encode("utf-8")
            if wrong == right or check().returncode != 0:
                continue
            updated += 1
            path.write_bytes(wrong)
            noticed, done = check().returncode == 1, check("--update")
            if not noticed or done.returncode != 0 or path.read_bytes() != right:
                failed += 1
                print(f"{path.relative_to(folder)} is another after --update (exit {done.returncode})\n"
                      f"{done.stdout.decode()}{done.stderr.decode()}")
            path.write_bytes(right)
    print(f"{updated} examples updated, {failed} not as they were")
    return 1 if failed or updated < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
