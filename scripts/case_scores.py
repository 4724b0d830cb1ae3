"""Judge what `annotate` finds in the cases: found, who said it, through whom, whether unnamed, and every error.

A found attribution shares half of its words with a gold content (F1 of words); one with the gold's cue is taken
first. A gold entry marked optional neither earns nor costs anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import gold_cases
from musnad.extract.annotate import annotate
from musnad.text.fold import fold_text

Spec = dict[str, Any]
WORD = re.compile(r"\w+")
PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال")
#: words of office, which name nobody by themselves
OFFICES = frozenset(
    WORD.findall(
        "رييس وزير وزيره وزاره متحدث ناطق باسم رسمي مدير عام نايب عضو مسوول مصدر مصادر وكاله صحيفه قناه شبكه موقع هييه "
        "منظمه حركه حزب كتله مجلس لجنه امين قايد دكتور مهندس سيد معالي سعاده سمو صاحب شيخ سفير عميد لواء في من"
    )
)
MEASURES = ("found", "who_said", "chain", "unnamed")


def stem(word: str) -> str:
    """The word without the article and what is written with it."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def same_actor(gold: str, found: str) -> bool:
    """Whether two strings name one: by the words that are no office, and by all words where they are offices alone."""
    ours, theirs = ({stem(word) for word in WORD.findall(fold_text(name))} for name in (gold, found))
    if ours == theirs:
        return True
    if not ours or not theirs:
        return False
    named, said = ours - OFFICES, theirs - OFFICES
    alike = len(ours & theirs) / len(ours | theirs) >= 0.6
    return alike or bool(named and said and (named <= said or said <= named))


def words_in(text: str, span: list[int] | tuple[int, int]) -> set[int]:
    """The starts of the words that the span touches."""
    return {m.start() for m in WORD.finditer(text) if m.start() < span[1] and m.end() > span[0]}


def alike(text: str, gold: Spec, found: Spec) -> float:
    """The F1 of the contents' words, more where cue and speaker are the gold's too; 0 below a half."""
    ours, theirs = words_in(text, gold["content"]), words_in(text, found["content"])
    shared: float = 2 * len(ours & theirs) / ((len(ours) + len(theirs)) or 1)
    if shared < 0.5:
        return 0.0
    cue = gold["cue"][0] < found["cue"][1] and found["cue"][0] < gold["cue"][1]
    who = same_actor(gold["speaker"], found["speaker"])
    return shared + (0.3 if cue else 0.0) + (0.2 if who else 0.0)


def pairs(text: str, golds: list[Spec], found: list[Spec]) -> list[tuple[Spec, Spec]]:
    """Gold and found, one to one: those that count before the optional, the most alike first."""
    ranked = sorted(
        (
            (not gold.get("optional"), alike(text, gold, one), -i, -j)
            for i, gold in enumerate(golds)
            for j, one in enumerate(found)
        ),
        reverse=True,
    )
    met, used, out = set(), set(), []
    for _, score, i, j in ranked:
        if score and i not in met and j not in used:
            met.add(i)
            used.add(j)
            out.append((golds[-i], found[-j]))
    return out


@dataclass
class Score:
    """Counts of hits, gold and found for each measure, and the errors in words."""

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, measure: str, hits: int, gold: int, found: int) -> None:
        """Count for one measure."""
        self.hits[measure] += hits
        self.gold[measure] += gold
        self.found[measure] += found

    def f1(self, measure: str) -> float:
        """F1 in hundredths; 100 where there was nothing to find and nothing was found."""
        total = self.gold[measure] + self.found[measure]
        return 200 * self.hits[measure] / total if total else 100.0

    def __iadd__(self, other: Score) -> Score:
        self.hits += other.hits
        self.gold += other.gold
        self.found += other.found
        self.errors += other.errors
        return self


