"""Writes a scenario as YAML; only an Id is quoted."""

import re

# In an amount of money a point and three digits are refused: they may be thousands.
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Id(str):
    """Text that YAML must not read as a number: it is written in quotes."""


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    if isinstance(value, Id):
        return '"' + value + '"'
    return "" if value is None else str(value)


def yaml(scenario):
    lines = []
    # Of a published key the printed decimals count.
    published = {key.get("shares") for key in (scenario.get("keys") or {}).values()}
    for field, value in scenario.items():
        if field == "pots":
            lines.append("pots:")
            for pot in value:
                lines += pot_lines(pot)
        elif isinstance(value, list):
            lines.append(f"{field}:")
            for item in value:
                cells = {k: v if k in published else with_four(v) for k, v in item.items()}
                lines.append(f"  - {flow(cells)}")
        elif field == "keys":
            lines.append("keys:")
            lines += [f"  {k}: {flow(v)}" for k, v in value.items()]
        else:
            lines.append(f"{field}: {flow(with_four(value))}")
    return "\n".join(lines) + "\n"


def pot_lines(pot):
    lines = []
    for at, (field, value) in enumerate(pot.items()):
        lead = "  - " if at == 0 else "    "
        if field in ("steps", "contributors"):
            lines.append(f"{lead}{field}:")
            lines += [f"      - {flow(with_four(v))}" for v in value]
        else:
            lines.append(f"{lead}{field}: {flow(with_four(value))}")
    return lines


def with_four(value):
    """The same with four decimals where three would look like thousands."""
    if isinstance(value, dict):
        return {k: with_four(v) for k, v in value.items()}
    if isinstance(value, list):
        return [with_four(v) for v in value]
    looks = not isinstance(value, Id) and THOUSANDS.fullmatch(str(value))
    return f"{value}0" if looks else value
