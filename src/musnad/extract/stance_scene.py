"""One article as the stance rules see it: its tokens, whose words they stand in, and how to read phrases in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from musnad.extract.grammar import grammar
from musnad.extract.heads import Heads, heads
from musnad.extract.phrases import Reader
from musnad.extract.stance_forms import Form, Noun, initiative_nouns, stance_forms
from musnad.lexicon import Lexicon
from musnad.records import Attribution, Mention, Span
from musnad.text.doc import Doc
from musnad.text.fold import fold_text

ENDS = frozenset(".؟!:؛\n")
MARKS = frozenset('"«»“”„()[]{}\'‘’`,،-–—…')
QUOTES = frozenset('"«»“”„')
COMMAS = frozenset(",،")
# the shapes of action nouns of the derived forms: تفعيل، إفعال، انفعال، افتعال، استفعال، مفاعلة (folded, bare)
_ACTION = re.compile(r"(?:ت\w{2}ي\w|ا\w{2}ا\w|ا[نت]?\w{2}?ا\w|ان\w{2}ا\w|ا\wت\w{1,2}ا\w|است\w{2,3}ا?\w|م\wا\w{2}ه|ا\w{1,2}ا\wه|ت\w{2}يه|تا\w{1,2}ي\w)(?:ه|ها|هم|نا)?")
_CLITICS = re.compile("[وف]?(?:[بلك]?ال|لل|[بل](?=\\w{4}))?")


class Scene:
    """The tokens of one article with what the rules ask of them; made by `find`."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], lex: Lexicon
    ) -> None:
        self.doc, self.lex = doc, lex
        self.tokens: list[str] = doc.words.folded
        self.size = len(self.tokens)
        self.attributions = attributions
        self.forms, self.nouns = stance_forms(lex), initiative_nouns(lex)
        self.heads: Heads = heads(lex)
        self.reader = Reader(doc, grammar(lex))
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for row in lex.stance_words.values():
            parts = tuple(fold_text(row.phrase).split())
            self.phrases.setdefault(row.kind, {}).setdefault(parts[0], []).append((parts, row.phrase))
        self.triggers = set(self.forms) | set(self.nouns) | {
            lead + w for kind in ("need", "weigh", "good", "bad", "if", "silent", "way", "vote", "abstain", "veto", "requires") for w in self.phrases.get(kind, {}) for lead in ("", "و", "ف")
        }
        self.triggers |= {"ضد", "مع"}
        self.by = {fold_text(row.masdar) for row in lex.stances.values() if row.lemma in ("أيد", "دعم", "ساند", "شارك", "رفض")}
        self.calls = {row.lemma for row in lex.stances.values() if row.value == "proposes" and row.force == "strong"}
        self.endings = {fold_text(w.phrase) for w in lex.stance_words.values() if w.kind == "ending"}
        self.single = {fold_text(w.phrase): w.kind for w in lex.stance_words.values() if " " not in w.phrase}
        self.particles = {fold_text(row.word): row.kind for row in lex.particles.values()}
        self.mention_stop = {self.token(m.where.start): self.token_stop(m.where.stop) for m in mentions}
        self.mention_type = {self.token(m.where.start): m.type for m in mentions}
        self.content_of: list[int] = [-1] * self.size
        self.cue_of: list[int] = [-1] * self.size
        self._mark_attributions()
        head = range(self.token(doc.body) if doc.body else 0)
        self.title = {self.bare(k) for k in head if len(self.tokens[k]) > 3}
        self.title_words = {self.tokens[k] for k in head if len(self.tokens[k]) > 3}

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

    def raw(self, start: int, stop: int) -> str:
        """The text of the tokens `[start, stop)`."""
        low, high = self.span(start, stop)
        return self.doc.text[low:high]

    def sentence(self, token: int) -> Span:
        """The tokens of the sentence around `token`."""
        return self.doc.sentences[self.doc.sentence_of(token)]

    def _mark_attributions(self) -> None:
        order = sorted(
            range(len(self.attributions)),
            key=lambda n: self.attributions[n].content.start - self.attributions[n].content.stop,
        )
        for n in order:  # the widest first, so that the innermost stays
            one = self.attributions[n]
            for at in range(self.token(one.content.start), self.token_stop(one.content.stop)):
                self.content_of[at] = n
        for n, one in enumerate(self.attributions):
            for at in range(self.token(one.cue.start), self.token_stop(one.cue.stop)):
                self.cue_of[at] = n

    # --- words -------------------------------------------------------------------------------------------

    def kind(self, at: int) -> str:
        """The kind of particle at `at` (also behind و or ف), "" where it is none."""
        token = self.tokens[at]
        found = self.particles.get(token, "")
        if not found and len(token) > 2 and token[0] in "وف":
            found = self.particles.get(token[1:], "")
        return found

    def word(self, at: int) -> str:
        """The kind of single stance word at `at` (also behind و or ف), "" where it is none."""
        token = self.tokens[at]
        found = self.single.get(token, "")
        if not found and len(token) > 2 and token[0] in "وف":
            found = self.single.get(token[1:], "")
        return found

    def bare(self, at: int) -> str:
        """The token without و ف, a preposition and the article."""
        token = self.tokens[at]
        token = token[1:] if len(token) > 3 and token[0] in "وف" and self.single.get(token) is None else token
        for lead in ("بال", "لل", "ال", "ب", "ل"):
            if token.startswith(lead) and len(token) - len(lead) > 2:
                return token[len(lead) :]
        return token

    def phrase_at(self, at: int, kind: str) -> int:
        """The number of tokens of the stance phrase of this kind that begins at `at`, 0 where none does."""
        return len(self._phrase(at, kind)[0])

    def phrase_key(self, at: int, kind: str) -> str:
        """The row of the phrase that begins at `at`."""
        return self._phrase(at, kind)[1]

    def _phrase(self, at: int, kind: str) -> tuple[tuple[str, ...], str]:
        table = self.phrases.get(kind, {})
        token = self.tokens[at]
        for word in (token, token[1:]) if token[0] in "وف" else (token,):
            for parts, key in table.get(word, ()):
                if all(at + k < self.size and self.tokens[at + k] == parts[k] for k in range(1, len(parts))):
                    return parts, key
        return (), ""

    def is_word(self, at: int) -> bool:
        """Whether the token is a word or number, not a mark."""
        return self.tokens[at][0].isalnum()

    def plan(self, at: int) -> str:
        """The kind of initiative or action that the token heads, "" where it heads none."""
        token = self.tokens[at]
        noun = self.nouns.get(token)
        if noun is not None:
            return noun.row.kind
        if len(token) > 3 and _ACTION.fullmatch(_CLITICS.sub("", token, count=1)):
            return "act"
        return ""

    def definite(self, at: int) -> bool:
        """Whether the token is marked as definite by its article."""
        token = self.tokens[at]
        return token.startswith(("ال", "وال", "بال", "فال", "لل", "ولل", "كال"))

    def joins(self, at: int) -> bool:
        """Whether the token is led by a preposition that is written on it (ب ل ك)."""
        token = self.tokens[at]
        if token.startswith(("بال", "لل", "كال", "لال")):
            return True
        if len(token) < 4 or token[0] not in "بلك":
            return False
        if self.heads.get(token) is not None:
            return self.heads.get(token[1:]) is not None
        return self.plan(at) != "" and (token in self.nouns and self.nouns[token].preposition != "")

    def verb_like(self, at: int) -> bool:
        """Whether the token looks like a finite verb: a known form, or a present prefix before a definite word."""
        token = self.tokens[at]
        if any(f.shape in ("past", "present") for f in self.forms.get(token, ())):
            return not any(f.shape == "masdar" for f in self.forms.get(token, ()))
        bare = token[1:] if len(token) > 4 and token[0] in "وف" else token
        bare = bare[1:] if bare.startswith(("سي", "ست")) else bare
        if len(bare) < 4 or bare.startswith(("تو", "يو")) or self.heads.get(bare) is not None:
            return False
        if bare[0] == "ي" and not bare.endswith(("ه", "ي")):
            return at not in self.mention_stop
        return False

    # --- phrases -----------------------------------------------------------------------------------------

    def noun_phrase(self, at: int, stop: int) -> int:
        """Where the phrase of an actor that begins at `at` ends, at most at `stop`; `at` itself where none begins."""
        if self.kind(at) or not self.is_word(at):
            return at
        known = self.mention_stop.get(at, at + 1)
        around = self.reader.around_name(at, stop) if self.heads.get(self.tokens[at]) is None else None
        phrase = around or self.reader.phrase(at, stop)
        end = min(stop, max(phrase.stop, known, at + 1))
        for k in range(max(known, at + 1), end):
            if self.plan(k) and self.heads.get(self.tokens[k]) is None and self.ended(at, k):
                end = k
                break
            if self.forms.get(self.tokens[k]) and self.verb_like(k):
                end = k
                break
        while end > at + 1 and not self.is_word(end - 1) and self.tokens[end - 1] not in '")»”':
            end -= 1
        return end

    def is_named(self, start: int, stop: int) -> bool:
        """Whether a person's name stands in `[start, stop)`."""
        return any(self.mention_type.get(k) == "PER" for k in range(start, stop))

    def ended(self, start: int, at: int) -> bool:
        """Whether the phrase `[start, at)` is complete: it ends in a definite word, a name or a pronoun."""
        last = self.tokens[at - 1]
        if any(start <= k and v == at for k, v in self.mention_stop.items()):
            return True
        return self.definite(at - 1) or last.endswith(("ها", "هم", "نا")) or (at - start == 1 and last.endswith("ه") and self.heads.get(last) is None)

    def clause_end(self, at: int, limit: int = 20) -> int:
        """Where the clause that holds `at` ends: before a comma, a new sentence, a cue, a participle that goes on."""
        _, end = self.sentence(at)
        content = self.content_of[at]
        stop = min(end, at + limit)
        k = at + 1
        while k < stop:
            token = self.tokens[k]
            if token in ENDS or (token in COMMAS and k > at + 1):
                break
            if self.content_of[k] != content and content != -1:
                break
            if k > at + 3 and self._breaks(k):
                break
            k += 1
        while k > at + 1 and not self.is_word(k - 1) and self.tokens[k - 1] not in '"»)”':
            k -= 1
        return k

    def _breaks(self, at: int) -> bool:
        token = self.tokens[at]
        if self.cue_of[at] != -1:
            return True
        return self.word(at) == "break"


def readings(scene: Scene, at: int, *shapes: str) -> list[Form]:
    """The readings of the token as a form of one of `shapes`."""
    return [form for form in scene.forms.get(scene.tokens[at], ()) if form.shape in shapes]


__all__ = ["COMMAS", "ENDS", "MARKS", "QUOTES", "Form", "Noun", "Scene", "readings"]
