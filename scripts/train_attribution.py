"""Train the second look at cues that the rules passed over: train_attribution.py [--check] [--folds] [--out FILE]

Reads the training articles of the gold's folder and half a of tests/cases/attributions (half b stays held out), lets
the rules find what they find, and takes every opening of every cue as an example: right where its content shares half
of its words with a gold content of that cue. More examples are those of the training part of ANERcorp and of the
sentences of data/events that a reader has judged (attribution_labels.tsv). Fits a logistic regression with an L2
penalty by full-batch gradient steps from zero, so that nothing is drawn by chance and the same data give the same
weights; they are kept as steps of a thousandth. `--check` compares with the file instead of writing it; `--folds`
prints what would be taken rightly and wrongly in five-fold cross-validation, articles kept together.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

import gold_cases
import gold_place
from gold_place import GOLD, ROOT, need, pairs, scorer
from musnad.extract import attributions, cue_traits, left_over, passed_over
from musnad.extract.annotate import annotate
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.findings import Finding
from musnad.extract.second_look import MODEL, Weights
from train_stances import pieces

OUT = ROOT / "src" / "musnad" / "knowledge" / MODEL
LABELS = Path(__file__).resolve().parent / "attribution_labels.tsv"
SPARED = 0.03  # of the cues taken, so many are given up for a gate that lets half as many through
FOLDS, LEAST, ROUNDS, SCALE = 5, 2, 150, 0.001
LEFT = "left: "
#: traits that may weigh something else for a cue that was passed over than for one that was not
APART = ("bias", "shape=", "kind=", "way=", "inside", "no=", "frame=", "nobody", "source", "subject", "earlier", "size")
Array = np.ndarray[Any, np.dtype[np.float64]]
Row = dict[str, Any]


class Example(Struct):
    """One offer of a cue: its traits, how right it is, and what it weighs in training."""

    article: str
    cue: tuple[str, int]
    left: bool
    traits: tuple[str, ...]
    own: int
    """How many of the traits are the cue's own."""
    right: float
    optional: bool
    gold: int
    """The index of the gold attribution that it meets, -1 for none."""


class Looks(Struct):
    """What the rules left of one sentence."""

    reading: Reading
    sentence: Range
    candidates: Sequence[Candidate]
    findings: list[Finding]


def look(article: Row) -> tuple[list[Looks], Row]:
    """The sentences of an article as the rules leave them, and the article's reading by the rules alone."""
    looks: list[Looks] = []

    def record(
        reading: Reading, sentence: Range, candidates: Sequence[Candidate], findings: list[Finding], _: tuple[str, ...]
    ) -> list[Finding]:
        looks.append(Looks(reading, sentence, candidates, findings))
        return findings

    real, attributions.second_look = attributions.second_look, record
    try:
        found = annotate(article)
    finally:
        attributions.second_look = real
    return looks, found


def articles(name: str) -> list[tuple[Row, Row]]:
    """The articles of a set with their gold; `a` and `b` are the halves of the written cases."""
    if name in ("a", "b"):
        return [(article, gold) for path in gold_cases.files(name) for gold, article in gold_cases.read(path)]
    return pairs(name)


def examples(name: str) -> list[Example]:
    """All examples of a set."""
    return [one for article, gold in articles(name) for one in of_article(f"{name} {article['id']}", article, gold)]


def of_article(key: str, article: Row, gold: Row) -> Iterator[Example]:
    """The examples of an article; of a cue that the rules found something for, what would be offered without it."""
    score, text = scorer(), article["text"]
    words = score.spans_to_tokens(text)
    looks, _ = look(article)
    marked = [(a, score.inside(a["content"], words)) for a in gold["attributions"]]
    for one in looks:
        here = left_over.left_behind(one.reading, one.sentence, one.candidates, one.findings)
        todo = [(cue, forms, here, True) for cue, forms in left_over.left_over(one.reading, here)]
        for finding in one.findings:
            if finding.form.shape != "phrase" and finding.rule != "looks_back":
                others = [f for f in one.findings if f is not finding]
                without = left_over.left_behind(one.reading, one.sentence, one.candidates, others)
                todo.append((finding.first, (finding.form,), without, False))
        for cue, forms, rest, left in todo:
            span = (one.reading.scene.start[cue], one.reading.scene.stop[cue])
            mine = [(n, a, inside) for n, (a, inside) in enumerate(marked) if score.overlap(a["cue"], span)]
            for form in forms:
                own = list(cue_traits.of_cue(one.reading, rest, cue, form))
                for offer in passed_over.offers(one.reading, rest, cue, form, own):
                    given = score.inside(offer.span, words)
                    best = max(((score.token_f1(i, given), a, n) for n, a, i in mine), key=lambda x: x[0], default=None)
                    right, met, at = best if best is not None and best[0] >= 0.5 else (0.0, {}, -1)
                    optional = bool(met.get("optional"))
                    yield Example(key, (key, cue), left, offer.traits, len(own), right, optional, at)


