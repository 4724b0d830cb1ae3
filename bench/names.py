"""How fast names are found and linked: words a second of mentions, of the cast, and of the whole stage.

    python bench/names.py FILE.jsonl   # the "text" of each line

The first run starts with empty memories, the best of three more stands beside it. Seconds are those of one core: the
time that this process ran, in one thread. Where camel-tools and spaCy are installed, their tokenizers run over the same
texts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from musnad.process import tune

tune()  # before what does linear algebra

from musnad.extract.mentions import find_mentions  # noqa: E402
from musnad.extract.who import cast  # noqa: E402
from musnad.lexicon import lexicon  # noqa: E402
from musnad.text.doc import analyse  # noqa: E402


def clock(run: Callable[[], object]) -> float:
    """Seconds of one run, of this process alone."""
    began = time.process_time()
    run()
    return time.process_time() - began


def report(name: str, words: int, run: Callable[[], object]) -> None:
    """Print the speed of the first run and of the best of three more."""
    first = clock(run)
    best = min(clock(run) for _ in range(3))
    sys.stdout.write(f"{name:28} {words / first:12,.0f} {words / best:12,.0f}\n")


def others(texts: list[str], words: int) -> None:
    """The tokenizers of other projects, where they are installed."""
    try:
        from camel_tools.tokenizers.word import simple_word_tokenize
    except ImportError:
        sys.stdout.write("camel-tools                  not installed\n")
    else:
        report("camel-tools tokenizer", words, lambda: [simple_word_tokenize(text) for text in texts])
    try:
        import spacy
    except ImportError:
        sys.stdout.write("spaCy                        not installed\n")
    else:
        blank = spacy.blank("ar")
        report("spaCy blank pipeline", words, lambda: [blank(text) for text in texts])


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
    report("mentions, cast and links", words, lambda: [cast(d, find_mentions(d, lex), (), lex).linked() for d in docs])
    report("mentions alone", words, lambda: [find_mentions(doc, lex) for doc in docs])
    found = [find_mentions(doc, lex) for doc in docs]
    report("cast alone", words, lambda: [cast(d, m, (), lex) for d, m in zip(docs, found, strict=True)])
    others(texts, words)


if __name__ == "__main__":
    main()
