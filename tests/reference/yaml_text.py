"""Writes a scenario as YAML; only an Id is quoted."""


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
    for field, value in scenario.items():
        if field == "pots":
            lines.append("pots:")
            for pot in value:
                lines += pot_lines(pot)
        elif isinstance(value, list):
            lines.append(f"{field}:")
            lines += [f"  - {flow(v)}" for v in value]
        elif field == "keys":
            lines.append("keys:")
            lines += [f"  {k}: {flow(v)}" for k, v in value.items()]
        else:
            lines.append(f"{field}: {flow(value)}")
    return "\n".join(lines) + "\n"


def pot_lines(pot):
    lines = []
    for at, (field, value) in enumerate(pot.items()):
        lead = "  - " if at == 0 else "    "
        if field in ("steps", "contributors"):
            lines.append(f"{lead}{field}:")
            lines += [f"      - {flow(v)}" for v in value]
        else:
            lines.append(f"{lead}{field}: {flow(value)}")
    return lines
