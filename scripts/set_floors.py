"""Write the floors of the quality gate, a little below what is measured now: `set_floors.py [--room 0.005] [--lower]`.

A floor only rises, or stays: one that would sink is kept, and told with status 1, unless `--lower` is given. Gold
files that are not those of the floors need `--lower` too: on another gold a figure means something else.
"""

from __future__ import annotations

import argparse
import json
import math
import sys

from gold_place import need
from quality import FLOORS, MEASURES, Figures, floors, hashes


def floor(figure: float, room: float) -> float:
    """The floor that a measured figure allows; nothing stands below 0."""
    return max(0.0, math.floor((figure - room) * 1000) / 1000)


def raised(old: dict[str, Figures], new: dict[str, Figures]) -> tuple[dict[str, Figures], list[str]]:
    """The higher of both floors for each figure, and the figures whose new floor is the lower one."""
    sunk = [
        f"{name} {one}: {floor} -> {new.get(name, {}).get(one)}"
        for name, figures in old.items()
        for one, floor in figures.items()
        if new.get(name, {}).get(one, -1.0) < floor
    ]
    both = {name: {**figures, **new.get(name, {})} for name, figures in old.items()} | {
        name: figures for name, figures in new.items() if name not in old
    }
    return {
        name: {one: max(value, old.get(name, {}).get(one, 0.0)) for one, value in figures.items()}
        for name, figures in both.items()
    }, sunk


def main() -> int:
    """Measure, compare, write; status 1 where a floor would sink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--room", type=float, default=0.005, help="how far below the figure the floor stands")
    parser.add_argument("--lower", action="store_true", help="let floors sink, and take another gold for the old one")
    args = parser.parse_args()
    need()
    old, files = floors(), hashes()
    if old and old["files"] != files and not args.lower:
        sys.stderr.write("the gold files are not those of the floors: --lower sets all floors anew\n")
        return 1
    made = {name: {k: floor(v, args.room) for k, v in measure().items()} for name, measure in MEASURES.items()}
    kept, sunk = (made, []) if args.lower or not old else raised(old["floors"], made)
    FLOORS.write_text(json.dumps({"files": files, "floors": kept}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stderr.write("".join(f"kept, though measured lower (--lower lets it sink): {line}\n" for line in sunk))
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
