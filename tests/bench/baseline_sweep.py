"""What one would write without allot to try many pots: one loop with whole cents, totals only.

    baseline_sweep.py FOLDER POINTS    writes what `allot sweep --vary pots.pot.amount -f csv` writes
"""

import csv
import sys

from baseline import cents, decimal, largest_remainder


def extreme(shifts, ids, best):
    """The largest gain, or loss, and whose it is; of equal ones the first in the order of ids."""
    shift = best(shifts)
    return decimal(shift, 2), ids[shifts.index(shift)]


def totals(budgets, priors, ids):
    shifts = [budget - prior for budget, prior in zip(budgets, priors)]
    gains = [shift for shift in shifts if shift > 0]
    losses = [shift for shift in shifts if shift < 0]
    largest_gain = extreme(shifts, ids, max) if gains else ("0.00", "")
    largest_loss = extreme(shifts, ids, min) if losses else ("0.00", "")
    return [
        decimal(sum(budgets), 2),
        "0.00",
        len(gains),
        decimal(sum(gains), 2),
        *largest_gain,
        len(losses),
        decimal(sum(losses), 2),
        *largest_loss,
        "",
    ]


def main(folder, points):
    with open(f"{folder}/table.csv", encoding="utf-8", newline="") as file:
        rows = sorted(
            (row["id"], int(row["intake"]), cents(row["prior"])) for row in csv.DictReader(file)
        )
    ids, weights, priors = (list(column) for column in zip(*rows))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        "pots.pot.amount,total,not_assigned,winners,gains,largest_gain,largest_gain_id,"
        "losers,losses,largest_loss,largest_loss_id,error".split(",")
    )
    with open(f"{folder}/pot", encoding="utf-8") as file:
        first = int(file.read()) // 100
    for amount in range(first, first + points):
        budgets = largest_remainder(amount * 100, weights)
        out.writerow([amount, *totals(budgets, priors, ids)])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
