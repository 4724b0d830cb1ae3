"""Initiatives are gathered as if each were held against every other, without doing so."""

import random

from musnad.relate.matters import Matters, one_matter, told

WORDS = [
    "معبر",
    "خطه",
    "تطعيم",
    "حصبه",
    "هدنه",
    "ميناء",
    "سد",
    "ري",
    "قرض",
    "محاكمه",
    "نهر",
    "مدنيين",
    "صيادين",
    "ساروديا",
    "فرنسا",
    "دمشق",
    "زياد",
    "وزير",
    "وقف",
    "الغاء",
    "حقل",
]


def one_by_one(names: list[str]) -> list[int]:
    """The matter of each name, by holding it against all that came before: most words in common, then the first."""
    firsts: list[frozenset[str]] = []
    found = []
    for name in names:
        words = told(name)
        fit = [n for n, other in enumerate(firsts) if words == other or one_matter(words, other)]
        best = min(fit, key=lambda n: (words != firsts[n], -len(words & firsts[n]), n), default=len(firsts))
        if best == len(firsts):
            firsts.append(words)
        found.append(best)
    return found


def test_only_looking_where_a_rare_word_is_shared_misses_nothing() -> None:
    drawn = random.Random(3)
    for _ in range(30):
        names = [" ".join(drawn.sample(WORDS, drawn.randint(3, 7))) for _ in range(60)]
        names = [name for name in dict.fromkeys(names) if len(told(name)) > 1]
        matters = Matters(names)
        assert [matters.of(name, "a.0") for name in names] == one_by_one(names)
