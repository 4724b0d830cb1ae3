"""Measure `annotate` on the cases of `tests/cases/attributions`: `measure_cases.py [a|b] [--errors] [--floors]`.

Prints F1 in hundredths for each style, both halves apart; `--errors` lists what was missed, mistaken or made up
(of half a unless b is named: b is held out), `--floors` the lines for `floors.tsv`, a little below what is measured.
"""

from __future__ import annotations

import argparse
from collections import Counter

import gold_cases
from case_scores import MEASURES, Score, score
from musnad.extract.annotate import annotate

ROOM = 4.0  # how far below the measured figure a floor stands


def style_score(cases: list[tuple[gold_cases.Spec, gold_cases.Spec]]) -> tuple[Score, list[str]]:
    """The score of a file's cases, and the names of those that report a word though nobody speaks there."""
    total, loud = Score(), []
    for gold, article in cases:
        said = annotate(article)["attributions"]
        total += score(gold, article["text"], said)
        if gold.get("nothing") and said:
            loud.append(gold["id"])
    return total, loud


def main() -> None:
    """Print the table, and what was asked for beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", nargs="?", default="*", choices=["a", "b", "*"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--floors", action="store_true")
    args = parser.parse_args()
    halves: dict[str, Score] = {"a": Score(), "b": Score()}
    kinds: Counter[str] = Counter()
    print(f"{'':24}{'cases':>6}{'gold':>6}" + "".join(f"{name:>10}" for name in MEASURES) + "  loud negatives")
    for path in gold_cases.files(args.half):
        cases = gold_cases.read(path)
        result, loud = style_score(cases)
        half = path.stem[-1]
        figures = "".join(f"{result.f1(name):10.1f}" for name in MEASURES)
        print(f"{path.stem:24}{len(cases):6}{result.gold['found']:6}{figures}  {' '.join(loud)}")
        if args.floors:
            floors = "\t".join(f"{max(0.0, result.f1(name) - ROOM):.0f}" for name in MEASURES)
            print(f"{path.stem}\t{floors}")
        halves[half] += result
    for half, result in halves.items():
        if result.gold["found"]:
            figures = "".join(f"{result.f1(name):10.1f}" for name in MEASURES)
            print(f"{'all of ' + half:24}{'':6}{result.gold['found']:6}{figures}")
    for half in args.half if args.half != "*" else "a":
        kinds.update(line.split()[0] for line in halves[half].errors)
        for line in halves[half].errors if args.errors else ():
            print(line)
        print(f"errors of {half}:", dict(kinds.most_common()))


if __name__ == "__main__":
    main()