def judged() -> Iterator[Example]:
    """The offers that a reader has judged, found again by their cue; beside a right one all of its cue."""
    score, texts = scorer(), judged_texts()
    for name, marks in labels().items():
        text = texts[name]
        words = score.spans_to_tokens(text)
        looks, _ = look({"id": name, "text": text})
        for one in looks:
            here = left_over.left_behind(one.reading, one.sentence, one.candidates, one.findings)
            for cue, forms in left_over.left_over(one.reading, here):
                mark = marks.get(one.reading.scene.start[cue])
                for form in forms if mark is not None else ():
                    own = list(cue_traits.of_cue(one.reading, here, cue, form))
                    for offer in passed_over.offers(one.reading, here, cue, form, own):
                        start, stop, label = mark
                        alike = score.token_f1(score.inside((start, stop), words), score.inside(offer.span, words))
                        if alike >= 0.7 or label == 1.0:
                            key = f"judged {name}"
                            right = alike if alike >= 0.5 and label else 0.0
                            yield Example(key, (key, cue), True, offer.traits, len(own), right, label == 0.5, 0)


def judged_texts() -> dict[str, str]:
    """The texts that a reader has judged cues of."""
    events = (row for name in ("protest", "assault") for row in gold_place.rows(GOLD / f"data/events/{name}.jsonl"))
    return {f"piece-{n}": text for n, text in enumerate(pieces())} | {row["id"]: row["text"] for row in events}


