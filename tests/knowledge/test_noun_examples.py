"""The examples of nouns.tsv and particles.tsv: each is read as its row says."""

from __future__ import annotations

import pytest

from musnad.extract.grammar import grammar
from musnad.extract.heads import heads
from musnad.extract.phrases import Reader
from musnad.lexicon import lexicon
from musnad.rows import Noun, Particle
from musnad.text.doc import analyse
from musnad.text.fold import fold_text

LEX = lexicon()
HEADS = heads(LEX)


def read(example: str) -> Reader:
    return Reader(analyse(example, 0), grammar(LEX))


@pytest.mark.parametrize("row", LEX.nouns.values(), ids=lambda row: row.noun)
def test_a_noun_is_the_head_of_a_phrase_of_its_example(row: Noun) -> None:
    reader, noun = read(row.example), fold_text(row.noun)
    found = [head for token in reader.folded if (head := HEADS.get(token)) is not None and head.noun == noun]
    assert found, f"{row.noun} is no head in: {row.example}"
    assert found[0].kind == row.kind
    at = next(n for n, token in enumerate(reader.folded) if HEADS.get(token) == found[0])
    phrase = reader.phrase(at, len(reader.folded))
    assert (phrase.start, phrase.head) == (at, found[0])


@pytest.mark.parametrize("row", LEX.nouns.values(), ids=lambda row: row.noun)
def test_other_forms_of_a_noun_are_heads_of_its_kind(row: Noun) -> None:
    for form in (*row.plural, *filter(None, [row.feminine])):
        head = HEADS.get(fold_text(form))
        assert head is not None, form
        bases = {fold_text(other.noun) for other in (*LEX.nouns.values(), *LEX.bodies.values())}
        assert head.noun == fold_text(row.noun) or fold_text(form) in bases, form


def place(reader: Reader, word: str) -> int:
    """Where the particle stands, bare or behind و or ف."""
    folded = fold_text(word)
    return next(n for n, token in enumerate(reader.folded) if token in (folded, "و" + folded, "ف" + folded))


@pytest.mark.parametrize("row", LEX.particles.values(), ids=lambda row: f"{row.kind} {row.word}")
def test_a_particle_ends_opens_or_goes_on_as_its_kind_says(row: Particle) -> None:
    reader = read(row.example)
    at = place(reader, row.word)
    assert reader.particle(at) == row.kind
    AS[row.kind](reader, at)


def binds(reader: Reader, at: int) -> None:
    """The name goes on behind the particle."""
    assert reader.name_at(at - 1, len(reader.folded), True) >= at + 2


def goes_on(reader: Reader, at: int) -> None:
    """The phrase before the particle holds it."""
    assert any(
        reader.phrase(start, len(reader.folded)).stop > at
        for start in range(at)
        if reader.grammar.heads.get(reader.folded[start])
    )


def ends(reader: Reader, at: int) -> None:
    """No phrase of a speaker goes on over the particle, a preposition's own complement apart."""
    for start in range(at):
        head = reader.grammar.heads.get(reader.folded[start])
        if head is not None and head.definite and head.kind in ("person", "body"):
            assert reader.phrase(start, len(reader.folded)).stop <= at


def is_same(reader: Reader, at: int) -> None:
    """The particle stands beside the noun of the one named before."""
    beside = [reader.folded[n] for n in (at - 1, at + 1)]
    assert any(reader.grammar.heads.get(token) for token in beside)


def points_back(reader: Reader, at: int) -> None:
    """The particle is no name and no title of its own."""
    assert reader.name_at(at, len(reader.folded), False) == at


AS = {
    "bind": binds, "fixed": goes_on, "inside": goes_on, "stop": ends, "time": ends, "manner": ends, "prep": ends,
    "occasion": ends, "same": is_same, "last": points_back,
}  # fmt: skip
