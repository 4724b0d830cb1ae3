"""How fast names are found and linked: words a second of mentions, of the cast, and of the whole stage.

    python bench/names.py FILE.jsonl   # the "text" of each line

The first run starts with empty memories; beside it stands the best of five more, taken text by text, since others use
the machine as well. Seconds are those of one core: the time that this process ran, in one thread. Where camel-tools and
spaCy are installed, their tokenizers run over the same texts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from musnad.process import tune

tune()  # before what does linear algebra

from musnad.extract.mentions import find_mentions  # noqa: E402
from musnad.extract.who import cast  # noqa: E402
from musnad.lexicon import lexicon  # noqa: E402
from musnad.text.doc import analyse  # noqa: E402


def clock(run: Callable[[Any], object], item: Any) -> float:
    """Seconds of one run, of this process alone."""
    began = time.process_time()
    run(item)
    return time.process_time() - began


def report(name: str, words: int, run: Callable[[Any], object], items: Sequence[Any]) -> None:
    """Print the speed of the first run over the items and that of the best of five more of each."""
    first = sum(clock(run, item) for item in items)
    rounds = [[clock(run, item) for item in items] for _ in range(5)]
    best = sum(map(min, zip(*rounds, strict=True)))
    sys.stdout.write(f"{name:28} {words / first:12,.0f} {words / best:12,.0f}\n")


def others(texts: list[str], words: int) -> None:
    """The tokenizers of other projects, where they are installed."""
    try:
        from camel_tools.tokenizers.word import simple_word_tokenize
    except ImportError:
        sys.stdout.write("camel-tools                  not installed\n")
    else:
        report("camel-tools tokenizer", words, simple_word_tokenize, texts)
    try:
        import spacy
    except ImportError:
        sys.stdout.write("spaCy                        not installed\n")
    else:
        report("spaCy blank pipeline", words, spacy.blank("ar"), texts)


def main() -> None:
    """Run over the texts of the file."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    docs = [analyse(text, text.find("\n\n") + 2 if "\n\n" in text else 0) for text in texts]
    words, lex = sum(len(doc.words) for doc in docs), lexicon()
    cast(docs[0], find_mentions(docs[0], lex), (), lex)  # the tables and weights are read
    sys.stdout.write(f"{words:,} words\n{'words a second':28} {'first run':>12} {'best':>12}\n")
    report("mentions, cast and links", words, lambda d: cast(d, find_mentions(d, lex), (), lex).linked(), docs)
    report("mentions alone", words, lambda d: find_mentions(d, lex), docs)
    found = [(doc, find_mentions(doc, lex)) for doc in docs]
    report("cast alone", words, lambda one: cast(one[0], one[1], (), lex), found)
    others(texts, words)


if __name__ == "__main__":
    main()