def score(gold: Spec, text: str, said: list[Spec]) -> Score:
    """Judge the attributions found in one case."""
    result = Score()
    met = pairs(text, gold["attributions"], said)
    spared = [id(found) for ours, found in met if ours.get("optional")]
    met = [(ours, found) for ours, found in met if not ours.get("optional")]
    golds = [one for one in gold["attributions"] if not one.get("optional")]
    said = [one for one in said if id(one) not in spared]
    who = [(ours, found) for ours, found in met if same_actor(ours["speaker"], found["speaker"])]
    result.add("found", len(met), len(golds), len(said))
    result.add("who_said", len(who), len(golds), len(said))
    chains = sum(bool(ours["via"]) and same_chain(ours, found) for ours, found in met)
    result.add("chain", chains, sum(bool(one["via"]) for one in golds), sum(bool(one["via"]) for one in said))
    unnamed = sum(ours["unnamed"] and found["unnamed"] for ours, found in met)
    result.add("unnamed", unnamed, sum(one["unnamed"] for one in golds), sum(one["unnamed"] for one in said))
    result.errors = [f"{kind:8} {gold['id']} | {words}" for kind, words in errors(text, golds, said, met)]
    return result


@cache
def said_in(text: str, publisher: str) -> tuple[Spec, ...]:
    """The attributions that are found in a text."""
    found: list[Spec] = annotate({"id": "", "text": text, "publisher": publisher})["attributions"]
    return tuple(found)


def judge(gold: Spec, article: Spec) -> Score:
    """Annotate one case and judge what is found."""
    return score(gold, article["text"], list(said_in(article["text"], article["publisher"])))


def styles() -> dict[str, Score]:
    """The score of each style, both halves together, and of each half over all styles."""
    totals: dict[str, Score] = {}
    for path in gold_cases.files():
        style, _, half = path.stem.rpartition("_")
        for gold, article in gold_cases.read(path):
            result = judge(gold, article)
            for name in (style, f"all of {half}"):
                totals[name] = totals.get(name, Score())
                totals[name] += result
    return totals


def same_chain(gold: Spec, found: Spec) -> bool:
    """The same carriers in the same order."""
    return len(gold["via"]) == len(found["via"]) and all(map(same_actor, gold["via"], found["via"]))


def errors(text: str, golds: list[Spec], said: list[Spec], met: list[tuple[Spec, Spec]]) -> Iterator[tuple[str, str]]:
    """What went wrong, each as (kind, words)."""
    ours, theirs = {id(one) for one, _ in met}, {id(one) for _, one in met}
    for one in golds:
        if id(one) not in ours:
            yield "MISSED", f"{one['speaker']} | {cut(text, one['cue'])} | {cut(text, one['content'])}"
    for gold, found in met:
        yield from slips(text, gold, found)
    for one in said:
        if id(one) not in theirs:
            words = f"{one['speaker']} | {cut(text, one['cue'])} | {cut(text, one['content'])} | {one['rule']}"
            yield "SPURIOUS", words


def slips(text: str, gold: Spec, found: Spec) -> Iterator[tuple[str, str]]:
    """What differs in a found attribution."""
    where = cut(text, gold["content"])
    if not same_actor(gold["speaker"], found["speaker"]):
        yield "SPEAKER", f"gold {gold['speaker']} | said {found['speaker']} | {where}"
    if not same_chain(gold, found):
        yield "CHAIN", f"gold {gold['via']} | said {found['via']} | {where}"
    if gold["unnamed"] != found["unnamed"]:
        yield "UNNAMED", f"gold {gold['unnamed']} | said {found['unnamed']} | {gold['speaker']} | {where}"
    for what in ("kind", "manner"):
        if gold[what] != found[what]:
            yield what.upper(), f"gold {gold[what]} | said {found[what]} | {cut(text, gold['cue'])} | {where}"
    if alike(text, gold, found) and edge(text, gold, found) < 0.8:
        yield "EDGE", f"gold {where} | said {cut(text, found['content'])}"


def edge(text: str, gold: Spec, found: Spec) -> float:
    """The F1 of the contents' words."""
    ours, theirs = words_in(text, gold["content"]), words_in(text, found["content"])
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def cut(text: str, span: list[int] | tuple[int, int]) -> str:
    """A span's words, shortened."""
    return " ".join(text[slice(*span)].split())[:90]
