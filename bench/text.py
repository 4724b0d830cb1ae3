"""How fast texts are looked at: words a second of each step of `analyse`, over generated articles.

    python bench/text.py            # articles made here, of a few thousand kinds of words
    python bench/text.py FILE.jsonl # or the "text" of each line

Each step is run five times over all texts; the best run counts.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from musnad.text.dates import dates_of
from musnad.text.doc import analyse
from musnad.text.fold import fold, fold_text
from musnad.text.numbers import numbers_of
from musnad.text.quotations import quotations_of
from musnad.text.sentences import find_sentences
from musnad.text.words import words_of

_LETTERS = "اابتجحدرسشعفقكلمنهويةى"
_RUNS = 5


def make_articles(count: int = 300, size: int = 350) -> list[str]:
    """Articles of made-up words with the marks that news has: vowels, quotations, numbers, dates, direction marks."""
    chance = random.Random(7)  # noqa: S311
    stock = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 8))) for _ in range(4000)]
    return [_make_article(chance, stock, size) for _ in range(count)]


def _make_article(chance: random.Random, stock: list[str], size: int) -> str:
    parts = []
    for number in range(size):
        word = chance.choice(stock)
        word = f"{word[0]}ّ{word[1:]}" if chance.random() < 0.03 else word
        word = f"«{word}" if number % 60 == 20 else f"{word}»" if number % 60 == 35 else word
        word = f"{word}\u200f" if chance.random() < 0.01 else word
        word = f"{word} 12,5%" if number % 90 == 40 else f"{word} 13 أكتوبر 2019" if number % 200 == 100 else word
        end = ".\n" if number % 75 == 74 else ". " if number % 25 == 24 else "، " if number % 9 == 8 else " "
        parts.append(word + end)
    return "".join(parts)


def measure(name: str, step: Callable[[int], object], words: int, texts: Iterable[int]) -> None:
    """Print the words a second of the best of several runs of `step` over all texts."""
    best = min(_time(step, texts) for _ in range(_RUNS))
    print(f"{name:12}{words / best:14,.0f} words/s")


def _time(step: Callable[[int], object], texts: Iterable[int]) -> float:
    begun = time.process_time()
    for text in texts:
        step(text)
    return time.process_time() - begun


def main() -> None:
    """Measure each step and all together."""
    if len(sys.argv) > 1:
        lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    else:
        texts = make_articles()
    shadows = [fold(text) for text in texts]
    tokens = [words_of(shadow) for shadow in shadows]
    words = sum(map(len, tokens))
    print(f"{len(texts)} texts, {words:,} words, {sum(map(len, texts)):,} characters")
    all_texts = range(len(texts))
    measure("fold", lambda n: fold(texts[n]), words, all_texts)
    measure("fold_text", lambda n: fold_text(texts[n]), words, all_texts)
    measure("words", lambda n: words_of(shadows[n]), words, all_texts)
    measure("sentences", lambda n: find_sentences(shadows[n].folded, tokens[n], 0), words, all_texts)
    measure("quotations", lambda n: quotations_of(shadows[n]), words, all_texts)
    measure("analyse", lambda n: analyse(texts[n], 0), words, all_texts)
    measure("numbers", lambda n: numbers_of(tokens[n]), words, all_texts)
    measure("dates", lambda n: dates_of(tokens[n]), words, all_texts)


if __name__ == "__main__":
    main()
