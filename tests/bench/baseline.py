"""What one would write without allot: csv module, whole cents, largest remainder, shift.

    baseline.py FOLDER    writes what `allot run -f csv` writes
"""

import csv
import sys

PERCENT = 10**8  # of 1, in units of a millionth of a percent


def half_even(numerator, denominator):
    quotient, remainder = divmod(numerator, denominator)
    twice = 2 * remainder
    return quotient + (twice > denominator or (twice == denominator and quotient % 2 == 1))


def decimal(value, places):
    sign, digits = ("-", -value) if value < 0 else ("", value)
    return f"{sign}{digits // 10**places}.{digits % 10**places:0{places}}"


def percent(numerator, denominator):
    if denominator == 0:
        return ""
    return decimal(half_even(numerator * PERCENT, denominator), 6)


def cents(text):
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def largest_remainder(pot, weights):
    """Remaining cents go by remainder, then by weight, then by place."""
    total = sum(weights)
    products = [divmod(pot * weight, total) for weight in weights]
    budgets = [quotient for quotient, _ in products]
    left = pot - sum(budgets)
    order = sorted(range(len(weights)), key=lambda i: (-products[i][1], -weights[i], i))
    for index in order[:left]:
        budgets[index] += 1
    return budgets


def main(folder):
    with open(f"{folder}/pot", encoding="utf-8") as file:
        pot = int(file.read())
    with open(f"{folder}/table.csv", encoding="utf-8", newline="") as file:
        rows = [
            (row["id"], row["name"], int(row["intake"]), cents(row["prior"]))
            for row in csv.DictReader(file)
        ]
    rows.sort()
    weights = [row[2] for row in rows]
    total = sum(weights)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("id,name,group,key_percent,prior,budget,shift,shift_percent".split(","))
    for (id_, name, weight, prior), budget in zip(rows, largest_remainder(pot, weights)):
        shift = budget - prior
        out.writerow(
            (
                id_,
                name,
                "",
                percent(weight, total),
                decimal(prior, 2),
                decimal(budget, 2),
                decimal(shift, 2),
                percent(shift, prior),
            )
        )


if __name__ == "__main__":
    main(sys.argv[1])
