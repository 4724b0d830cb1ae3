"""Train the model that labels flat pages: scripts/train_pages.py [--pages 900] [--seed 6] [--rounds 12] [--out FILE]

Learns from made pages only: of the declared styles that are not held out, and of styles drawn by lot, filled with the
written bodies and with the articles of gold/train in the gold's folder, which are read here and not kept. Trains a
linear-chain CRF with python-crfsuite (averaged perceptron) and writes its weights as one compressed file.
The same input and seed give the same file.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

import make_pages
from gold_place import ROOT, files, need, rows
from musnad.lexicon import lexicon
from musnad.page.clues import OFFSETS, place_clues, word_clues
from musnad.page.days import find_days
from musnad.page.layout import Layout
from musnad.page.roles import by_rules
from musnad.text.fold import fold_text
from page_parts import CREDITS, Body, authors, bodies_for, pairs, styles
from page_styles import drawn

OUT = ROOT / "src" / "musnad" / "knowledge" / "models" / "pages.npz"
SECTIONS = (
    "سياسة",
    "أخبار",
    "اقتصاد",
    "العالم",
    "أخبار عربية",
    "محليات",
    "دولي",
    "الشرق الأوسط",
    "تقارير",
    "حوادث",
    "رياضة",
)
_SPACED = re.compile(r"(?<=\S)(?=[\"،؛:().,!؟?«»/\-\[\]…])|(?<=[\"،؛:().,!؟?«»/\-\[\]…])(?=\S)")
_RARE = 8
_MOVE = 3.0
_LONGEST_LEAD = 10
"""Words of the longest phrase that points to another article; what is longer is the opening of one."""
_STOP = re.compile(r"(?<=[^\W\d_])\.(?= |$)")


@cache
def places() -> list[str]:
    """Names that stand in datelines."""
    return [row.name_ar for row in lexicon().places.values()]


@cache
def names() -> list[str]:
    """Names that stand in tags."""
    lex = lexicon()
    rows = [*lex.persons.values(), *lex.places.values(), *lex.states.values(), *lex.organizations.values()]
    return [row.name_ar for row in rows]


def gold_bodies() -> list[Body]:
    """The articles of gold/train as bodies for made pages."""
    texts = [row["text"] for row in rows(files("train")[1])]
    parts = [text.partition("\n\n") for text in texts]
    titles = [title.strip() for title, _, _ in parts]
    rng = random.Random(1)  # noqa: S311
    found = []
    for n, (title, _, body) in enumerate(parts):
        paragraphs = tuple(line.strip() for line in body.splitlines() if line.strip())
        if len(paragraphs) == 1:
            paragraphs = in_sentences(paragraphs[0], rng)
        words = body.split()
        tags = tuple(rng.sample(names(), rng.randrange(2, 7)))
        caption = " ".join(titles[n - 7].split()[: rng.randrange(3, 10)])
        if len(paragraphs) > 1 and len(words) > 40 and len(title.split()) > 3:
            again = titles[n - 3] if rng.random() < 0.1 else title
            section, place = rng.choice(SECTIONS), rng.choice(places())
            found.append(Body("any", section, place, title, paragraphs, again, titles[n - 11], caption, tags))
    return found


def broken_off(body: Body, rng: random.Random) -> Body:
    """The body with dots in some sentences, where a speech is quoted in part or breaks off."""
    paragraphs = []
    for paragraph in body.paragraphs:
        words = paragraph.split(" ")
        if len(words) > 12 and rng.random() < 0.4:
            at = rng.randrange(4, len(words) - 2)
            words[at] += rng.choice(("...", " ...", "…", " . . .", "..", " ...."))
        paragraphs.append(" ".join(words))
    return replace(body, paragraphs=tuple(paragraphs))


def in_sentences(text: str, rng: random.Random) -> tuple[str, ...]:
    """A text without paragraphs cut into some, at sentence ends."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[.!؟]) ", text):
        if found and rng.random() < 0.5:
            found[-1] += " " + sentence
        else:
            found.append(sentence)
    return tuple(found)


def plain_words(gold: list[Body]) -> list[str]:
    """Words and pairs of words with the article, as menus and names of sites are made of."""
    found: set[str] = set()
    for body in gold:
        words = [word.strip('،.:؛"«»()!؟') for paragraph in body.paragraphs for word in paragraph.split()]
        for first, second in pairwise(words):
            if first.startswith("ال") and first.isalpha() and len(first) > 4:
                found.add(first)
                if second.startswith("ال") and second.isalpha():
                    found.add(f"{first} {second}")
    return sorted(found)


