"""Who is meant on the gold, apart from finding the words: floors that may rise."""

from __future__ import annotations

import json
import sys

import pytest

from gold import GOLD, needs_gold
from musnad.extract.mentions import find_mentions
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

pytestmark = needs_gold


def lines(name: str, file: str) -> dict[str, dict]:
    text = (GOLD / "gold" / name / file).read_text(encoding="utf-8")
    return {row["id"]: row for row in map(json.loads, text.splitlines())}


@pytest.mark.parametrize(("name", "floor"), [("dev", 0.93), ("dev_outlets", 0.95)])
def test_sources_mean_the_right_speaker(name: str, floor: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(GOLD / "gold")])
    from score import same_name

    texts, right, total = lines(name, "texts.jsonl"), 0, 0
    for key, row in lines(name, "gold.jsonl").items():
        text = texts[key]["text"]
        doc = analyse(text, text.find("\n\n") + 2 if "\n\n" in text else 0)
        told = [a for a in row["attributions"] if a["source"]]
        company = cast(doc, find_mentions(doc, lexicon()), [tuple(a["source"]) for a in told], lexicon())
        for a in told:
            if not a.get("optional"):
                total += 1
                right += same_name(a["speaker"], company.who(*a["source"]).text)
    assert right / total >= floor


# the scorer, which is not ours, leaves its corpus open
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("file", "share", "floor"), [("anercorp.train.txt", 0.1, 0.66), ("aqmar.dev.iob2", 0.0, 0.65)])
def test_names_of_two_corpora(file: str, share: float, floor: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(GOLD / "gold")])
    import score_names

    corpus, found = GOLD / "data/names" / file, {}
    for n, sentence in enumerate(score_names.sentences(corpus, share)):
        text, _ = score_names.text_and_words(sentence)
        mentions = find_mentions(analyse(text, 0), lexicon())
        found[f"n{n}"] = {"mentions": [{"span": m.where.span, "type": m.type, "form": m.form} for m in mentions]}
    assert score_names.score(corpus, found, share)["f1"] >= floor
