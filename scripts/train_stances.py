"""Learn what the traits of stance candidates count: scripts/train_stances.py [--out FILE] [--penalty X] [--shift X]

Reads the training articles of the gold's folder, lets the rules propose
candidates (once with the gold's attributions, once with our own), marks those that the gold has; adds candidates in
the training part of ANERcorp that stance_labels.tsv judges; and fits a logistic regression with an L2 penalty by
Newton's method. Prints five-fold cross-validated figures, articles kept together, and writes the weights as a
knowledge table. The same input gives the same table.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from gold_place import GOLD, ROOT, need, pairs, scorer
from musnad.extract.assemble import attribute
from musnad.extract.attributions import find as find_attributions
from musnad.extract.mentions import find_mentions
from musnad.extract.stance.rules import candidates
from musnad.extract.stance.scene import Scene
from musnad.extract.stance.score import bonus, traits
from musnad.extract.stance.topic import Candidate
from musnad.extract.stances import actors, pick
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.records import Article, Attribution, evidence
from musnad.text.doc import Doc, analyse

OUT = ROOT / "src" / "musnad" / "knowledge" / "stance_weights.tsv"
NAMES = GOLD / "data" / "names" / "anercorp.train.txt"
LABELS = Path(__file__).resolve().parent / "stance_labels.tsv"
FOLDS, LEAST = 5, 4
OPTIONAL, TWICE, UNSURE = 0.5, 0.6, 0.3
"""What a row weighs: met by an optional stance, one of the two readings of an article, judged to be either."""


class Example(Struct):
    """One candidate with its traits; `gold` is the index of the stance that it meets, -1 for none."""

    article: int
    name: str
    candidate: Candidate
    span: tuple[int, int]
    words: set[int]
    bonus: float
    traits: list[str]
    gold: int
    target: float
    weight: float
    scene: Scene
    entity: str | None


def load(name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The texts and the gold of a set, in the same order."""
    both = pairs(name)
    return [text for text, _ in both], [gold for _, gold in both]


def given(text: str, gold: dict[str, Any]) -> tuple[Attribution, ...]:
    """The gold's attributions as records."""
    made = [
        Attribution(
            evidence(text, *a["content"]),
            evidence(text, *a["cue"]),
            evidence(text, *a["source"]) if a["source"] else None,
            a["speaker"],
            None,
            a["manner"],
            a["kind"],
            a["unnamed"],
            (),
            "gold",
        )
        for a in gold["attributions"]
    ]
    return tuple(sorted(made, key=lambda one: one.content.start))


def examples(number: int, text: dict[str, Any], gold: dict[str, Any], ours: bool) -> list[Example]:
    """The candidates of one article, each with what the gold says of it."""
    score = scorer()

    words = text["text"]
    body = words.find("\n\n") + 2 if "\n\n" in words else 0
    article = Article(text["id"], words, body, outlet=text.get("publisher") or "")
    scene, people = scene_of(article, None if ours else given(words, gold))
    tokens, found = score.spans_to_tokens(words), []
    for one in candidates(scene, scene.token(body)):
        for name, entity in actors(scene, one.actor, people):
            if name:
                span = scene.span(one.start, one.stop)
                inside = score.inside(span, tokens)
                met, optional = meets(score, gold, scene.doc, tokens, inside, name, one.value)
                weight = OPTIONAL if optional else TWICE
                known = traits(scene, one, name, entity)
                found.append(
                    Example(
                        number,
                        name,
                        one,
                        span,
                        inside,
                        bonus(scene, one),
                        known,
                        met,
                        float(met >= 0),
                        weight,
                        scene,
                        entity,
                    )
                )
    return found


def scene_of(article: Article, said: tuple[Attribution, ...] | None) -> tuple[Scene, Any]:
    """The scene and the cast of an article, with its own attributions where none are given."""
    lex = lexicon()
    doc = analyse(article.text, article.body)
    mentions = find_mentions(doc, lex)
    if said is None:
        findings = find_attributions(doc, mentions, lex, article.outlet)
        people = cast(doc, mentions, [f.source for f in findings if f.source is not None], lex, None)
        said = attribute(article, doc, findings, people, lex)
    else:
        people = cast(doc, mentions, [a.source.span for a in said if a.source], lex, None)
    return Scene(doc, mentions, said, lex), people


