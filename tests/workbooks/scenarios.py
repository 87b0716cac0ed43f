"""Scenarios for workbooks: random ones, with ties, long numbers, and names that mean something."""

import csv
import random

NAMES = ["Köln", "=1+1", "-2", "@x", "+3", "a&b <c>", 'say "a"', "O'Hara", "_x000D_", " Blank ",
         "a\tb", "東京", "😀", "01.02.2026", "1e5", "TRUE"]


def decimal(cents):
    return f"{cents // 100}.{cents % 100:02}"


def write(folder, seed):
    """A folder with a scenario and its table; what it is, for messages."""
    source = random.Random(seed)
    rows = source.choice([1, 2, 5, 10, 17, 60, 200])
    unit = source.choice(["0.01", "0.01", "0.01", "1", "100"])
    method = source.choice(["largest_remainder"] * 3 + ["half_up"])
    # Few different counts have many equal remainders.
    most = source.choice([2, 3, 10, 4_000, 900_000, 4_000_000])
    counts = [source.randint(0, most) for _ in range(rows)]
    counts[0] += 1
    if source.random() < 0.3:
        counts = [f"{count}.{source.choice([0, 5, 25])}" for count in counts]
    pot = source.choice([1_000, 58_000_000, 58_123_400, 999_999_999_900]) * 100
    if unit == "0.01":
        pot += source.randint(0, 99)
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as table:
        out = csv.writer(table)
        out.writerow(["ags", "kreis", "zugang", "alt"])
        for row, count in enumerate(counts):
            name = NAMES[row] if row < len(NAMES) else f"Kreis {row}"
            prior = "" if row == 3 else decimal(123_456_789_012_345 if row == 1 else
                                                source.randint(0, 10**source.randint(3, 12)))
            out.writerow([f"{row:05}", name, count, prior])
    closes = "" if method == "largest_remainder" else ", residual: " + source.choice(
        ["report", "report", "{district: '00000'}"])
    (folder / "scenario.yaml").write_text(
        "allot: 1\ntitle: 'Zuweisung: [2026]'\nyear: 2026\ncurrency: EUR\n"
        "districts: {table: table.csv, id: ags, name: kreis}\n"
        "pots:\n  - id: grund\n"
        f"    amount: {decimal(pot)}\n"
        "    steps: [{share: {by: zugang}}]\n"
        f"    rounding: {{unit: {unit}, method: {method}{closes}}}\n"
        "prior: {column: alt}\n", encoding="utf-8")
    return f"seed {seed}: {rows} rows, unit {unit}, {method}, counts up to {most}, pot {decimal(pot)}"
