"""Every file includes only what its layer may (see the two tables), the folders of a layer form no
circle, and no folder holds more files than a newcomer can look through."""

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Layer -> layers whose headers it may include besides its own.
LAYERS = {
    "core": set(),
    "model": {"core"},
    "engine": {"model", "core"},
    "load": {"engine", "model", "core"},
    "what_if": {"load", "engine", "model", "core"},
    "report": {"engine", "model", "core"},
    "cli": {"what_if", "report", "load", "engine", "model", "core"},
}

# Beginning of an angle-bracket include -> the only places that may have it. Clock, locale, streams,
# files and environment belong to cli; each library with a long compile time to one file. Of chrono
# others take the calendar, not the clock.
RESERVED = {
    "boost/": ["src/core/bigint.cpp"],
    "fmt/format-inl.h": ["src/core/fmt_library.cpp"],
    "yaml-cpp/": ["src/load/yaml/yaml_tree.cpp"],
    "CLI/": ["src/cli/"],
    "nlohmann/": ["src/load/fields/format_schema.cpp", "src/load/geo/geojson.cpp", "src/load/results/result_json.cpp"],
    "minizip/": ["src/load/xlsx/package/archive.cpp", "src/report/formats/workbook/package.cpp"],
    "expat.h": ["src/load/xlsx/package/xml.cpp"],
    "chrono": ["src/cli/", "include/allot/core/date.hpp", "src/engine/pot/participants.cpp"],
    "ctime": ["src/cli/"],
    "locale": ["src/cli/"],
    "clocale": ["src/cli/"],
    "filesystem": ["src/cli/"],
    "fstream": ["src/cli/"],
    "iostream": ["src/cli/"],
    "cstdio": ["src/cli/"],
    "thread": ["src/core/work_together.cpp"],
    "random": [],
    "unistd.h": ["src/cli/"],
}
ONE_FILE_ONLY = ["CLI/"]

# Files side by side: .cpp and .hpp of one folder.
MOST_IN_A_FOLDER = 22

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1] == "<", match[2]


def layer_of(relative):
    """`include/allot/core/money.hpp` and `src/core/money.cpp` are of layer core."""
    parts = relative.parts
    return parts[2] if parts[0] == "include" else parts[1]


def folder_of(relative):
    """`engine/steps` of `src/engine/steps/share.cpp` and `include/allot/engine/steps/…`."""
    parts = relative.parts[2 if relative.parts[0] == "include" else 1 : -1]
    return "/".join(parts)


def target_of(path, header):
    """The file that an include in quotes means."""
    if header.startswith("allot/"):
        return ROOT / "include" / header
    target = ROOT / "src" / header
    return target if target.exists() else path.parent / header


def circle_in(graph):
    """Folders of one circle of the graph, the first again at the end; nothing if there is none."""
    done = set()

    def walk(node, path):
        if node in path:
            return path[path.index(node) :] + [node]
        if node in done:
            return None
        for other in sorted(graph.get(node, ())):
            found = walk(other, path + [node])
            if found:
                return found
        done.add(node)
        return None

    for node in sorted(graph):
        found = walk(node, [])
        if found:
            return found
    return None


def is_reserved(header, prefix):
    return header.startswith(prefix) if prefix.endswith("/") else header == prefix


def check_system(relative, header, users):
    for prefix, places in RESERVED.items():
        if not is_reserved(header, prefix):
            continue
        users.setdefault(prefix, set()).add(str(relative))
        if not any(str(relative).startswith(place) for place in places):
            return f"<{header}> is for {', '.join(places) or 'nobody'} only"
    return None


def check_own(path, relative, header):
    own = layer_of(relative)
    if header.startswith("allot/"):
        other = header.split("/")[1]
        target = ROOT / "include" / header
    else:
        if relative.parts[0] == "include":
            return f'a public header includes the private "{header}"'
        target = target_of(path, header)
        if not target.exists():
            return f'there is no "{header}"'
        other = layer_of(target.resolve().relative_to(ROOT))
        if other != own:
            return f'"{header}" is private to {other}'
    if not target.exists():
        return f'there is no "{header}"'
    if other != own and other not in LAYERS[own]:
        return f"{own} may not include {header}"
    return None


def main():
    complaints = []
    users = {}
    graph = {}  # folder -> folders of its layer that it includes -> one place where it does
    crowd = Counter()
    files = sorted(p for top in ("include/allot", "src") for p in (ROOT / top).rglob("*.[ch]pp"))
    for path in files:
        relative = path.relative_to(ROOT)
        if layer_of(relative) not in LAYERS:
            complaints.append(f"{relative}: not in a folder of a layer")
            continue
        crowd[path.parent.relative_to(ROOT)] += 1
        own = folder_of(relative)
        for number, system, header in includes(path):
            if not system and target_of(path, header).exists():
                other = folder_of(target_of(path, header).resolve().relative_to(ROOT))
                if other != own and other.split("/")[0] == own.split("/")[0]:
                    graph.setdefault(own, {}).setdefault(other, f"{relative}:{number}")
            complaint = (
                check_system(relative, header, users)
                if system
                else check_own(path, relative, header)
            )
            if complaint:
                complaints.append(f"{relative}:{number}: {complaint}")
    for prefix in ONE_FILE_ONLY:
        if len(users.get(prefix, ())) > 1:
            complaints.append(f"{prefix} is included by more than one file: {sorted(users[prefix])}")
    circle = circle_in(graph)
    if circle:
        complaints.append("a circle of folders: " + " -> ".join(circle))
        complaints += [f"  {graph[a][b]}: {a} includes {b}" for a, b in zip(circle, circle[1:])]
    for folder, count in sorted(crowd.items()):
        if count > MOST_IN_A_FOLDER:
            complaints.append(f"{folder}: {count} files, more than {MOST_IN_A_FOLDER}")
    if not files:
        complaints.append("no files found")
    print("\n".join(complaints) or f"{len(files)} files keep to their layers")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
