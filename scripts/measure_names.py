"""Measure who is meant, apart from finding the words: `measure_names.py train dev dev_outlets [--errors]`.

For each gold attribution with a source, the gold source span is asked for its speaker; for each without, the rule for
verbs without subject is asked, given the gold attributions before it. `right` is by the scorer's own `same_name`,
`exact` to the letter, `as it stands` the source itself or the last speaker.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from typing import Any

from msgspec import structs

from gold_place import need, pairs, scorer
from musnad.extract.mentions import find_mentions
from musnad.extract.who import Cast, Said, Who, cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse
from musnad.text.fold import fold_text

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4})")


def agreement(cue: str) -> tuple[str, str]:
    """The gender and number that a cue shows, roughly."""
    word = fold_text(cue).split()[-1]
    word = word[1:] if word[0] in "وف" and len(word) > 4 else word
    if word.endswith(("وا", "ون")):
        return "m", "p"
    if (word.endswith("ت") and len(word) > 3) or (word[0] in "مق" and word.endswith("ه") and len(word) > 4):
        return "f", "s"
    return ("", "") if word[0] == "ت" else ("m", "s")


def published(raw: str) -> str | None:
    """The day of a `published`, None where it is not one of the two usual forms."""
    match = _DAY.search(raw or "")
    if match is None:
        return None
    return "-".join(match.group(1, 2, 3) if match[1] else match.group(6, 5, 4))


def measure(article: dict[str, Any], gold: dict[str, Any], same: Any, count: Counter[str], errors: list[str]) -> None:
    """Count one article's attributions."""
    text = article["text"]
    doc = analyse(text, text.find("\n\n") + 2 if "\n\n" in text else 0)
    given = gold["attributions"]
    spans = [tuple(a["source"]) for a in given if a["source"]]
    company: Cast = cast(doc, find_mentions(doc, lexicon()), spans, lexicon(), published(article.get("published", "")))
    said: list[Said] = []
    met: dict[str, Who] = {}
    for a in given:
        cue = text[slice(*a["cue"])]
        if a["source"]:
            who = company.who(*a["source"])
            plain = text[slice(*a["source"])]
            met.setdefault(a["speaker"], who)
        else:
            who = company.subject(a["cue"][0], *agreement(cue), said)
            plain = said[-1].who.text if said else ""
        told = who.text if who is not None else ""
        if not a.get("optional"):
            kind = "source" if a["source"] else "none"
            count[f"{kind} all"] += 1
            count[f"{kind} right"] += same(a["speaker"], told)
            count[f"{kind} exact"] += a["speaker"] == told
            count[f"{kind} plain"] += same(a["speaker"], plain)
            if not same(a["speaker"], told):
                errors.append(f"{gold['id']} | {cue} | {plain} | gold {a['speaker']} | {told} | {who and who.basis}")
        known = met.get(a["speaker"]) or Who(a["speaker"], 0, 0, None, "PER", "")
        said.append(Said(a["cue"][0], *a["content"], structs.replace(known, text=a["speaker"])))


def main() -> None:
    """Measure each set and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    need()
    same_name = scorer().same_name
    for name in args.sets:
        count: Counter[str] = Counter()
        errors: list[str] = []
        for article, gold in pairs(name):
            measure(article, gold, same_name, count, errors)
        for kind, label in (("source", "with a source"), ("none", "without")):
            total = count[f"{kind} all"]
            shares = {what: count[f"{kind} {what}"] / total for what in ("right", "exact", "plain")}
            sys.stdout.write(
                f"{name:12} {label:14} {total:4}  right {shares['right']:.3f}  exact {shares['exact']:.3f}"
                f"  as it stands {shares['plain']:.3f}\n"
            )
        if args.errors:
            sys.stdout.write("".join(f"  {error}\n" for error in errors))


if __name__ == "__main__":
    main()