def pieces() -> list[str]:
    """ANERcorp as texts of eight sentences, its marks and clitics joined again."""
    sentences: list[list[str]] = [[]]
    for line in NAMES.open(encoding="utf-8"):
        cells = line.split()
        if len(cells) >= 2:
            sentences[-1].append(cells[0])
        if (not cells or cells[0] == ".") and sentences[-1]:
            sentences.append([])
    sentences = [one for one in sentences if one]
    found = []
    for n in range(0, len(sentences), 8):
        text = " ".join(word for one in sentences[n : n + 8] for word in one)
        text = re.sub(r" ([.,،؛:؟!)»])", r"\1", text)
        text = re.sub(r"([(«]) ", r"\1", text)
        text = re.sub(r'" ([^"]{1,400}?) "', r'"\1"', text)
        found.append(re.sub(r"(^| )([وفبلك]) (?=\w)", r"\1\2", text))
    return found


def judged() -> list[Example]:
    """The candidates in ANERcorp that a reader has judged, found again by their place and value."""
    labels: dict[int, list[tuple[int, int, str, float]]] = {}
    for line in LABELS.open(encoding="utf-8"):
        if not line.startswith("#"):
            piece, start, stop, value, label = line.split("\t")
            labels.setdefault(int(piece), []).append((int(start), int(stop), value, float(label)))
    texts, found = pieces(), []
    for piece, marks in labels.items():
        scene, people = scene_of(Article(f"piece-{piece}", texts[piece], 0), None)
        for one in candidates(scene, 0):
            for name, entity in actors(scene, one.actor, people):
                span = scene.span(one.start, one.stop)
                near = max((alike(span, m), m[3]) for m in marks) if name else (0.0, 0.0)
                best = max(((alike(span, m), m[3]) for m in marks if m[2] == one.value), default=(0.0, 0.0))
                if name and near[0] > 0.5 and best[0] > 0.5:
                    weight = UNSURE if best[1] == 0.5 else 1.0
                    found.append(
                        Example(
                            -1 - piece,
                            name,
                            one,
                            span,
                            set(),
                            0.0,
                            traits(scene, one, name, entity),
                            -1,
                            best[1],
                            weight,
                            scene,
                            None,
                        )
                    )
    return found


def alike(span: tuple[int, int], mark: tuple[int, int, str, float]) -> float:
    """How much of two spans is shared: their F1 in characters."""
    shared = max(0, min(span[1], mark[1]) - max(span[0], mark[0]))
    return 2 * shared / (span[1] - span[0] + mark[1] - mark[0])


def meets(
    score: Any, gold: dict[str, Any], doc: Doc, tokens: Any, inside: set[int], name: str, value: str
) -> tuple[int, bool]:
    """The index of the gold stance that a candidate meets (-1: none) and whether it is an optional one."""
    best, at, optional = 0.3, -1, False
    for k, stance in enumerate(gold["stances"]):
        alike = score.token_f1(score.inside(stance["evidence"], tokens), inside)
        if (
            alike >= best
            and stance["stance"] == value
            and stance["evidence"][1] > doc.body
            and score.same_name(stance["actor"], name)
        ):
            best, at, optional = alike, k, bool(stance.get("optional"))
    return at, optional


def fit(rows: list[Example], penalty: float) -> dict[str, float]:
    """The weights of the traits that stand in enough rows."""
    count = Counter(key for row in rows for key in set(row.traits))
    keys = sorted(key for key, n in count.items() if n >= LEAST)
    matrix, target, mass = table(rows, keys), np.array([r.target for r in rows]), np.array([r.weight for r in rows])
    weights = np.zeros(len(keys))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (mass * (chance - target)) + penalty * weights
        bend = (matrix * (mass * chance * (1 - chance))[:, None]).T @ matrix + penalty * np.eye(len(keys))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(keys, weights.tolist(), strict=True))


