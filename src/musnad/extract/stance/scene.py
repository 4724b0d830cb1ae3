"""One article as the stance rules see it: its tokens, whose words they stand in, and how to read phrases in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache, cached_property
from itertools import compress
from typing import Any

from musnad.extract.grammar import grammar
from musnad.extract.heads import Heads, heads
from musnad.extract.phrases import Reader
from musnad.extract.stance.forms import Form, Noun
from musnad.extract.stance.lore import Lore, lore
from musnad.extract.table import Table
from musnad.lexicon import Lexicon
from musnad.records import Attribution, Mention, Span
from musnad.text.doc import Doc
from musnad.text.places import places

ENDS = frozenset(".؟!:؛\n")
QUOTES = frozenset('"«»“”„')
COMMAS = frozenset(",،")
_NAMED = frozenset(("offer", "pact", "law"))
_ALL = frozenset(("كافه", "جميع", "كل"))
_AND_THAT = frozenset(("وان", "وانه", "وانها", "وانهم"))
_PLURAL = re.compile("[وف]?[بلك]?(?:ال|لل)?أ")
_LONG = 3
_CLOSERS = '")»”'


@cache
def _table(lex: Lexicon) -> Table:
    """What stances ask of every token: particle, stance word, bare form, initiative, its noun, where rules begin."""
    known = lore(lex)
    return Table(known.particle, known.word, known.bare, known.plan, known.noun, known.classes)


class Scene:
    """The tokens of one article with what the rules ask of them; all places are token indices."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], lex: Lexicon
    ) -> None:
        self.doc, self.lex = doc, lex
        self.tokens: list[str] = doc.words.folded
        self.size = len(self.tokens)
        self.attributions = attributions
        self.lore: Lore = lore(lex)
        self.heads: Heads = heads(lex)
        self.reader = Reader(doc, grammar(lex))
        particles, words, bare, plans, nouns, self.classes = _table(lex).columns(self.tokens)
        self.kind: Callable[[int], str] = particles.__getitem__
        """The kind of particle at a token, "" where it is none."""
        self.word: Callable[[int], str] = words.__getitem__
        """The kind of single stance word at a token, "" where it is none."""
        self._bare: tuple[str, ...] = bare
        self.bare: Callable[[int], str] = bare.__getitem__
        """The token without و ف, a preposition and the article."""
        self.plan: Callable[[int], str] = self._plans(plans, nouns).__getitem__
        """The kind of initiative or action that a token heads, "" where it heads none."""
        self.noun: Callable[[int], Noun | None] = nouns.__getitem__
        """The reading of a token as a noun that heads an initiative."""
        self.sentence: Callable[[int], Span] = _sentences(doc).__getitem__
        """The tokens of the sentence around a token."""
        self.topics: dict[Hashable, Any] = {}
        """What candidates are about, by candidate: the memory of `naming`."""
        self.mention_stop = {self.token(m.where.start): self.token_stop(m.where.stop) for m in mentions}
        self.mention_type = {self.token(m.where.start): m.type for m in mentions}
        self.in_name = self._named(mentions)
        self.bodies = [(self.token(m.where.start), m.where.span) for m in mentions if m.type == "ORG"]
        self.content_of: list[int] = [-1] * self.size
        self.cue_of: list[int] = [-1] * self.size
        self.cues: set[int] = set()
        self._mark_attributions()
        head = range(self.token(doc.body) if doc.body else 0)
        self.body = head.stop
        self.title = {self.bare(k) for k in head if len(self.tokens[k]) > 3}
        self.title_words = {self.tokens[k] for k in head if len(self.tokens[k]) > 3}

    def _plans(self, plans: Sequence[str], nouns: Sequence[Noun | None]) -> Sequence[str]:
        """What the tokens head; «أعمال»، «أسعار» with a hamza above are plurals, no actions of the form «إعمال»."""
        text, start, found = self.doc.text, self.doc.words.start, list(plans)
        for k in places(map("act".__eq__, plans)):
            if nouns[k] is None and _PLURAL.match(text, start[k]):
                found[k] = ""
        return found

    def _named(self, mentions: Sequence[Mention]) -> set[int]:
        """The tokens that are names or parts of them, with nothing written before them on the token."""
        found: set[int] = set()
        for one in mentions:
            if one.form == "name" or one.type == "PER":
                first = self.token(one.where.start)
                found.update(range(first + 1, self.token_stop(one.where.stop)))
                if self.doc.words.start[first] == one.where.start:
                    found.add(first)
        return found

    def _mark_attributions(self) -> None:
        widest = sorted(enumerate(self.attributions), key=lambda one: one[1].content.start - one[1].content.stop)
        for n, one in widest:  # the widest first, so that the innermost stays
            for at in range(self.token(one.content.start), self.token_stop(one.content.stop)):
                self.content_of[at] = n
        for n, one in enumerate(self.attributions):
            for at in range(self.token(one.cue.start), self.token_stop(one.cue.stop)):
                self.cue_of[at] = n
                self.cues.add(at)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word of the body stands there, without its clitics."""
        long = map(_LONG.__lt__, map(len, self.tokens[self.body :]))
        return Counter(compress(self._bare[self.body :], long))

    # --- places ------------------------------------------------------------------------------------------

    def token(self, offset: int) -> int:
        """The token that holds the raw `offset`."""
        return self.doc.words.at(offset)

    def token_stop(self, offset: int) -> int:
        """The token after the last one that begins before the raw `offset`."""
        at = self.doc.words.at(offset)
        return at + 1 if at < self.size and self.doc.words.start[at] < offset else at

    def span(self, start: int, stop: int) -> Span:
        """The raw offsets of the tokens `[start, stop)`."""
        return self.doc.words.start[start], self.doc.words.stop[stop - 1]

    def content_start(self, n: int) -> int:
        """The token where the content of the attribution `n` begins."""
        return self.token(self.attributions[n].content.start)

    def through(self, at: int) -> int:
        """The attribution (-1: none) through which a word came: whose cue it is, else whose words it stands in."""
        return self.cue_of[at] if self.cue_of[at] != -1 else self.content_of[at]

    # --- words -------------------------------------------------------------------------------------------

    def readings(self, at: int, *shapes: str) -> list[Form]:
        """The readings of the token as a form of a stance verb of one of `shapes`."""
        return [form for form in self.lore.forms(self.tokens[at]) if form.shape in shapes]

    def phrase(self, at: int, kind: str) -> tuple[int, str]:
        """The stance phrase of this kind that begins at `at`: its length and its row's key; (0, "") where none does."""
        tokens = self.tokens
        for more, key in self.lore.opened[kind].get(tokens[at], ()):
            if not more or tokens[at + 1 : at + 1 + len(more)] == more:
                return 1 + len(more), key
        return 0, ""

    def is_word(self, at: int) -> bool:
        """Whether the token is a word or number, not a mark."""
        return self.tokens[at][0].isalnum()

    def definite(self, at: int) -> bool:
        """Whether the token is marked as definite by its article: «الاتفاق», no «إلغاء»."""
        return self.doc.text[self.doc.words.start[at]] != "إ" and self.tokens[at].startswith(
            ("ال", "وال", "بال", "فال", "لل", "ولل", "كال")
        )

    def joins(self, at: int) -> bool:
        """Whether the token is led by a preposition that is written on it (ب ل ك)."""
        token = self.tokens[at]
        if token.startswith(("بال", "لل", "كال", "لال")):
            return True
        if len(token) < 4 or token[0] not in "بلك":
            return False
        if self.heads.get(token) is not None:
            return self.heads.get(token[1:]) is not None
        noun = self.noun(at)
        return noun is not None and noun.preposition != ""

    def verb_like(self, at: int) -> bool:
        """Whether the token looks like a finite verb: a known form that is no noun as well, or a present of يـ."""
        token = self.tokens[at]
        shapes = {form.shape for form in self.lore.forms(token)}
        if shapes & {"past", "present"}:
            return "masdar" not in shapes
        bare = token[1:] if len(token) > 4 and token[0] in "وف" else token
        bare = bare[1:] if bare.startswith(("سي", "ست")) else bare
        if len(bare) < 4 or bare[0] != "ي" or bare.startswith("يو") or bare.endswith(("ه", "ي")):
            return False
        return self.heads.get(bare) is None and at not in self.mention_stop

    # --- phrases -----------------------------------------------------------------------------------------

    def noun_phrase(self, at: int, stop: int) -> int:
        """Where the phrase of an actor that begins at `at` ends, at most at `stop`; `at` itself where none begins."""
        if (self.kind(at) and at not in self.mention_stop) or not self.is_word(at):
            return at
        known = self.mention_stop.get(at, at + 1)
        around = self.reader.around_name(at, stop) if self.heads.get(self.tokens[at]) is None else None
        phrase = around or self.reader.phrase(at, stop)
        end = min(stop, max(phrase.stop, known, at + 1))
        for k in range(max(known, at + 1), end):
            acts = self.plan(k) and self.heads.get(self.tokens[k]) is None and self._complete(at, k)
            acts = acts or (
                self.plan(k) in _NAMED and self.kind(k - 1) != "inside" and self.heads.get(self.tokens[k - 1]) is None
            )
            acts = (
                acts
                or (k > at + 1 and self._told(k))
                or (self.tokens[k] == "علي" and self._body(at))  # «عرض الاتحاد على نورستان»
                or (k > at and (self.word(k) == "bearing" or self.tokens[k] in _ALL))
            )
            if acts or (self.verb_like(k) and (self.lore.forms(self.tokens[k]) or self._does(k))):
                end = k
                break
        while end < stop and self.kind(end - 1) == "bind" and self.is_word(end):
            end += 1  # «فكري أبو العلا»
        while end > max(known, at + 1) and (
            self.kind(end - 1) == "prep" or not (self.is_word(end - 1) or self.tokens[end - 1] in _CLOSERS)
        ):
            end -= 1
        return end

    def _does(self, at: int) -> bool:
        """Whether a word behind a definite one looks like a present and like no name: «الفلاح يحتاج»."""
        token = self.tokens[at]
        given = at in self.in_name or self.reader.grammar.given(token)
        return token[0] == "ي" and self.definite(at - 1) and not given and self.reader.known(at) is None

    def _body(self, at: int) -> bool:
        head = self.heads.get(self.tokens[at])
        return head is not None and head.kind == "body"

    def _told(self, at: int) -> bool:
        """Whether the word behind a definite one looks like a verb of the past: «رئيس الجمهورية أدت»."""
        token = self.tokens[at]
        verb = token.endswith("ت") and not token.endswith(("ات", "يت")) and not self.definite(at)
        return verb and self.definite(at - 1) and at not in self.in_name and self.heads.get(token) is None

    def _complete(self, start: int, at: int) -> bool:
        """Whether the phrase `[start, at)` is complete: it ends in a definite word, a name or a pronoun."""
        last = self.tokens[at - 1]
        if any(start <= k and stop == at for k, stop in self.mention_stop.items()):
            return True
        if self.definite(at - 1) or last.endswith(("ها", "هم", "نا")):
            return True
        return at - start == 1 and last.endswith("ه") and self.heads.get(last) is None

    def clause_end(self, at: int, limit: int = 20) -> int:
        """Where the clause that holds `at` ends: before a comma, a new sentence, a cue, a word that opens another."""
        stop = min(self.sentence(at)[1], at + limit)
        content = self.content_of[at]
        k = at + 1
        while k < stop:
            token = self.tokens[k]
            if token in ENDS or (token in COMMAS and k > at + 1):
                break
            if content != -1 and self.content_of[k] != content:
                break
            if k > at + 1 and token[0] == "و" and self.verb_like(k) and self.lore.forms(token):
                break  # «تدرس الخطة وتؤيد الهدنة»
            if k > at + 1 and token in _AND_THAT:
                break
            if k > at + 3 and (self.cue_of[k] != -1 or self.word(k) in ("break", "but")):
                break
            k += 1
        while k > at + 1 and not self.is_word(k - 1) and self.tokens[k - 1] not in _CLOSERS:
            k -= 1
        return k


def _sentences(doc: Doc) -> list[Span]:
    """For each token the sentence that holds it, and the last one once more behind the last token."""
    found = [sentence for sentence in doc.sentences for _ in range(*sentence)]
    return [*found, *found[-1:]]
