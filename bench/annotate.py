"""How fast articles are read: words a second of `annotate` as a whole and of its stages, and the memory it takes.

    python bench/annotate.py                 # articles made here, each other than the last
    python bench/annotate.py FILE.jsonl ...  # objects as `musnad annotate` takes them
    python bench/annotate.py --stream 20000  # so many made articles one after another: memory as they go by

Words are what stands between spaces, seconds those of one core (this process, one thread). The first pass begins with
empty memories of words; of the passes after it, each article counts with its best, so that a busy machine disturbs
little. Where spaCy is installed, its blank Arabic pipeline, which only cuts texts into words, runs over the same texts.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from musnad.process import tune

tune()  # before what does linear algebra

from musnad.extract import annotate as annotating  # noqa: E402
from musnad.extract.annotate import annotate  # noqa: E402

_PASSES = 4
_LETTERS = "ابتجحدرسشعفقكلمنهوي"
_SENTENCES = (
    "قال وزير الخارجية {a} {b} إن {c} «{d} {e} {f}» وأضاف أن {g} {h} في {c}.",
    "وأكد {b} {a} أن {d} {e} {g}، مشيرا إلى أن {h} {f} {c} منذ {n} أيام.",
    "ورفضت الحكومة {d} {e} التي اقترحها {a} {b} في {c} وفق ما نقلت صحيفة «{g}».",
    "{d} {e} {f} {g} {h} {c} {a} {b} {d} {f} {e} {n} {g}.",
    "وذكرت وكالة {g} نقلا عن مصدر مطلع أن {d} {e} {f} {h}.",
    "{e} {d} {c} {h} {g} {f}، {d} {e} {h} {n} {c} {f} {g} {d} {e} {h} {f} {g}.",
)


def make_articles(count: int, sentences: int = 14) -> Iterator[dict[str, Any]]:
    """Articles of news sentences around made-up words, some of which come often and others once."""
    chance = random.Random(11)  # noqa: S311
    stock = ["".join(chance.choices(_LETTERS, k=chance.randint(3, 7))) for _ in range(20_000)]
    weights = [1 / (rank + 5) for rank in range(len(stock))]
    for number in range(count):
        words = iter(chance.choices(stock, weights, k=10 * sentences))
        lines = []
        for _ in range(sentences):
            filled = {key: next(words) for key in "abcdefgh"}
            lines.append(chance.choice(_SENTENCES).format(n=chance.randint(2, 99), **filled))
        yield {
            "id": str(number),
            "text": "\n".join([lines[0].rstrip("."), "", *lines]),
            "publisher": "",
            "published": "",
        }


def clock(run: Callable[[], object]) -> float:
    """Seconds of one run, of this process alone."""
    began = time.process_time()
    run()
    return time.process_time() - began


def passes(run: Callable[[dict[str, Any]], object], articles: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Seconds of the first pass, and of the best times of each article in the passes after it."""
    first = [clock(lambda one=one: run(one)) for one in articles]  # type: ignore[misc]
    best = [min(clock(lambda one=one: run(one)) for _ in range(_PASSES)) for one in articles]  # type: ignore[misc]
    return sum(first), sum(best)


def stages(articles: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Seconds of the best pass by stage: what `read_article` calls, each with all that it calls."""
    spent: dict[str, float] = {}
    module = annotating.read_article.__globals__
    names = {"analyse": "words, sentences, quotations", "find_mentions": "mentions", "cast": "who is meant",
             "find": "attributions found", "attribute": "attributions resolved"}  # fmt: skip
    kept = {name: module[name] for name in names}
    rooms = {"stances": module["stances"], "events": module["events"]}

    def timed(label: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return call(*args, **more)
            finally:
                spent[label] = spent.get(label, 0.0) + time.process_time() - began

        return run

    found = {room: part.find for room, part in rooms.items()}
    for name, label in names.items():
        module[name] = timed(label, kept[name])
    for room, part in rooms.items():
        part.find = timed(room, found[room])
    try:
        for one in articles:
            annotate(one)
    finally:
        module.update(kept)
        for room, part in rooms.items():
            part.find = found[room]
    return spent


def stream(count: int) -> None:
    """Read so many articles and print the memory held as they go by."""
    began, words = time.process_time(), 0
    for number, one in enumerate(make_articles(count)):
        words += len(one["text"].split())
        annotate(one)
        if number % max(1, count // 10) == 0 or number == count - 1:
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            speed = words / (time.process_time() - began)
            print(f"{number:8,} articles {words:12,} words {held:8.0f} MiB at most so far {speed:10,.0f} words/s")


def main() -> None:
    """Measure what the command line asks for."""
    if sys.argv[1:2] == ["--stream"]:
        stream(int(sys.argv[2]))
        return
    lines = [line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").split("\n")]
    articles = [json.loads(line) for line in lines if line.strip()] or list(make_articles(200))
    words = sum(len(one["text"].split()) for one in articles)
    print(f"{len(articles)} articles, {words:,} words")
    annotate(articles[0])
    first, best = passes(annotate, articles)
    print(f"{'annotate, first pass':32}{words / first:12,.0f} words/s")
    print(f"{'annotate, with memories':32}{words / best:12,.0f} words/s")
    for label, seconds in stages(articles).items():
        print(f"  {label:30}{words / seconds:12,.0f} words/s")
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed")
        return
    blank = spacy.blank("ar")
    _, best = passes(lambda one: blank(one["text"]), articles)
    print(f"{'spaCy, words alone':32}{words / best:12,.0f} words/s")


if __name__ == "__main__":
    main()