def signers(rng: random.Random) -> list[str]:
    """Names of two or three words put together from names that are known."""
    lex = lexicon()
    parts = [row.name_ar.split() for row in lex.persons.values() if 2 <= len(row.name_ar.split()) <= 4]
    firsts, lasts = [names[0] for names in parts], [names[-1] for names in parts]
    return [" ".join((rng.choice(firsts), *rng.sample(lasts, rng.choice((1, 1, 1, 2))))) for _ in range(300)]


def made_pages(count: int, seed: int) -> list[tuple[str, dict[str, Any]]]:
    """Flat pages with their gold, of declared and of drawn styles."""
    gold = gold_bodies()
    words = plain_words(gold)
    names = [*signers(random.Random(seed)), *authors()]  # noqa: S311
    houses = [row.name_ar for row in lexicon().outlets.values() if row.name_ar]
    listed = [text for i, (_, text) in enumerate(pairs("headlines.txt")) if i % 3 != 2]
    written = list(bodies_for({"split": "train", "regions": []}))
    declared = [style for style in styles() if style["split"] == "train"]
    found = []
    for n in range(count):
        rng = random.Random(f"{seed}:{n}")  # noqa: S311
        shelf = written
        if rng.random() < 0.6:
            cut = rng.randrange(len(gold))
            shelf = gold[cut:] + gold[:cut]
        if rng.random() < 0.12:
            shelf = [broken_off(body, rng) for body in shelf]
        credited = [*CREDITS, *rng.sample(houses, 20)]
        stock = make_pages.Stock(shelf, listed + [body.title for body in shelf], names, credited)
        style = declared[n % len(declared)] if rng.random() < 0.15 else drawn(f"{seed}-{n}", words)
        style = {**style, "glue": style["glue"] * rng.random()}
        kind = "archive" if rng.random() < 0.1 else "page"
        form = "lines" if rng.random() < 0.35 else "flat"
        page, offsets, _ = make_pages.make(style, form, n, seed, kind, stock)
        found.append(roughened(page["text"], offsets, rng, form))
    return found


def roughened(text: str, gold: dict[str, Any], rng: random.Random, form: str) -> tuple[str, dict[str, Any]]:
    """The page as other scrapers leave it: marks set apart by spaces, lines after sentences, stops lost."""
    edits: dict[int, str] = {}
    gone: set[int] = set()
    if form == "lines":
        if rng.random() < 0.4:
            gone = {match.start() for match in re.finditer("\n(?=\n)", text)}
    elif rng.random() < 0.35:
        edits |= {match.start(): " " for match in _SPACED.finditer(text)}
    if form == "flat" and rng.random() < 0.25:
        edits |= {match.end(): "\n" for match in re.finditer(r"[.!؟] ", text)}
    if form == "flat" and rng.random() < 0.25:
        gone = {match.start() for match in _STOP.finditer(text) if rng.random() < 0.5}
    shift, out = [], []
    length = 0
    for k, letter in enumerate(text):
        if k in edits:
            out.append(edits[k])
            length += len(edits[k])
        shift.append(length)
        if k not in gone:
            out.append(letter)
            length += 1
    shift.append(length)

    def moved(node: Any) -> Any:
        if isinstance(node, tuple) and len(node) == 2 and isinstance(node[0], int):
            return shift[node[0]], shift[node[1]]
        if isinstance(node, list):
            return [moved(item) for item in node]
        return {key: moved(value) for key, value in node.items()} if isinstance(node, dict) else node

    return "".join(out), moved(gold)


SHORT = {
    "title": "T", "body": "B", "date": "D", "byline": "Y", "dateline": "Y", "caption": "C", "subtitle": "C",
    "tags": "G", "related": "P", "promo": "P", "credit": "K",
}  # fmt: skip
"""The labels of roles; all others are O, what the rules say of them stands."""


def labels_of(page: Layout, gold: dict[str, Any]) -> list[str]:
    """The label of each token: the role it stands in, with the starts of bodies and of listed headlines set apart."""
    tokens, text = page.tokens, page.text
    label = ["O"] * len(tokens)
    opened: set[int] = set()
    for block in gold["blocks"]:
        start, stop = block["span"]
        short = SHORT.get(block["role"], "O")
        if short == "T" and block["article"] < 0:
            short = "V"
        if short == "P" and len(text[start:stop].split()) > _LONGEST_LEAD:
            short = "E"
        if short == "D" and not of_article(text[start:stop], gold):
            short = "O"
        for k in covered(tokens, start, stop):
            label[k] = short
            if short == "B" and block["article"] not in opened:
                label[k] = "S"
                opened.add(block["article"])
    for start, stop in gold["related"]:
        for n, k in enumerate(covered(tokens, start, stop)):
            label[k] = "L" if n else "F"
    return label