def rate(weights: dict[str, float], row: Example) -> float:
    """What a row's traits and its bonus sum up to."""
    return row.bonus + sum(weights.get(key, 0.0) for key in set(row.traits))


def table(rows: list[Example], keys: list[str]) -> Any:
    """Rows by traits, 1 where a row has the trait."""
    place = {key: n for n, key in enumerate(keys)}
    matrix = np.zeros((len(rows), len(keys)))
    for n, row in enumerate(rows):
        matrix[n, [place[key] for key in set(row.traits) if key in place]] = 1
    return matrix


def keep(rows: list[Example], rated: list[float], threshold: float) -> dict[int, list[dict[str, Any]]]:
    """The stances that stay, by article, as `extract.stances` picks them."""
    above: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        if rated[n] > threshold:
            above.setdefault(row.article, []).append(n)
    kept: dict[int, list[dict[str, Any]]] = {}
    for article, here in above.items():
        stay = pick(rows[here[0]].scene, [(rated[n], (rows[n].candidate, rows[n].name, rows[n].entity)) for n in here])
        kept[article] = [
            {"actor": rows[n].name, "stance": rows[n].candidate.value, "evidence": list(rows[n].span)}
            for n in (here[k] for k in stay)
        ]
    return kept


def judge(texts: list[dict[str, Any]], gold: list[dict[str, Any]], kept: dict[int, list[dict[str, Any]]]) -> str:
    """The scorer's figures for stance and stance_any."""
    score = scorer()

    total: Counter[Any] = Counter()
    for number, (text, row) in enumerate(zip(texts, gold, strict=True)):
        ours = {"id": row["id"], "attributions": [], "stances": kept.get(number, [])}
        total.update(score.score_article({**row, "attributions": []}, ours, text["text"], []))
    parts = []
    for name in ("stance", "stance_any"):
        p, r, f, *_ = score.f1(total, name)
        parts.append(f"{name} P {p:.3f} R {r:.3f} F1 {f:.3f}")
    return "  ".join(parts)


def main() -> None:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--penalty", type=float, default=5.0)
    parser.add_argument("--shift", type=float, default=0.6, help="candidates rated above this are kept")
    args = parser.parse_args()
    need("data/names")
    texts, gold = load("train")
    both = {
        ours: [e for n, (t, g) in enumerate(zip(texts, gold, strict=True)) for e in examples(n, t, g, ours)]
        for ours in (False, True)
    }
    more = judged()
    print(f"{len(more)} judged candidates, {sum(row.target == 1 for row in more)} of them stances")
    rated: dict[bool, list[float]] = {ours: [0.0] * len(rows) for ours, rows in both.items()}
    for fold in range(FOLDS):
        weights = fit(
            more + [row for rows in both.values() for row in rows if row.article % FOLDS != fold], args.penalty
        )
        for ours, rows in both.items():
            for n, row in enumerate(rows):
                if row.article % FOLDS == fold:
                    rated[ours][n] = rate(weights, row)
    for ours, rows in both.items():
        met = len({(r.article, r.gold) for r in rows if r.gold >= 0 and r.weight == TWICE})
        print(f"{'our' if ours else 'gold'} attributions: {len(rows)} candidates, {met} gold stances in reach")
        for threshold in (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0):
            print(f"  above {threshold:4.1f}: {judge(texts, gold, keep(rows, rated[ours], threshold))}")
    weights = fit(more + [row for rows in both.values() for row in rows], args.penalty)
    weights["bias"] = weights.get("bias", 0.0) - args.shift
    lines = [f"{key}\t{weight:.3f}\n" for key, weight in sorted(weights.items()) if abs(weight) >= 0.0005]
    note = (
        "# Made by scripts/train_stances.py: what each trait of a stance candidate counts. Not to be edited by hand.\n"
    )
    args.out.write_text(note + "trait\tweight\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
