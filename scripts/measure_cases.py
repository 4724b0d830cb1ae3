"""Measure `annotate` on the cases of `tests/cases/attributions`: `measure_cases.py [a|b] [--errors] [--floors]`.

Prints F1 in hundredths for each file, and for all of each half; `--errors` lists what was missed, mistaken or made up
(of half a unless b is named: b is held out), `--floors` the lines of `floors.tsv`, a little below what is measured.
"""

from __future__ import annotations

import argparse
from collections import Counter

import gold_cases
from case_scores import MEASURES, Score, judge, styles

ROOM = 4  # hundredths between the measured figure and its floor
FEW = 4  # with fewer gold entries than this a figure says nothing, and has no floor


def figures(result: Score) -> str:
    """The figures of a line of the table."""
    return "".join(f"{result.f1(name):10.1f}" for name in MEASURES)


def floor(result: Score, measure: str) -> str:
    """The floor that a measured figure allows."""
    lowest = int(result.f1(measure)) - ROOM
    return str(lowest) if lowest > 0 and result.gold[measure] >= FEW else "-"


def table(half: str) -> Score:
    """Print a line for each file of a half; its whole."""
    whole = Score()
    for path in gold_cases.files(half):
        result = Score()
        loud = []
        for gold, article in gold_cases.read(path):
            found = judge(gold, article)
            result += found
            if "nothing" in gold and found.found["found"]:
                loud.append(gold["id"].partition("/")[2])
        print(f"{path.stem:24}{result.gold['found']:6}{figures(result)}  {' '.join(loud)}")
        whole += result
    print(f"{'all of ' + half:24}{whole.gold['found']:6}{figures(whole)}")
    return whole


def main() -> None:
    """Print the table, and what was asked for beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", nargs="?", choices=["a", "b"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--floors", action="store_true")
    args = parser.parse_args()
    if args.floors:
        for style, result in styles().items():
            print(style, *(floor(result, name) for name in MEASURES), sep="\t")
        return
    print(f"{'':24}{'gold':>6}" + "".join(f"{name:>10}" for name in MEASURES) + "  negatives with a finding")
    wholes = {half: table(half) for half in ([args.half] if args.half else ["a", "b"])}
    shown = wholes[args.half or "a"]
    print("errors:", dict(Counter(line.split()[0] for line in shown.errors).most_common()))
    if args.errors:
        print(*shown.errors, sep="\n")


if __name__ == "__main__":
    main()