def of_article(words: str, gold: dict[str, Any]) -> bool:
    """Whether a date is that of an article, not of the page's head."""
    days = {day.value for day in find_days(fold_text(words)) if day.value}
    return not days or bool(days & {article["published"] for article in gold["articles"]})


def covered(tokens: Any, start: int, stop: int) -> range:
    """The tokens that start in a stretch."""
    starts = np.array(tokens.start)
    return range(int(np.searchsorted(starts, start)), int(np.searchsorted(starts, stop)))


def example(text: str, gold: dict[str, Any], common: Counter[str] | None) -> tuple[list[list[str]], list[str]]:
    """Features and labels of one page."""
    page = Layout(text, None, (), "")
    made = by_rules(page)
    own = [clues(form, common) for form in page.tokens.form]
    places = [clue.spelled() for clue in place_clues(made)]
    label = labels_of(page, gold)
    # layout may have moved tokens: clues count in those of the end
    rows = []
    for at in range(len(own)):
        row = [f"@{n}:{kind[at]}" for n, kind in enumerate(places) if kind[at]]
        for offset in OFFSETS:
            if 0 <= at + offset < len(own):
                row += [f"{offset}:{f}" for f in own[at + offset]]
            else:
                row.append(f"{offset}:pad")
        rows.append(row)
    return rows, label


def clues(form: str, common: Counter[str] | None) -> list[str]:
    """The clues of a word; words that few pages hold are known by their other clues only."""
    found = word_clues(form)
    if common is not None and common[form] < _RARE:
        return [f for f in found if not f.startswith("w=")]
    return found


def main() -> None:
    """Make pages, train, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    need("gold/train")
    train(args.pages, args.seed, args.rounds, args.out)


def train(pages: int, seed: int, rounds: int, out: Path) -> None:
    """Train on so many made pages and write the weights."""
    made = made_pages(pages, seed)
    common: Counter[str] = Counter()
    for text, _ in made:
        common.update(set(Layout(text, None, (), "").tokens.form))
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("ap")
    trainer.set_params({"max_iterations": rounds, "feature.possible_transitions": True})
    tokens = 0
    for n, (text, gold) in enumerate(made):
        # some pages without their words: what is rare elsewhere must be known by its place
        rows, label = example(text, gold, Counter() if n % 4 == 3 else common)
        tokens += len(label)
        trainer.append(rows, label)
    sys.stderr.write(f"{len(made)} pages, {tokens} tokens\n")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        model = pycrfsuite.Tagger()
        model.open(path)
        save(model, out)


def save(model: Any, out: Path) -> None:
    """Write the weights as small numbers, one scale for all: those of words for every offset, those of places."""
    info = model.info()
    labels = sorted(model.labels())
    place = {label: n for n, label in enumerate(labels)}
    trans = np.zeros((len(labels), len(labels)), np.float32)
    for (a, b), weight in info.transitions.items():
        trans[place[a], place[b]] = weight
    words: dict[str, np.ndarray] = {}
    places: dict[str, np.ndarray] = {}
    for (feature, label), weight in info.state_features.items():
        if feature.startswith("@"):
            places.setdefault(feature, np.zeros(len(labels), np.float32))[place[label]] = weight
        else:
            offset, name = feature.split(":", 1)
            row = words.setdefault(name, np.zeros((len(OFFSETS), len(labels)), np.float32))
            row[OFFSETS.index(int(offset)), place[label]] = weight
    # the perceptron's weights have no scale of their own: a move between two labels is to cost 3 on average
    unit = np.abs(trans).mean() / _MOVE
    trans /= unit
    largest = max(np.abs(v).max() for v in (*words.values(), *places.values()))
    scale = np.float32(largest / 2047)
    arrays: dict[str, Any] = {"labels": np.array(" ".join(labels)), "scale": np.float32(scale / unit), "trans": trans}
    for name, made in (("word", words), ("place", places)):
        kept = {key: small for key in sorted(made) if (small := np.round(made[key] / scale).astype(np.int16)).any()}
        arrays[f"{name}_keys"] = np.frombuffer("\n".join(kept).encode(), np.uint8)
        arrays[f"{name}_rows"] = np.stack(list(kept.values()))
        sys.stderr.write(f"{len(kept)} {name} clues, ")
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    sys.stderr.write(f"{out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
