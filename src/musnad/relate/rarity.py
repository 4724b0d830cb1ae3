"""How telling a word is, by how rare its stem is in the language."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from musnad.lexicon import lexicon
from musnad.text.hashes import U32, hash_words

_UNKNOWN = 200
"""How rare a word is that the table does not know, and how rare any word is at most."""
_COMMON = 65
"""Words as common as this tell nothing."""


def rarities(stems: U32) -> npt.NDArray[np.float64]:
    """How telling each stem is: 0 for common words and those of agencies and datelines, most for unknown ones."""
    table, telling = _rarity()
    at = np.minimum(np.searchsorted(table, stems), len(table) - 1)
    return np.where(table[at] == stems, telling[at], float(_UNKNOWN - _COMMON))


@cache
def _rarity() -> tuple[U32, npt.NDArray[np.float64]]:
    """The stems of the table (scripts/train_rarity.py) and of agencies, sorted, and how telling each is."""
    with as_file(files("musnad") / "knowledge" / "models" / "rarity.npz") as path, np.load(path) as table:
        known, rare = table["stems"], table["rare"].astype(np.float64)
    telling = np.maximum(np.minimum(rare, _UNKNOWN) - _COMMON, 0)
    telling[np.isin(known, _houses())] = 0
    more = np.setdiff1d(_houses(), known)
    order = np.argsort(stems := np.concatenate((known, more)))
    return stems[order], np.concatenate((telling, np.zeros(len(more))))[order]


@cache
def _houses() -> U32:
    """The words of agencies and datelines: they tell who carries and when, not what happened."""
    rows = [row for row in lexicon().outlets.values() if row.kind == "agency"]
    names = [name for row in rows for name in (row.name_ar, row.name_en, *row.variants)]
    months = list(lexicon().months)
    own = hash_words([" ".join([*names, *months, "وكالات الوكالات انتهى الموافق هـ م ت"])])[0]
    return np.unique(own.stems)
