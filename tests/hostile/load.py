#!/usr/bin/env python3
"""No list of a scenario costs more than its length: each kind is read with n and with 4n items.

What is held is the growth of the processor time, never a time. What is linear, or sorts, grows four
to five times, what is quadratic sixteen times; the bound lies between. A case says how it ends, so
that it measures what it is named after.

  tests/hostile/load.py --allot build/fast/allot [NAME…]
  tests/hostile/load.py --allot build/fast/allot --times [--scale 4]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

BOUND = 8
# Below, the start of a process and the clock's step weigh as much as the list.
MEASURABLE = 0.06
MOST_SECONDS = 60


def block(items):
    return "".join(f"  - {item}\n" for item in items)


def fields(items, indent=2):
    return "".join(" " * indent + f"{item}\n" for item in items)


def districts(count, extra=""):
    return block(f'{{id: "{i:06}", count: {i % 97 + 1}{extra}}}' for i in range(count))


TWO = districts(2)
POT = "pots:\n- {id: p, amount: 100000, steps: [{share: {by: count}}]}\n"


def scenario(rows=TWO, pots=POT, extra="", head=""):
    return f"allot: 1\ntitle: t\n{head}districts:\n{rows}{extra}{pots}"


def run(text, *options, exit=0, command="run", **files):
    return {
        "files": {"s.yaml": text, **{name.replace("_", "."): body for name, body in files.items()}},
        "arguments": [command, "s.yaml", *options],
        "exit": exit,
    }


CASES = {}
# Grows with the square of the number: `explain` computes the basis of all pots again for each. Shown
# with --times, not held.
NOT_HELD = set()


def case(count, held=True):
    """The number of items, such that four times as many are measurable."""

    def register(make):
        CASES[make.__name__] = (count, make)
        if not held:
            NOT_HELD.add(make.__name__)
        return make

    return register


# Pots, and what they are made of


@case(2000)
def pots(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}" for i in range(n))))


@case(2000)
def pots_in_json(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}" for i in range(n))),
        "--format", "json", "--by", "pot")


@case(2000)
def pots_of_one_id(n):
    return run(scenario(pots="pots:\n" + block(
        "{id: p, amount: 100, steps: [{share: {by: count}}]}" for _ in range(n))), exit=3)


@case(2000)
def parts_of_one_pot(n):
    parts = block(f"{{id: p{i}, amount: {{part: 1/{10 * n}, of: whole}}, steps: "
                  "[{share: {by: count}}]}" for i in range(n))
    whole = block([f"{{id: whole, amount: {100 * n}, steps: [{{share: {{by: count}}}}]}}"])
    return run(scenario(pots="pots:\n" + parts + whole))


@case(2000)
def parts_of_parts(n):
    parts = block(f"{{id: p{i}, amount: {{part: 100 %, of: p{i + 1}}}, steps: "
                  "[{share: {by: count}}]}" for i in range(n))
    whole = block([f"{{id: p{n}, amount: {100 * n}, steps: [{{share: {{by: count}}}}]}}"])
    return run(scenario(pots="pots:\n" + parts + whole))


@case(2000)
def circle_of_pots(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: {{part: 100 %, of: p{(i + 1) % n}}}, steps: [{{share: "
        "{by: count}}]}" for i in range(n))), exit=3)


@case(2000)
def pots_into_a_circle(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: {{part: 100 %, of: p{min(i + 1, n - 1)}}}, steps: [{{share: "
        "{by: count}}]}" for i in range(n))), exit=3)


@case(2000)
def parts_of_unknown_pots(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: {{part: 1 %, of: q{i}}}, steps: [{{share: {{by: count}}}}]}}"
        for i in range(n))), exit=3)


@case(3000)
def steps(n):
    items = ", ".join(["{flat: {amount: 1}}"] * n)
    return run(scenario(pots=f"pots:\n- {{id: p, amount: {10 * n}, steps: [{items}, "
                             "{share: {by: count}}]}\n"))


@case(2000)
def limits(n):
    items = ", ".join(["{limit: {minimum: 1}}"] * n)
    return run(scenario(pots="pots:\n- {id: p, amount: 10000, steps: [{share: {by: count}}, "
                             f"{items}]}}\n"))


@case(4000)
def wrong_steps(n):
    items = ", ".join(["{flat: {amount: x}}"] * n)
    return run(scenario(pots=f"pots:\n- {{id: p, amount: 10, steps: [{items}]}}\n"), exit=3)


@case(4000)
def unknown_steps(n):
    items = ", ".join(f"{{flatt{i}: {{amount: 1}}}}" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: 10, steps: [{items}]}}\n"), exit=3)


@case(1500)
def reserves(n):
    items = ", ".join(f"{{top_slice: {{amount: 1, to: r{i}}}}}" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: {2 * n}, steps: [{items}, "
                             "{share: {by: count}}]}\n"))


@case(1500)
def reserves_of_pots(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: 100, steps: [{{top_slice: {{amount: 1, to: r{i}}}}}, "
        "{share: {by: count}}]}" for i in range(n))), "--format", "json")


@case(1500)
def payers(n):
    text = scenario(
        rows=districts(2, ", old: 1000"),
        pots="pots:\n" + block(
            f"{{id: p{i}, amount: 1000, prior: {{column: old}}, steps: [{{share: {{by: count}}}}, "
            f"{{hold_harmless: {{percent_of_prior: 95 %, paid_by: {{top_up: t{i}}}}}}}]}}"
            for i in range(n)))
    return run(text)


@case(1500)
def contributors(n):
    items = ", ".join(f"{{id: c{i}, amount: 10}}" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: contributors, contributors: [{items}], "
                             "steps: [{share: {by: count}}]}\n"))


@case(1500)
def contributors_of_one_id(n):
    items = ", ".join("{id: c, amount: 10}" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: contributors, contributors: [{items}], "
                             "steps: [{share: {by: count}}]}\n"), exit=3)


@case(1000)
def matches_of_one(n):
    items = ", ".join(f"{{id: c{i}, match: 1/1, of: first}}" for i in range(n))
    return run(scenario(pots="pots:\n- {id: p, amount: contributors, contributors: [{id: first, "
                             f"amount: 10}}, {items}], steps: [{{share: {{by: count}}}}]}}\n"))


@case(1500)
def matches_of_unknown(n):
    items = ", ".join(f"{{id: c{i}, match: 1/1, of: d{i}}}" for i in range(n))
    return run(scenario(pots="pots:\n- {id: p, amount: contributors, contributors: [{id: first, "
                             f"amount: 10}}, {items}], steps: [{{share: {{by: count}}}}]}}\n"),
               exit=3)


@case(1500)
def tranches(n):
    years = ", ".join(f"y{i}" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: 100000, tranches: {{years: [{years}]}}, "
                             "steps: [{share: {by: count}}]}\n"), "--by", "year", "--format", "csv")


def many_years(n):
    years = ", ".join(f"y{i}" for i in range(n))
    return scenario(rows=districts(60), pots="pots:\n- {id: p, amount: 100000, tranches: {years: "
                    f"[{years}]}}, steps: [{{share: {{by: count}}}}]}}\n")


@case(4000)
def tranches_of_many_districts(n):
    return run(many_years(n), "--by", "year", "--format", "csv")


@case(4000)
def one_of_many_tranches(n):
    return run(many_years(n), "--year", "y7")


@case(4000)
def explained_tranches(n):
    return run(many_years(n), "000007", command="explain")


@case(300)
def tranches_of_contributors(n):
    years = ", ".join(f"y{i}" for i in range(n))
    items = ", ".join(f"{{id: c{i}, amount: 10}}" for i in range(60))
    return run(scenario(rows=districts(60), pots="pots:\n- {id: p, amount: contributors, "
                        f"contributors: [{items}], tranches: {{years: [{years}]}}, "
                        "steps: [{share: {by: count}}]}\n"))


@case(4000)
def tranches_of_one_name(n):
    years = ", ".join("2024" for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: 100000, tranches: {{years: [{years}]}}, "
                             "steps: [{share: {by: count}}]}\n"), exit=3)


@case(4000)
def amounts_by_date(n):
    dates = ", ".join(f"{1000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}: {i}"
                      for i in range(n))
    return run(scenario(pots=f"pots:\n- {{id: p, amount: {{by_date: {{{dates}}}}}, steps: [{{share:"
                             " {by: count}}]}\n", head="year: 2025\n"))


@case(4000)
def ties(n):
    items = ", ".join(["{column: count}"] * n)
    return run(scenario(pots="pots:\n- {id: p, amount: 10, steps: [{share: {by: count}}], "
                             f"rounding: {{ties: [{items}]}}}}\n"), exit=3)


@case(1000)
def ties_of_many_columns(n):
    columns = "".join(f", c{i}: 1" for i in range(n))
    items = ", ".join([f"{{column: c{i}}}" for i in range(n)] + ["id"])
    return run(scenario(rows=districts(2, columns),
                        pots="pots:\n- {id: p, amount: 10, steps: [{share: {by: count}}], "
                             f"rounding: {{ties: [{items}]}}}}\n"))


# Keys


@case(3000)
def keys(n):
    return run(scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}" for i in range(n))))


@case(3000)
def keys_in_use(n):
    return run(scenario(
        extra="keys:\n" + fields(f"k{i}: {{column: count}}" for i in range(n)),
        pots="pots:\n" + block(f"{{id: p{i}, amount: 100, steps: [{{share: {{by: k{i}}}}}]}}"
                               for i in range(n))), "--format", "csv")


@case(3000)
def parts_of_a_sum(n):
    items = ", ".join(f"{{weight: {i + 1}, of: count}}" for i in range(n))
    return run(scenario(extra=f"keys:\n  k: {{sum: [{items}]}}\n"))


@case(3000)
def unknown_keys(n):
    items = ", ".join(f"{{weight: 1, of: x{i}}}" for i in range(n))
    return run(scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}" for i in range(n))
                        + f"  k: {{sum: [{items}]}}\n"), exit=3)


@case(3000)
def keys_of_keys(n):
    return run(scenario(extra="keys:\n  k0: {column: count}\n" + fields(
        f"k{i}: {{sum: [k{i - 1}]}}" for i in range(1, n))), exit=3)


@case(3000)
def keys_of_keys_upwards(n):
    return run(scenario(extra="keys:\n" + fields(
        f"k{i}: {{sum: [k{i + 1}]}}" for i in range(n)) + f"  k{n}: {{column: count}}\n"), exit=3)


@case(3000)
def circle_of_keys(n):
    return run(scenario(extra="keys:\n" + fields(
        f"k{i}: {{sum: [k{(i + 1) % n}]}}" for i in range(n))), exit=3)


@case(1000)
def keys_of_groups(n):
    return run(scenario(
        rows="".join(f'  - {{id: "{i}", group: a, count: 1}}\n' for i in range(2)),
        extra="groups:\n" + block(['{id: a, need: 3}']) + "keys:\n" + fields(
            f"k{i}: {{column: need}}" for i in range(n)),
        pots="pots:\n- {id: p, amount: 10, steps: [{share: {tiers: [{group: group, by: k0}, "
             "{by: count}]}}]}\n"))


@case(1000)
def keys_of_groups_in_a_chain(n):
    return run(scenario(
        rows="".join(f'  - {{id: "{i}", group: a, count: 1}}\n' for i in range(2)),
        extra="groups:\n" + block(['{id: a, need: 3}']) + "keys:\n  k0: {column: need}\n" + fields(
            f"k{i}: {{sum: [k{i - 1}]}}" for i in range(1, n)),
        pots="pots:\n- {id: p, amount: 10, steps: [{share: {tiers: [{group: group, by: k0}, "
             "{by: count}]}}]}\n"), exit=3)


# Districts and columns


@case(4000)
def districts_of_a_list(n):
    return run(scenario(rows=districts(n)), "--format", "csv")


@case(4000)
def districts_of_one_id(n):
    return run(scenario(rows=block('{id: "1", count: 1}' for _ in range(n))), exit=3)


@case(4000)
def totals(n):
    return run(scenario(rows=block(f'{{id: "{i}", name: Summe, count: 1}}' for i in range(n))),
               exit=3)


@case(4000)
def lookalikes(n):
    return run(scenario(rows=block(f'{{id: "{"cс"[i % 2]}{i // 2}", count: 1}}'
                                   for i in range(n))), "--format", "csv")


@case(4000)
def districts_without_an_id(n):
    return run(scenario(rows=block("{count: 1}" for _ in range(n))), exit=3)


@case(4000)
def cut_numbers(n):
    return run(scenario(rows=block(f'{{id: "{i}", count: 1,5}}' for i in range(n))), exit=3)


def table(rows, pots=POT, extra="", **more):
    lines = ", ".join(["table: t.csv"] + [f"{k}: {v}" for k, v in more.items()])
    text = f"allot: 1\ntitle: t\ndistricts: {{{lines}}}\n{extra}{pots}"
    return text, rows


@case(20000)
def rows_of_a_table(n):
    text, rows = table("id,count\n" + "".join(f"{i},{i % 9}\n" for i in range(n)))
    return run(text, "--format", "csv", t_csv=rows)


@case(8000)
def columns_of_a_table(n):
    text, rows = table("id,count," + ",".join(f"c{i}" for i in range(n)) + "\n"
                       + "".join(f"{i},1" + ",2" * n + "\n" for i in range(2)))
    return run(text, t_csv=rows)


@case(1000)
def columns_in_use(n):
    text, rows = table(
        "id,count," + ",".join(f"c{i}" for i in range(n)) + "\n"
        + "".join(f"{i},1" + ",2" * n + "\n" for i in range(2)),
        pots="pots:\n- {id: p, amount: 1000000, steps: ["
             + ", ".join(f"{{rate: {{amount: 1, per: c{i}}}}}" for i in range(n))
             + ", {share: {by: count}}]}\n")
    return run(text, t_csv=rows)


@case(8000)
def columns_without_a_name(n):
    text, rows = table("id,count" + "," * n + "\n1,1" + ",2" * n + "\n")
    return run(text, t_csv=rows)


@case(8000)
def columns_of_one_name(n):
    text, rows = table("id,count" + ",c" * n + "\n1,1" + ",2" * n + "\n")
    return run(text, exit=3, t_csv=rows)


@case(8000)
def columns_for_init(n):
    made = run("", command="init", t_csv="id;count;" + ";".join(f"c{i}" for i in range(n)) + "\n"
               + "".join(f"{i};1" + ";2" * n + "\n" for i in range(2)))
    made["arguments"] = ["init", "--from", "t.csv"]
    return made


@case(1000)
def columns_of_a_list(n):
    columns = "".join(f", c{i}: 1" for i in range(n))
    return run(scenario(rows=districts(2, columns)))


@case(2000)
def facts_of_columns(n):
    text, rows = table(
        "id,count," + ",".join(f"c{i}" for i in range(n)) + "\n1,1" + ",2" * n + "\n",
        columns="{" + ", ".join(f"c{i}: {{label: l}}" for i in range(n)) + "}")
    return run(text, t_csv=rows)


@case(2000)
def facts_of_unknown_columns(n):
    text, rows = table(
        "id,count," + ",".join(f"c{i}" for i in range(n)) + "\n1,1" + ",2" * n + "\n",
        columns="{" + ", ".join(f"d{i}: {{label: l}}" for i in range(n)) + "}")
    return run(text, exit=3, t_csv=rows)


@case(2000)
def unknown_columns(n):
    text, rows = table(
        "id,count," + ",".join(f"c{i}" for i in range(n)) + "\n1,1" + ",2" * n + "\n",
        pots="pots:\n- {id: p, amount: 1000, steps: ["
             + ", ".join(f"{{rate: {{amount: 1, per: d{i}}}}}" for i in range(n)) + "]}\n")
    return run(text, exit=3, t_csv=rows)


@case(2000)
def values_of_where(n):
    text, rows = table("id,count,kind\n" + "".join(f"{i},1,k{i}\n" for i in range(n)),
                       where="{kind: [" + ", ".join(f"k{i}" for i in range(n)) + "]}")
    return run(text, t_csv=rows)


@case(2000)
def unknown_values_of_where(n):
    text, rows = table("id,count,kind\n" + "".join(f"{i},1,k{i}\n" for i in range(n)),
                       where="{kind: [" + ", ".join(f"j{i}" for i in range(n)) + "]}")
    return run(text, exit=3, t_csv=rows)


@case(1000)
def conditions_of_where(n):
    text, rows = table(
        "id,count," + ",".join(f"c{i}" for i in range(n)) + "\n1,1" + ",2" * n + "\n",
        where="{" + ", ".join(f'c{i}: "2"' for i in range(n)) + "}")
    return run(text, t_csv=rows)


@case(20000)
def footnotes(n):
    text, rows = table("id,count\n1,1\n" + "a footnote\n" * n)
    return run(text, exit=3, t_csv=rows)


@case(20000)
def quoted_cells(n):
    text, rows = table('id,count,note\n' + "".join(f'{i},1,"a ""{i}"" b"\n' for i in range(n)))
    return run(text, t_csv=rows)


@case(20000)
def line_breaks_in_one_row(n):
    text, rows = table("id,count" + "".join(f",c{i}" for i in range(n // 10)) + "\n1,1"
                       + ',"a\nb"' * (n // 10) + "\n")
    return run(text, t_csv=rows)


@case(300)
def tables(n):
    names = ", ".join(["t.csv"] + [f"t{i}.csv" for i in range(n)])
    return run(f"allot: 1\ntitle: t\ndistricts: {{tables: [{names}]}}\n{POT}",
               t_csv="id,count\n1,1\n", **{f"t{i}_csv": f"id,c{i}\n1,1\n" for i in range(n)})


# Groups


@case(2000)
def groups(n):
    text, rows = table("id,count,land\n" + "".join(f"{i},1,g{i}\n" for i in range(n)), group="land")
    return run(text, "--by", "group", t_csv=rows)


@case(2000)
def groups_of_a_table(n):
    text, rows = table("id,count,land\n" + "".join(f"{i},1,g{i}\n" for i in range(n)),
                       group="land", extra="groups: {table: g.csv}\n")
    return run(text, t_csv=rows, g_csv="id,need\n" + "".join(f"g{i},1\n" for i in range(n)))


@case(2000)
def unknown_groups(n):
    text, rows = table("id,count,land\n" + "".join(f"{i},1,h{i}\n" for i in range(n)),
                       group="land", extra="groups: {table: g.csv}\n")
    return run(text, exit=3, t_csv=rows,
               g_csv="id,need\n" + "".join(f"g{i},1\n" for i in range(n)))


# Sources, fields, notes


@case(4000)
def sources(n):
    return run(scenario(extra="sources:\n" + fields(f"s{i}: {{title: t}}" for i in range(n))))


@case(3000)
def sources_in_use(n):
    return run(scenario(
        extra="sources:\n" + fields(f"s{i}: {{title: t}}" for i in range(n)) + "keys:\n"
        + fields(f"k{i}: {{column: count, source: s{i}}}" for i in range(n)),
        pots="pots:\n" + block(
            f"{{id: p{i}, amount: 10, source: s{i}, steps: [{{share: {{by: k{i}}}}}]}}"
            for i in range(n))))


@case(3000)
def unknown_sources(n):
    return run(scenario(
        extra="sources:\n" + fields(f"s{i}: {{title: t}}" for i in range(n)) + "keys:\n"
        + fields(f"k{i}: {{column: count, source: r{i}}}" for i in range(n))), exit=3)


@case(10000)
def unknown_fields(n):
    return run(scenario(extra="".join(f"field{i}: 1\n" for i in range(n))), exit=3)


@case(10000)
def fields_of_one_name(n):
    return run(scenario(extra="note: x\n" * n), exit=3)


@case(2000)
def notes(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, note: n{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}"
        for i in range(n))), "--format", "markdown")


# Participation and periods

PERIOD = "period: {from: 2025-01-01, until: 2026-01-01}\n"


def with_participation(rows, participation, **more):
    return run(scenario(
        rows=rows, head=PERIOD,
        pots=f"pots:\n- {{id: p, amount: 1000, participation: {{{participation}}}, prorate: "
             "{unit: day}, steps: [{share: {by: count}}]}\n"), **more)


@case(4000)
def participants(n):
    ids = ", ".join(f'"{i:06}"' for i in range(n))
    return with_participation(districts(n), f"default: none, from: {{2025-01-01: [{ids}]}}")


@case(4000)
def dates_of_participation(n):
    ids = ", ".join(f'{1000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}: ["{i:06}"]'
                    for i in range(n))
    return with_participation(districts(n), f"default: none, from: {{{ids}}}")


@case(2000)
def unknown_participants(n):
    ids = ", ".join(f'"x{i:06}"' for i in range(n))
    return with_participation(districts(n), f"default: none, from: {{2025-01-01: [{ids}]}}", exit=3)


@case(2000)
def participants_named_twice(n):
    ids = ", ".join(f'"{i:06}", "{i:06}"' for i in range(n))
    return with_participation(districts(n), f"default: none, from: {{2025-01-01: [{ids}]}}", exit=3)


@case(4000)
def intervals_of_one_district(n):
    def dates(start):
        return ", ".join(f'{1000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}: ["000000"]'
                         for i in range(start, n, 2))
    return with_participation(TWO, f"default: none, from: {{{dates(0)}}}, until: {{{dates(1)}}}",
                              exit=3)


@case(4000)
def pots_with_participation(n):
    return run(scenario(head=PERIOD, pots="pots:\n" + block(
        f"{{id: p{i}, amount: 100, participation: {{default: all}}, steps: [{{share: {{by: count}}"
        "}]}" for i in range(n))))


# What is expected


@case(4000)
def expected_budgets(n):
    budgets = ", ".join(f'"{i:06}": 10' for i in range(n))
    return run(scenario(rows=districts(n), extra=f"expect: {{budgets: {{{budgets}}}}}\n"),
               command="check", exit=1)


@case(2000)
def unknown_budgets(n):
    budgets = ", ".join(f'"x{i:06}": 10' for i in range(n))
    return run(scenario(rows=districts(n), extra=f"expect: {{budgets: {{{budgets}}}}}\n"),
               command="check", exit=3)


@case(2000)
def unknown_shares(n):
    budgets = ", ".join(f'"x{i:06}": 1 %' for i in range(n))
    return run(scenario(rows=districts(n), extra=f"expect: {{key: {{count: {{{budgets}}}}}}}\n"),
               command="check", exit=3)


@case(2000)
def shares_of_unknown_keys(n):
    shares = ", ".join(f'x{i:06}: {{"000001": 1 %}}' for i in range(n))
    return run(scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}" for i in range(n))
                        + f"expect: {{key: {{{shares}}}}}\n"), command="check", exit=3)


@case(4000)
def expected_table(n):
    return run(scenario(rows=districts(n), extra="expect: {table: {file: t.csv, amount: a}}\n"),
               command="check", exit=1, t_csv="id,a\n" + "".join(f"{i:06},10\n" for i in range(n)))


# The year before


@case(4000)
def prior_table(n):
    return run(scenario(rows=districts(n), extra="prior: {table: t.csv, amount: a}\n"),
               t_csv="id,a\n" + "".join(f"{i:06},10\n" for i in range(n)))


@case(2000)
def unknown_ids_of_a_prior_table(n):
    return run(scenario(rows=districts(n), extra="prior: {table: t.csv, amount: a}\n"), exit=3,
               t_csv="id,a\n" + "".join(f"x{i:06},10\n" for i in range(n)))


@case(2000)
def merged_districts(n):
    return run(scenario(
        rows=districts(n),
        extra="prior: {table: t.csv, amount: a, becomes: b}\n"),
        t_csv="id,a,b\n" + "".join(f"o{i:06},10,{i:06}\n" for i in range(n)))


@case(1000)
def split_districts(n):
    return run(scenario(
        rows=districts(n),
        extra="prior: {table: t.csv, amount: a, becomes: b, part: p}\n"),
        t_csv="id,a,b,p\n" + "".join(f"o,10,{i:06},1/{n}\n" for i in range(n)))


@case(2000)
def unknown_ids_of_merged_districts(n):
    return run(scenario(
        rows=districts(n),
        extra="prior: {table: t.csv, amount: a, becomes: b}\n"), exit=3,
        t_csv="id,a,b\n" + "".join(f"o{i:06},10,x{i:06}\n" for i in range(n)))


@case(2000)
def vanished_districts(n):
    return run(scenario(rows=districts(n), extra="prior: {scenario: old.yaml}\n"), exit=3,
               old_yaml=scenario(rows=block(f'{{id: "x{i}", count: 1}}' for i in range(n))))


# Overlays and the command line


@case(3000)
def changes_of_cells(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.count: 5" for i in range(n)),
               b_yaml=f"allot: 1\ntitle: t\ndistricts: {{table: t.csv}}\n{POT}",
               t_csv="id,count\n" + "".join(f"{i:06},1\n" for i in range(n)))


@case(3000)
def changes_of_unknown_cells(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.x{i:06}.count: 5" for i in range(n)), exit=3,
               b_yaml=f"allot: 1\ntitle: t\ndistricts: {{table: t.csv}}\n{POT}",
               t_csv="id,count\n" + "".join(f"{i:06},1\n" for i in range(n)))


@case(2000)
def changes_of_unknown_columns(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.000000.x{i}: 5" for i in range(n)), exit=3,
               b_yaml=f"allot: 1\ntitle: t\ndistricts: {{table: t.csv}}\n{POT}",
               t_csv="id,count," + ",".join(f"c{i}" for i in range(n)) + "\n"
               + "000000,1" + ",1" * n + "\n")


@case(3000)
def changes_of_listed_cells(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.count: 5" for i in range(n)),
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def changes_of_unknown_listed_cells(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.x{i:06}.count: 5" for i in range(n)), exit=3,
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def changes_of_columns(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.000000.c{i}: 5" for i in range(n)),
               b_yaml="allot: 1\ntitle: t\ndistricts: {table: t.csv}\nkeys:\n"
               + "  all: {sum: [" + ", ".join(f"c{i}" for i in range(n)) + "]}\n"
               + POT.replace("count", "all"),
               t_csv="id," + ",".join(f"c{i}" for i in range(n)) + "\n"
               + "000000" + ",1" * n + "\n000001" + ",1" * n + "\n")


@case(3000)
def changes_of_dates(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.date: 2025-03-01" for i in range(n)),
               b_yaml="allot: 1\ntitle: t\n" + PERIOD + "districts: {table: t.csv}\n"
               + "pots:\n- {id: p, amount: 100000, participation: {column: date}, prorate: "
                 "{unit: day}, steps: [{share: {by: count}}]}\n",
               t_csv="id,count,date\n" + "".join(f"{i:06},1,2025-02-01\n" for i in range(n)))


@case(3000)
def changes_of_listed_columns(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.000001.c{i}: 5" for i in range(n)),
               b_yaml=scenario(rows=districts(2, "".join(f", c{i}: 1" for i in range(n)))))


@case(3000)
def changes_of_columns_that_no_item_has(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.cuont: 5" for i in range(n)), exit=3,
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def columns_of_one_item(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.extra: 5" for i in range(n)),
               b_yaml=scenario(rows=districts(n) + block(['{id: z, count: 1, extra: 1}'])))


@case(3000)
def changes_of_cells_between_others(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.count: 5\n  sources.s{i}.title: u" for i in range(n)),
               b_yaml="allot: 1\ntitle: t\ndistricts: {table: t.csv}\nsources:\n"
               + fields(f"s{i}: {{title: t}}" for i in range(n)) + POT,
               t_csv="id,count\n" + "".join(f"{i:06},1\n" for i in range(n)))


@case(2000)
def changes_of_keys(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"keys.k{i}.column: count" for i in range(n)),
               b_yaml=scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}"
                                                        for i in range(n))))


@case(2000)
def changes_of_unknown_keys(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"keys.x{i}.column: count" for i in range(n)), exit=3,
               b_yaml=scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}"
                                                        for i in range(n))))


@case(1000)
def changes_of_pots(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"pots.p{i}.amount: {{times: 2}}" for i in range(n)),
               b_yaml=scenario(pots="pots:\n" + block(
                   f"{{id: p{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}"
                   for i in range(n))))


@case(2000)
def changes_of_steps_by_label(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"pots.p.steps.s{i}.amount: 2" for i in range(n)),
               b_yaml=scenario(pots=f"pots:\n- id: p\n  amount: {10 * n}\n  steps:\n"
                               + block(f"{{flat: {{amount: 1}}, label: s{i}}}" for i in range(n))
                               + "  - {share: {by: count}}\n"))


@case(3000)
def new_ids(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f'districts.{i:06}.id: "x{i:06}"' for i in range(n)),
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def replaced_districts(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f'districts.{i:06}: {{id: "x{i:06}", count: 2}}' for i in range(n)),
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def removed_keys(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n" + fields(f"keys.k{i}:" for i in range(n)),
               b_yaml=scenario(extra="keys:\n" + fields(f"k{i}: {{column: count}}"
                                                        for i in range(n + 1))))


@case(2000)
def removed_districts(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}:" for i in range(n)),
               b_yaml=scenario(rows=districts(n + 2)))


@case(2000)
def new_budgets(n):
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"expect.budgets.{i:06}: 5" for i in range(n)),
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def values_of_the_command_line(n):
    sets = [a for i in range(n) for a in ("--set", f"districts.{i:06}.count=5")]
    return run(f"allot: 1\ntitle: t\ndistricts: {{table: t.csv}}\n{POT}", *sets,
               t_csv="id,count\n" + "".join(f"{i:06},1\n" for i in range(n)))


@case(3000)
def values_of_the_command_line_over_an_overlay(n):
    sets = [a for i in range(n) for a in ("--set", f"districts.{i:06}.count=5")]
    return run("allot: 1\nbase: b.yaml\nchange:\n"
               + fields(f"districts.{i:06}.count: {{times: 2}}" for i in range(n)), *sets,
               b_yaml=scenario(rows=districts(n)))


@case(3000)
def unknown_columns_of_the_result(n):
    return run(scenario(), "--columns", ",".join(f"c{i}" for i in range(n)), exit=2)


@case(2000)
def compared_results(n):
    made = run("", command="compare", exit=3,
               a_csv="id,budget\n" + "".join(f"a{i},1\n" for i in range(n)),
               b_csv="id,budget\n" + "".join(f"b{i},1\n" for i in range(n)))
    made["arguments"] = ["compare", "a.csv", "b.csv"]
    return made


@case(1000)
def compared_scenarios(n):
    made = run("", command="compare",
               a_yaml=scenario(pots="pots:\n" + block(
                   f"{{id: p{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}"
                   for i in range(n))),
               b_yaml=scenario(pots="pots:\n" + block(
                   f"{{id: q{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}"
                   for i in range(n))))
    made["arguments"] = ["compare", "a.yaml", "b.yaml"]
    return made


@case(1000, held=False)
def explained_pots(n):
    return run(scenario(pots="pots:\n" + block(
        f"{{id: p{i}, amount: 100, steps: [{{share: {{by: count}}}}]}}" for i in range(n))),
        "000001", command="explain")


# Texts


@case(400_000)
def a_title(n):
    made = run(scenario().replace("title: t", 'title: "' + "ä" * n + '"'), exit=3)
    return made


@case(400_000)
def a_cell(n):
    text, rows = table("id,count,note\n1,1," + "ä" * n + "\n")
    return run(text, exit=3, t_csv=rows)


@case(400_000)
def an_id(n):
    text, rows = table("id,count\n" + "ä" * n + ",1\n")
    return run(text, exit=3, t_csv=rows)


@case(400_000)
def a_comment(n):
    return run(scenario() + "# " + "ä" * n + "\n")


@case(200_000)
def blank_lines(n):
    return run(scenario() + "\n" * n)


@case(100_000)
def lines_of_a_note(n):
    return run(scenario(head="note: |\n" + "  a\n" * n), exit=3)


@case(400_000)
def a_number(n):
    return run(scenario().replace("100000", "1" * n), exit=3)


@case(400_000)
def an_unknown_field(n):
    return run(scenario(extra="a" * n + ": 1\n"), exit=3)


def seconds(allot, made):
    """Processor time of one run; raises where it does not end as the case says."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in made["files"].items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = subprocess.run([allot, *made["arguments"]], cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, timeout=MOST_SECONDS, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode != made["exit"]:
        raise AssertionError(f"exit {ended.returncode}, not {made['exit']}: "
                             + ended.stderr[:1000].decode("utf-8", "replace"))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def growth(allot, name):
    """Of the least times of some runs; a busy machine makes times longer, never shorter."""
    count, make = CASES[name]
    small, large = make(count), make(4 * count)
    few = many = float("inf")
    for _ in range(4):
        few, many = min(few, seconds(allot, small)), min(many, seconds(allot, large))
        if many < MEASURABLE or many < BOUND * few:
            return None
    return f"{name}: {count} items take {few:.3f} s, {4 * count} items {many:.3f} s"


def show_times(allot, names, scale):
    for name in names:
        count, make = CASES[name]
        try:
            few, many = (seconds(allot, make(scale * n)) for n in (count, 4 * count))
        except (AssertionError, subprocess.TimeoutExpired) as error:
            print(f"{name:36} {str(error)[:300]}", flush=True)
            continue
        size = sum(len(text) for text in make(4 * scale * count)["files"].values())
        print(f"{name:36} {scale * count:8} {few:7.3f} {many:7.3f} {many / few:5.1f} "
              f"{size / 1000:8.0f} kB {'<<<<' if many / few > 7 and many > 0.1 else ''}",
              flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--allot", required=True)
    parser.add_argument("--times", action="store_true", help="show times, hold nothing")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    allot = os.path.abspath(options.allot)
    names = options.names or [name for name in CASES if options.times or name not in NOT_HELD]
    if options.times:
        show_times(allot, names, options.scale)
        return 0
    failures = []
    for name in names:
        try:
            failures += filter(None, [growth(allot, name)])
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failures.append(f"{name}: {error}")
    print("\n".join(failures))
    print(f"{len(names)} kinds of input, {len(failures)} of them grow too fast")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
