"""What the rules of attribution look at: the tokens of a document with their classes, cues and quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter

from msgspec import Struct

from musnad.extract.cues import Cues, Form, cues
from musnad.extract.heads import Head, Heads, heads
from musnad.extract.memory import Memory
from musnad.extract.table import Table
from musnad.lexicon import Lexicon
from musnad.records import Mention
from musnad.text.doc import Doc
from musnad.text.fold import fold_text
from musnad.text.places import among, places

NONE: frozenset[str] = frozenset()
COMMAS = frozenset("،,؛;")
DASHES = frozenset("-–—")
STOPS = frozenset(".!?؟…")
CLOSING = frozenset("\"»”'")


class Quote(Struct, frozen=True):
    """A quotation as token range `[start, stop)` with its marks, and the raw offsets of what is quoted."""

    start: int
    stop: int
    inner_start: int
    inner_stop: int
    closed: bool

    @property
    def words(self) -> int:
        """How many tokens are quoted."""
        return self.stop - self.start - 1 - self.closed


class Classes:
    """The closed classes of the words of a frame, also behind و and ف."""

    def __init__(self, lex: Lexicon) -> None:
        found: dict[str, set[str]] = {}
        for row in lex.frame_words.values():
            for word in row.words:
                found.setdefault(fold_text(word), set()).add(row.kind)
        self._forms = {word: frozenset(kinds) for word, kinds in found.items()}
        self.get: Callable[[str], frozenset[str]] = Memory(self.find).__getitem__
        """The classes of a folded token."""

    def find(self, token: str) -> frozenset[str]:
        """The classes of a folded token, looked up."""
        found = self._forms.get(token, NONE)
        if not found and len(token) > 2 and token[0] in "وف":
            found = self._forms.get(token[1:], NONE)
        return found


@cache
def class_words(lex: Lexicon, kind: str) -> frozenset[str]:
    """The folded words of a class of `frame_words.tsv`."""
    return frozenset(fold_text(word) for word in lex.frame_words[kind].words)


def phrases(lex: Lexicon, kind: str) -> frozenset[tuple[str, ...]]:
    """The folded phrases of a class of `frame_words.tsv`, each as its words."""
    return _pairs(lex)[kind]


@cache
def _words(lex: Lexicon) -> dict[str, frozenset[str]]:
    return {kind: class_words(lex, kind) for kind in lex.frame_words}


@cache
def _pairs(lex: Lexicon) -> dict[str, frozenset[tuple[str, ...]]]:
    """The folded phrases of the classes of `frame_words.tsv`, each as its words."""
    return {
        kind: frozenset(tuple(fold_text(phrase).split()) for phrase in row.words)
        for kind, row in lex.frame_words.items()
    }


@cache
def classes(lex: Lexicon) -> Classes:
    """The classes of the lexicon, made once."""
    return Classes(lex)


@cache
def _table(lex: Lexicon) -> Table:
    """Classes, head nouns and readings as a cue."""
    return Table(classes(lex).find, heads(lex).get, cues(lex).find)


class Scene:
    """One document as the rules see it; token indices throughout."""

    def __init__(self, doc: Doc, mentions: list[Mention], lex: Lexicon) -> None:
        self.doc = doc
        self.text = doc.text
        self.size = len(doc.words.folded)
        end = len(doc.text)
        # two empty tokens after the last, so that a look ahead needs no check
        self.folded = [*doc.words.folded, "\n", "\n"]
        self.start = [*doc.words.start, end, end]
        self.stop = [*doc.words.stop, end, end]
        self.lex = lex
        self.cues: Cues = cues(lex)
        self.heads: Heads = heads(lex)
        # what the tables say of the tokens is looked up once for all: rules ask it of the same tokens again and again
        self.kinds_of: Callable[[str], frozenset[str]] = classes(lex).get
        """The classes of a folded word."""
        kinds, head, forms = _table(lex).columns(self.folded)
        self.kinds: Callable[[int], frozenset[str]] = kinds.__getitem__
        """The classes of the token."""
        self.head: Callable[[int], Head | None] = head.__getitem__
        """The head noun that the token is, None where it is none."""
        self.forms: Callable[[int], tuple[Form, ...]] = forms.__getitem__
        """The readings of the token as a cue."""
        self._cued = places(forms)
        self.words: Callable[[str], frozenset[str]] = _words(lex).__getitem__
        """The folded words of a class."""
        self.pairs: Callable[[str], frozenset[tuple[str, ...]]] = _pairs(lex).__getitem__
        """The phrases of a class, each as its folded words."""
        self.first = doc.words.at(doc.body)
        self.quotes = self._find_quotes()
        self.quote_from = {quote.start: quote for quote in self.quotes}
        self._outermost = _outermost(self.quotes, self.size)
        self.mention_at = self._place(mentions)
        self.turns: list[int] | None = None
        """Where a quotation, a hedge or a gloss may start, once `Contents` has asked."""

    def cued(self, start: int, stop: int) -> Sequence[int]:
        """The tokens of `[start, stop)` that may be cues."""
        return among(self._cued, start, stop)

    def _find_quotes(self) -> list[Quote]:
        found = []
        at = self.doc.words.at
        for q in self.doc.quotations:
            start = at(q.start)
            stop = max(start + 1, at(q.stop - 1) + 1)
            found.append(Quote(start, stop, q.inner_start, q.inner_stop, q.closed))
        return found

    def _place(self, mentions: list[Mention]) -> dict[int, Mention]:
        """Mentions by the token that they start in."""
        at = self.doc.words.at
        return {at(mention.where.start): mention for mention in mentions}

    def definite(self, index: int) -> bool:
        """Whether the token starts with the article; «إلغاء» and «آلاف» do not, though they fold to the same."""
        return self.folded[index].startswith("ال") and self.text[self.start[index]] not in "إأآ"

    def keys(self, kind: str) -> tuple[str, ...]:
        """The words of a class as they are written, where they are keys of other rows."""
        return self.lex.frame_words[kind].words

    def head_clitics(self, index: int) -> int:
        """How many letters before the head noun at the token are proclitics."""
        head = self.head(index)
        return head.clitics if head is not None else 0

    def quote_over(self, index: int) -> Quote | None:
        """The outermost quotation that holds the token between its marks."""
        return self._outermost[index]

    def quotes_between(self, first: int, last: int) -> list[Quote]:
        """The quotations that open in the tokens `[first, last)`."""
        low = bisect_left(self.quotes, first, key=attrgetter("start"))
        return self.quotes[low : bisect_left(self.quotes, last, key=attrgetter("start"))]

    def tight(self, index: int) -> bool:
        """Whether no space parts the token from the one before."""
        return index > 0 and self.stop[index - 1] == self.start[index]

    def raw(self, start: int, stop: int) -> str:
        """The text of the tokens `[start, stop)`."""
        return self.text[self.start[start] : self.stop[stop - 1]]


def _outermost(quotes: list[Quote], size: int) -> list[Quote | None]:
    """For each token the first quotation, in their order, that holds it between its marks."""
    found: list[Quote | None] = [None] * (size + 2)
    reached = 0
    for quote in quotes:
        low, reached = max(quote.start + 1, reached), max(reached, quote.stop)
        if low < quote.stop:
            found[low : quote.stop] = [quote] * (quote.stop - low)
    return found


def sentence_bounds(scene: Scene, index: int) -> tuple[int, int]:
    """The token range of the sentence that holds the token."""
    sentence: tuple[int, int] = scene.doc.sentences[scene.doc.sentence_of(index)]
    return sentence
