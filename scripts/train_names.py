"""Train the sequence model for names: scripts/train_names.py [--share 0.9] [--out FILE]

Reads ANERcorp (its first nine tenths) and AQMAR from the gold's folder, trains a
linear-chain CRF with python-crfsuite, and writes the weights as one compressed file. The same input gives the same
file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pycrfsuite

from gold_place import GOLD, ROOT, need
from musnad.extract.grammar import grammar
from musnad.extract.phrases import Reader
from musnad.extract.signs import PAD, PLACES, places_of, word_features
from musnad.extract.tagger import OFFSETS
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

NAMES = GOLD / "data" / "names"
OUT = ROOT / "src" / "musnad" / "knowledge" / "models" / "names.npz"
KIND = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MIS"}
MARKS = (".", "!", "؟", "?")


def sentences(path: Path) -> list[list[tuple[str, str]]]:
    """The sentences of a corpus of a word and its tag a line."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 2:
            found[-1].append((cells[0], cells[-1]))
        elif found[-1]:
            found.append([])
    return [sentence for sentence in found if sentence]


def example(sentence: list[tuple[str, str]], lex) -> tuple[list[list[str]], list[str]]:
    """Features and labels of one sentence, in our own tokens."""
    text = " ".join(word for word, _ in sentence)
    doc = analyse(text, 0)
    reader = Reader(doc, grammar(lex))
    labels, at = [], 0
    for word, tag in sentence:
        kind = KIND.get(tag[2:], "")
        first = True
        while len(labels) < len(doc.words) and doc.words.start[len(labels)] < at + len(word):
            labels.append(f"{tag[0] if first else 'I'}-{kind}" if kind else "O")
            first = False
        at += len(word) + 1
    return features(reader, len(doc.words)), labels


def features(reader: Reader, total: int) -> list[list[str]]:
    """All features of each token, with padding before and after."""
    own = [word_features(PAD, reader.grammar)] * 2
    own += [word_features(word, reader.grammar) for word in reader.folded[:total]]
    own += own[:2]
    places = ["", "", *(PLACES[place] for place in places_of(reader)), "", ""]
    rows = []
    for at in range(len(own)):
        row = []
        for offset in OFFSETS:
            if 0 <= at + offset < len(own):
                row += [f"{offset}:{f}" for f in own[at + offset]]
                row.append(f"{offset}:@{places[at + offset]}")
        rows.append(row)
    return rows


def train(data: list[tuple[list[list[str]], list[str]]], c1: float, c2: float) -> pycrfsuite.Tagger:
    """Train on `data`, return the model opened for reading."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 120, "feature.possible_transitions": True})
    for rows, labels in data:
        trainer.append(rows, ["O", "O", *labels, "O", "O"])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        model = pycrfsuite.Tagger()
        model.open(path)
        return model


def save(model: pycrfsuite.Tagger, out: Path) -> None:
    """Write the weights as eight-bit numbers, one scale for all."""
    info = model.info()
    labels = sorted(model.labels(), key=lambda label: (label == "O", label))
    place = {label: n for n, label in enumerate(labels)}
    trans = np.zeros((len(labels), len(labels)), np.float32)
    for (a, b), weight in info.transitions.items():
        trans[place[a], place[b]] = weight
    rows: dict[str, np.ndarray] = {}
    for (feature, label), weight in info.state_features.items():
        offset, name = feature.split(":", 1)
        row = rows.setdefault(name, np.zeros((len(OFFSETS), len(labels)), np.float32))
        row[OFFSETS.index(int(offset)), place[label]] = weight
    keys = sorted(rows)
    values = np.stack([rows[key] for key in keys])
    scale = np.float32(np.abs(values).max() / 127)
    kept = np.round(values / scale).astype(np.int8)
    used = np.abs(kept).max(axis=(1, 2)) > 0
    kept = kept[used]
    keys = [key for key, use in zip(keys, used, strict=True) if use]
    out.parent.mkdir(parents=True, exist_ok=True)
    blob = np.frombuffer("\n".join(keys).encode(), np.uint8)
    np.savez_compressed(out, labels=np.array(" ".join(labels)), keys=blob, values=kept, scale=scale, trans=trans)
    sys.stderr.write(f"{len(keys)} features, {out.stat().st_size / 1e6:.2f} MB\n")


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.9, help="share of ANERcorp to train on, from its start")
    parser.add_argument("--c1", type=float, default=0.05)
    parser.add_argument("--c2", type=float, default=0.05)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    need("data/names")
    lex = lexicon()
    news = sentences(NAMES / "anercorp.train.txt")
    wiki = sentences(NAMES / "aqmar.train.iob2")
    data = [example(s, lex) for s in news[: int(len(news) * args.share)] + wiki]
    save(train(data, args.c1, args.c2), args.out)


if __name__ == "__main__":
    main()
