"""Whether memory stays the same however many articles are read: bench/stream.py [ARTICLES] [--seed 1]

Makes ARTICLES (100,000 by default) news articles one after another and reads each as `musnad annotate` does. Their
sentences are made of those of news (who said, refused, proposed, killed, met whom), filled with persons, places, bodies
and offices of the knowledge tables, with family names and nouns made of Arabic roots in Arabic patterns, so that new
words and new names never end. Prints the memory held and words a second after 1,000, 2,000, 5,000, 10,000 ... articles.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from musnad.process import tune

tune()  # before what does linear algebra

from musnad.extract.annotate import annotate  # noqa: E402
from musnad.lexicon import lexicon  # noqa: E402

_ROOTS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_NOUNS = ("فعال", "فعيل", "فعول", "مفعل", "مفعول", "تفعيل", "فاعل", "افتعال", "مفاعله", "انفعال", "استفعال", "تفاعل")
_FAMILIES = ("ال{}ي", "ال{}اوي", "{}", "ال{}", "{}ان", "ال{}اني")
_ENDS = ("", "", "", "ات", "ه", "ها", "هم")
_SENTENCES = (
    "قال {office} {person} إن «{the} {noun} سيؤدي إلى {noun} {the} في {place}».",
    "وأضاف {person}، في تصريح لوكالة {outlet}، أن {the} {noun} لن يتم قبل {n} {month}.",
    "وأكد {office} في {place} أن بلاده ترفض {noun} {the} الذي اقترحته {body}.",
    "ودعت {body} جميع الأطراف إلى {noun} {the} فورا، مشيرة إلى أن {the} {noun} يهدد {the} {noun}.",
    "وقتل {n} أشخاص وأصيب {m} آخرون في هجوم استهدف {the} قرب {place} أمس، وفق ما ذكر مصدر أمني لصحيفة «{outlet}».",
    "واجتمع {person} مع {office} {other} في {place} لبحث {noun} {the} و{noun} {the}.",
    "ونفى {person} صحة ما نقلته «{outlet}» عن {noun} {the}، قائلا: «لم نوافق على {the} {noun}».",
    "وبحسب {person}، فإن {noun} {the} بلغ {n} مليون دولار في {place}.",
    "واحتج مئات {the} في {place} على {noun} {the}، وطالبوا بإقالة {office}.",
    "ولم يعلق {office} على {noun} {the}، فيما رفض {other} {noun} {the} في {place}.",
    "وتعمل {body} على {noun} {the} و{noun} {the} منذ {n} سنوات في {place} و{noun} {the}.",
    "وجاء في بيان {body} أن {the} {noun} في {place} «{noun} {the} بلا {noun}».",
)
_SENTENCES_EACH = 12
_STOCK, _NEW = 4_000, 0.2
"""Nouns that come again, and how often another one comes instead."""
_SLOTS = 1 << 24
"""Distinct words are counted in so many slots, so that counting them takes no memory that grows."""


class Maker:
    """Makes articles, each other than all before."""

    def __init__(self, seed: int) -> None:
        lex = lexicon()
        self.chance = random.Random(seed)  # noqa: S311
        self.given = [row.name for row in lex.given_names.values() if row.kind == "given"]
        self.places = [row.name_ar for row in (*lex.places.values(), *lex.states.values())]
        self.bodies = [row.name_ar for row in lex.organizations.values()]
        self.outlets = [row.name_ar for row in lex.outlets.values()]
        self.offices = [form for row in lex.office_roles.values() for form in row.definite]
        self.months = [row.name for row in lex.months.values()]
        self.stock = [self.noun() for _ in range(_STOCK)]

    def noun(self) -> str:
        """A noun of a root in a pattern: one of some three hundred thousand."""
        first, second, third = self.chance.choices(_ROOTS, k=3)
        pattern = self.chance.choice(_NOUNS)
        return pattern.translate({ord("ف"): first, ord("ع"): second, ord("ل"): third}) + self.chance.choice(_ENDS)

    def word(self) -> str:
        """A noun, mostly one of a stock that comes again and again, as the words of a language do."""
        if self.chance.random() < _NEW:
            return self.noun()
        return self.stock[int(_STOCK * self.chance.random() ** 3)]

    def person(self) -> str:
        """A person: one or two given names and a family name."""
        family = self.chance.choice(_FAMILIES).format(self.noun())
        return " ".join([*self.chance.choices(self.given, k=self.chance.randint(1, 2)), family])

    def sentence(self) -> str:
        """A sentence of news."""
        pick = self.chance.choice
        text: str = pick(_SENTENCES)
        while "{noun}" in text or "{the}" in text:
            text = text.replace("{noun}", self.word(), 1).replace("{the}", "ال" + self.word(), 1)
        named = {"office": self.offices, "place": self.places, "body": self.bodies, "outlet": self.outlets}
        filled = {key: pick(values) for key, values in named.items()}
        numbers = {"n": self.chance.randint(2, 28), "m": self.chance.randint(2, 99)}
        return text.format(month=pick(self.months), person=self.person(), other=self.person(), **numbers, **filled)

    def articles(self, count: int) -> Iterator[dict[str, Any]]:
        """Articles as `musnad annotate` takes them."""
        for number in range(count):
            body = [self.sentence() for _ in range(_SENTENCES_EACH)]
            text = f"{self.noun()} {self.person()} في {self.chance.choice(self.places)}\n\n" + "\n".join(body)
            yield {"id": str(number), "text": text, "publisher": self.chance.choice(self.outlets), "published": ""}


def held() -> float:
    """MiB of memory that this process holds now; the most it ever held where the system does not tell."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the stream and print what it takes as it goes by."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    steps = {lead * 10**power for lead in (1, 2, 5) for power in range(3, 9)} | {options.articles}
    words, spent, distinct, seen = 0, 0.0, 0, bytearray(_SLOTS)
    print(f"{'articles':>10}{'words':>14}{'distinct':>12}{'MiB held':>10}{'words/s':>10}")
    for number, one in enumerate(Maker(options.seed).articles(options.articles), 1):
        tokens = one["text"].split()
        words += len(tokens)
        for slot in (crc32(token.encode()) % _SLOTS for token in tokens):
            distinct += not seen[slot]
            seen[slot] = 1
        began = time.process_time()
        annotate(one)
        spent += time.process_time() - began
        if number in steps:
            print(f"{number:10,}{words:14,}{distinct:12,}{held():10.0f}{words / spent:10,.0f}", flush=True)


if __name__ == "__main__":
    main()