def labels() -> dict[str, dict[int, tuple[int, int, float]]]:
    """By text and start of the cue: start and stop of the content that was judged, and the label."""
    found: dict[str, dict[int, tuple[int, int, float]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, cue, start, stop, label = line.split("\t")
            found.setdefault(name, {})[int(cue)] = (int(start), int(stop), float(label))
    return found


def table(rows: Sequence[Example], keys: dict[str, int]) -> tuple[Any, Any]:
    """Rows by traits as pairs of indices; a cue that was passed over has some traits twice."""
    at, of = [], []
    for n, row in enumerate(rows):
        more = [LEFT + t for t in row.traits if t.startswith(APART)] if row.left else []
        here = sorted({keys[t] for t in (*row.traits, *more) if t in keys})
        at += here
        of += [n] * len(here)
    return np.array(at), np.array(of)


def fit(rows: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weights of the traits that at least two examples have, as they hold for a cue that was passed over."""
    count = Counter(t for row in rows for t in {*row.traits, *(LEFT + t for t in row.traits if row.left)})
    names = sorted(t for t, n in count.items() if n >= LEAST and (t[:6] != LEFT or t[6:].startswith(APART)))
    at, of = table(rows, {name: n for n, name in enumerate(names)})
    target = np.array([1.0 if r.right >= 0.7 else 0.5 if r.right else 0.0 for r in rows])
    mass = np.array([0.5 if r.optional else 1.0 for r in rows])
    weights, speed, power = (np.zeros(len(names)) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        chance = 1 / (1 + np.exp(-np.bincount(of, weights[at], minlength=len(rows))))
        slope = np.bincount(at, (mass * (chance - target))[of], minlength=len(names)) + penalty * weights
        speed = 0.9 * speed + 0.1 * slope
        power = 0.999 * power + 0.001 * slope * slope
        step = 0.1 * (1 - 0.9 * turn / ROUNDS)
        weights -= step * (speed / (1 - 0.9**turn)) / (np.sqrt(power / (1 - 0.999**turn)) + 1e-8)
    learnt = dict(zip(names, weights.tolist(), strict=True))
    return {t: learnt[t] + learnt.get(LEFT + t, 0.0) for t in names if t[:6] != LEFT}


def rated(rows: Sequence[Example], weights: dict[str, float]) -> list[float]:
    """The sum of the weights of each row's traits."""
    return [sum(weights.get(t, 0.0) for t in row.traits) for row in rows]


def taken(rows: Sequence[Example], sums: Sequence[float], enough: float) -> list[Example]:
    """The examples that would be taken: of each cue that was passed over the one that weighs most, if it is enough."""
    best: dict[tuple[str, int], tuple[float, Example]] = {}
    for row, weighs in zip(rows, sums, strict=True):
        if row.left and cue_traits.PAST not in row.traits and weighs > best.get(row.cue, (enough, row))[0]:
            best[row.cue] = (weighs, row)
    return [row for _, row in best.values()]


def least(rows: Sequence[Example], weights: dict[str, float], enough: float) -> float:
    """What a cue's own traits must weigh: as much as in all but a few of the cues that are taken in training."""
    chosen = taken(rows, rated(rows, weights), enough)
    own = sorted(sum(weights.get(t, 0.0) for t in row.traits[: row.own]) for row in chosen)
    return own[int(len(own) * SPARED)]


def folds(rows: Sequence[Example], penalty: float) -> list[float]:
    """The cross-validated sum of each row."""
    names = sorted({row.article for row in rows})
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    sums = [0.0] * len(rows)
    for n in range(FOLDS):
        weights = fit([row for row in rows if fold[row.article] != n], penalty)
        held = [k for k, row in enumerate(rows) if fold[row.article] == n]
        for k, weighs in zip(held, rated([rows[k] for k in held], weights), strict=True):
            sums[k] = weighs
    return sums


def told(rows: Sequence[Example], sums: Sequence[float]) -> Iterator[str]:
    """A line for each threshold: how many would be taken rightly and wrongly, in each set."""
    for enough in (-0.5, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5):
        counts: dict[str, list[int]] = {}
        for row in taken(rows, sums, enough):
            if not row.optional:
                counts.setdefault(row.article.split()[0], [0, 0])[row.right < 0.5] += 1
        parts = (f"{name} {right} right {wrong} wrong" for name, (right, wrong) in sorted(counts.items()))
        yield f"above {enough:5.2f}: " + ", ".join(parts)


def packed(weights: dict[str, float], enough: float, floor: float) -> bytes:
    """The weights as a compressed file, those that round to nothing left out."""
    kept = {key: n for key, weight in sorted(weights.items()) if (n := round(weight / SCALE))}
    blob = np.frombuffer("\n".join(kept).encode(), np.uint8)
    out = io.BytesIO()
    values = np.array(list(kept.values()), np.int16)
    np.savez_compressed(out, keys=blob, values=values, scale=SCALE, enough=enough, least=floor, code=code())
    return out.getvalue()


def code() -> str:
    """The SHA-256 of the code that makes the traits: weights for other traits are worth nothing."""
    made = hashlib.sha256()
    for module in (left_over, passed_over, cue_traits):
        made.update(Path(module.__file__).read_bytes())
    return made.hexdigest()


def learnt(rows: Sequence[Example], penalty: float, enough: float) -> Weights:
    """The weights as the second look reads them."""
    weights = {key: round(weight / SCALE) * SCALE for key, weight in fit(rows, penalty).items()}
    return Weights(weights, enough, round(least(rows, weights, enough) - 0.001, 3))


def main() -> int:
    """Train, and write or compare; status 1 where the file is not what the data give."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalty", type=float, default=4.0)
    parser.add_argument("--enough", type=float, default=0.75, help="the sum from which on an offer is taken")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    need("gold/train", "data/names", "data/events")
    rows = [*(row for name in ("train", "a") for row in examples(name)), *judged()]
    if args.folds:
        sys.stdout.write("".join(f"{line}\n" for line in told(rows, folds(rows, args.penalty))))
        return 0
    made = learnt(rows, args.penalty, args.enough)
    data = packed(dict(made.traits), made.enough, made.least)
    if args.check:
        same = args.out.is_file() and args.out.read_bytes() == data
        sys.stderr.write("the same weights\n" if same else f"{args.out.name} is not what the data give: train again\n")
        return 0 if same else 1
    args.out.write_bytes(data)
    sys.stderr.write(f"{len(rows)} examples, {len(data) / 1000:.0f} kB, least {made.least:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
