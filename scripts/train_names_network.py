"""Train the network for names: scripts/train_names_network.py [--share 0.9] [--epochs 10] [--out FILE]

Needs jax besides what the project needs (in an environment of its own; the network is read with numpy). Reads the same
corpora as `train_names.py`. The two corpora mark names differently: the network learns what is one corpus's own in a
vector that is left out when it is read. On one machine the same input gives the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from musnad.extract.grammar import grammar
from musnad.extract.network import LETTERS, LONGEST, letters
from musnad.extract.phrases import Reader
from musnad.extract.signs import PLACES, places_of, word_features
from musnad.lexicon import lexicon
from musnad.text.doc import analyse
from train_names import NAMES, OUT, example, sentences

WIDTH, ROWS, WORDS = 96, 16, 1152
"""Tokens of a training row, rows of a step, and different words of a step at most."""
SIZES = {"vector": 56, "letter": 32, "filters": 40, "first": 96, "second": 64}
RATE, SMOOTH, DECAY = 2e-3, 0.998, 1e-3
LOST = {"word": 0.25, "feature": 0.1, "input": 0.2, "layer": 0.4}
"""Shares that are left out at random while learning."""
LABELS = [f"{part}-{kind}" for part in "BI" for kind in ("LOC", "MIS", "ORG", "PER")] + ["O"]


class Sentence(NamedTuple):
    """Folded words, places, labels as numbers, and which corpus it is from."""

    words: list[str]
    places: list[str]
    labels: list[int]
    corpus: int


class Tables(NamedTuple):
    """What the words of the corpora look like as numbers."""

    features: dict[str, int]
    words: dict[str, int]
    of_words: np.ndarray
    letters: np.ndarray
    lexical: np.ndarray


def load(path: Path, corpus: int) -> list[Sentence]:
    """The sentences of a corpus in our own tokens."""
    lex = lexicon()
    found = []
    for sentence in sentences(path):
        _, labels = example(sentence, lex)
        doc = analyse(" ".join(word for word, _ in sentence), 0)
        reader = Reader(doc, grammar(lex))
        places = [PLACES[place] for place in places_of(reader)]
        found.append(Sentence(list(reader.folded), places, [LABELS.index(x) for x in labels], corpus))
    return found


def tables(data: list[Sentence], least: int) -> Tables:
    """Number the features that are met at least so often, and the words; zero is nothing."""
    rules = grammar(lexicon())
    shown = {word: word_features(word, rules) for s in data for word in s.words}
    met: Counter[str] = Counter()
    for s in data:
        for word, place in zip(s.words, s.places, strict=True):
            met.update(shown[word])
            met[f"@{place}"] += 1
    features = {f: n for n, f in enumerate(sorted(f for f, count in met.items() if count >= least), 1)}
    words = {word: n for n, word in enumerate(sorted(shown), 1)}
    of_words = np.zeros((len(words) + 1, max(map(len, shown.values()))), np.int32)
    spelled = np.zeros((len(words) + 1, LONGEST), np.int32)
    for word, n in words.items():
        known = [features[f] for f in shown[word] if f in features]
        of_words[n, : len(known)] = known
        spelled[n] = letters(word)
    lexical = np.zeros(len(features) + 1, bool)
    lexical[[n for f, n in features.items() if f.startswith(("w=", "b="))]] = True
    return Tables(features, words, of_words, spelled, lexical)


def batches(data: list[Sentence], known: Tables, random: np.random.RandomState) -> Iterator[list[np.ndarray]]:
    """Rows of sentences in a random order, two empty tokens after each: words, places, labels, corpus; which words.

    The words are numbers of the step's own list, which comes last.
    """
    outside = LABELS.index("O")
    rows: list[list[tuple[int, int, int, int]]] = [[]]
    for n in random.permutation(len(data)):
        s = data[n]
        tokens = [
            (known.words[word], known.features.get(f"@{place}", 0), label, s.corpus)
            for word, place, label in zip(s.words, s.places, s.labels, strict=True)
        ]
        for begin in range(0, len(tokens), WIDTH - 4):
            part = tokens[begin : begin + WIDTH - 4] + [(0, 0, outside, 0)] * 2
            if len(rows[-1]) + len(part) > WIDTH:
                rows.append([])
            rows[-1] += part
    rows += [[] for _ in range(-len(rows) % ROWS)]
    filled = np.array([row + [(0, 0, outside, 0)] * (WIDTH - len(row)) for row in rows], np.int32)
    filled = filled[random.permutation(len(filled))]
    for begin in range(0, len(filled), ROWS):
        words, at = np.unique(filled[begin : begin + ROWS, :, 0], return_inverse=True)
        here = np.zeros(WORDS, np.int32)
        here[: len(words)] = words[:WORDS]  # of more words than that the last count as no word
        at = np.where(at < WORDS, at, 0).reshape(ROWS, WIDTH).astype(np.int32)
        yield [at, *(filled[begin : begin + ROWS, :, n] for n in range(1, 4)), here]


def start(known: Tables, random: np.random.RandomState) -> dict[str, Any]:
    """The network before it has learnt anything."""

    def spread(*shape: int) -> Any:
        return jnp.array(random.randn(*shape) * np.sqrt(2 / (shape[-2] + shape[-1])), jnp.float32)

    wide = SIZES["vector"] + SIZES["filters"]
    return {
        "vectors": jnp.array(random.randn(len(known.features) + 1, SIZES["vector"]) * 0.05, jnp.float32),
        "letters": jnp.array(random.randn(len(LETTERS) + 3, SIZES["letter"]) * 0.1, jnp.float32),
        "wc": spread(3, SIZES["letter"], SIZES["filters"]), "bc": jnp.zeros(SIZES["filters"]),
        "corpus": jnp.zeros((2, wide)),
        "w1": spread(5, wide, SIZES["first"]) / np.sqrt(2), "b1": jnp.zeros(SIZES["first"]),
        "w2": spread(3, SIZES["first"], SIZES["second"]), "b2": jnp.zeros(SIZES["second"]),
        "wo": spread(SIZES["first"] + SIZES["second"], len(LABELS)), "bo": jnp.zeros(len(LABELS)),
        "moves": jnp.zeros((len(LABELS), len(LABELS))),
    }  # fmt: skip


def convolve(rows: Any, weights: Any) -> Any:
    """As in `musnad.extract.network`."""
    half, size = len(weights) // 2, rows.shape[1]
    wide = jnp.pad(rows, ((0, 0), (half, half), (0, 0)))
    return sum(wide[:, n : n + size] @ weight for n, weight in enumerate(weights))


def drop(values: Any, key: Any, share: float) -> Any:
    """Leave out a share of the values and make up for it."""
    return values * (jax.random.uniform(key, values.shape) > share) / (1 - share)


def scores(p: dict[str, Any], known: Tables, batch: list[Any], key: Any) -> Any:
    """The scores of all labels, with some of what is seen left out."""
    at, places, _, corpus, words = batch
    keys = jax.random.split(key, 5)
    shown = jnp.asarray(known.of_words)[words]
    lost = (jax.random.uniform(keys[0], words.shape) < LOST["word"])[..., None] & jnp.asarray(known.lexical)[shown]
    kept = (shown > 0) & ~lost & (jax.random.uniform(keys[1], shown.shape) > LOST["feature"])
    spelled = jnp.asarray(known.letters)[words]
    seen = (spelled > 0)[..., None]
    found = jax.nn.relu(convolve(p["letters"][spelled] * seen, p["wc"]) + p["bc"])
    vectors = (p["vectors"][shown] * kept[..., None]).sum(1)
    of_words = jnp.concatenate([vectors, jnp.where(seen, found, 0).max(1)], -1)
    of_places = p["vectors"][places] * (places > 0)[..., None]
    wide = ((0, 0), (0, 0), (0, SIZES["filters"]))
    rows = drop(of_words[at] + jnp.pad(of_places, wide) + p["corpus"][corpus], keys[2], LOST["input"])
    first = drop(jax.nn.relu(convolve(rows, p["w1"]) + p["b1"]), keys[3], LOST["layer"])
    second = drop(jax.nn.relu(convolve(first, p["w2"]) + p["b2"]), keys[4], LOST["layer"])
    return jnp.concatenate([first, second], -1) @ p["wo"] + p["bo"]


def loss(p: dict[str, Any], known: Tables, batch: list[Any], key: Any) -> Any:
    """How unlikely the labels are as whole sequences, and how large the weights."""
    labels = batch[2]
    given = scores(p, known, batch, key)
    gold = jnp.take_along_axis(given, labels[..., None], -1).sum() + p["moves"][labels[:, :-1], labels[:, 1:]].sum()

    def step(so_far: Any, here: Any) -> tuple[Any, None]:
        return jax.nn.logsumexp(so_far[:, :, None] + p["moves"][None], 1) + here, None

    last, _ = jax.lax.scan(step, given[:, 0], jnp.swapaxes(given[:, 1:], 0, 1))
    size = sum((p[name] ** 2).sum() for name in ("w1", "w2", "wo"))
    return (jax.nn.logsumexp(last, -1).sum() - gold) / len(labels) + DECAY * size


def train(data: list[Sentence], known: Tables, epochs: int, seed: int) -> dict[str, np.ndarray]:
    """Learn, and give the smoothed weights of the end."""
    random, key = np.random.RandomState(seed), jax.random.PRNGKey(seed)
    p = start(known, random)
    mean = jax.tree.map(jnp.zeros_like, p)
    square, smooth, steps = mean, p, 0

    @jax.jit
    def learn(p: Any, mean: Any, square: Any, smooth: Any, t: Any, rate: Any, batch: Any, key: Any) -> Any:
        value, slope = jax.value_and_grad(partial(loss, known=known, batch=batch, key=key))(p)
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, slope)
        square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, slope)
        p = jax.tree.map(
            lambda q, m, v: q - rate * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8), p, mean, square
        )
        keep = jnp.minimum(SMOOTH, (1 + t) / (10 + t))
        return p, mean, square, jax.tree.map(lambda a, b: keep * a + (1 - keep) * b, smooth, p), value

    for epoch in range(epochs):
        total = 0.0
        for batch in batches(data, known, random):
            steps += 1
            key, now = jax.random.split(key)
            rate = RATE * (1 - epoch / epochs)
            p, mean, square, smooth, value = learn(p, mean, square, smooth, float(steps), rate, batch, now)
            total += float(value)
        sys.stderr.write(f"epoch {epoch + 1}: {total:.1f}\n")
    return {name: np.asarray(value) for name, value in smooth.items()}


def save(p: dict[str, np.ndarray], known: Tables, out: Path) -> None:
    """Write vectors as eight-bit numbers with a scale each, the rest as half-precision numbers."""
    keys = sorted(known.features, key=known.features.__getitem__)
    vectors = p["vectors"][1:]
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    kept = {
        name: p[name].astype(np.float16)
        for name in ("letters", "wc", "bc", "w1", "b1", "w2", "b2", "wo", "bo", "moves")
    }
    kept["base"] = p["corpus"][0].astype(np.float16)
    np.savez_compressed(
        out,
        labels=np.array(" ".join(LABELS)),
        keys=np.frombuffer("\n".join(keys).encode(), np.uint8),
        values=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        **kept,
    )
    sys.stderr.write(f"{len(keys)} features, {out.stat().st_size / 1e6:.2f} MB\n")


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.9, help="share of ANERcorp to train on, from its start")
    parser.add_argument("--without", type=float, nargs=2, help="a range of that share to leave out, to measure on")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--least", type=int, default=3, help="a feature that is met less often has no vector")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT.with_name("names_network.npz"))
    args = parser.parse_args()
    if not NAMES.is_dir():
        sys.exit(f"the corpora are not at {NAMES}; set MUSNAD_GOLD to the folder that holds data/names")
    news = load(NAMES / "anercorp.train.txt", 0)
    news = news[: int(len(news) * args.share)]
    if args.without:
        first, last = (int(len(news) * share) for share in args.without)
        news = news[:first] + news[last:]
    data = news + load(NAMES / "aqmar.train.iob2", 1)
    known = tables(data, args.least)
    save(train(data, known, args.epochs, args.seed), known, args.out)


if __name__ == "__main__":
    main()
