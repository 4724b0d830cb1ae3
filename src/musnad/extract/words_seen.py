"""What a token is for a source phrase: a verbal noun, a known name, one who may speak, a name in quotation marks."""

from __future__ import annotations

from functools import cache

from musnad.extract.cues import Form
from musnad.extract.grammar import grammar
from musnad.extract.heads import Head, Heads
from musnad.extract.scene import Scene
from musnad.extract.shapes import shape
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text


def is_action(scene: Scene, index: int) -> bool:
    """Whether the token looks like a verbal noun, the usual head of what is announced or denied."""
    here, forms = scene.folded[index], scene.forms(index)
    if "action" in scene.kinds(index) or (forms and any(f.shape == "masdar" and not f.joined for f in forms)):
        return True
    bare = here[1:] if here[:1] in "وف" and len(here) > 4 else here
    return len(bare) > 3 and not scene.definite(index) and shape(scene.lex, "action")(bare)


def frame_only_weak(form: Form) -> bool:
    """Whether the cue takes no object of its own."""
    return form.has("اسم") is None


def is_action_word(scene: Scene, word: str) -> bool:
    """Whether a folded word, taken from its token, looks like a verbal noun."""
    listed = "action" in scene.kinds_of(word) or any(f.shape == "masdar" for f in scene.cues.get(word))
    return listed or (len(word) > 3 and shape(scene.lex, "action")(word))


def blames(scene: Scene, cue: int, limit: int) -> bool:
    """Whether whose fault something is stands behind the cue («حمل الوزير الشركة مسؤولية الحادث»)."""
    blame = scene.words("blame")
    return any(scene.folded[at].removeprefix("ال") in blame for at in range(cue + 1, min(cue + 16, limit)))


def hides(scene: Scene, cue: int, limit: int) -> bool:
    """Whether someone asks not to be named («طلب عدم نشر اسمه»): he says that of himself, and reports nothing."""
    folded = scene.folded
    at = next((k for k in range(cue + 1, min(cue + 8, limit)) if folded[k] in scene.words("not_to")), 0)
    name = range(at + 1, min(at + 5, limit)) if at else range(0)
    return any(folded[k] in scene.words("identity") for k in name)


@cache
def _finite(lex: Lexicon) -> frozenset[str]:
    """Finite forms, third person singular, of the verbs that tell events and of those that news open with."""
    found = set()
    opening = lex.frame_words["news_verb"].words
    for perfect, imperfect in [(r.perfect, r.imperfect) for r in lex.event_verbs.values()] + [(w, "") for w in opening]:
        stem, present = fold_text(perfect), fold_text(imperfect)
        feminine = stem[:-1] if stem.endswith(("ي", "ا")) else stem
        found |= {stem, feminine + "ت", present, "ت" + present[1:]}
    return frozenset(word for word in found if len(word) > 1)


@cache
def _named(heads: Heads) -> frozenset[str]:
    return frozenset(noun for noun, head in heads._forms.items() if head.kind in ("body", "outlet"))


class Seen:
    """The tokens of one scene, as the phrases of sources see them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.grammar = grammar(scene.lex)
        self.folded = scene.folded
        self._all: frozenset[str] | None = None
        self._known: dict[int, tuple[int, int, str]] = {}
        self.told_us: set[str] = set()  # how the text says that something was told to its own publisher
        self.met: set[str] = set()  # words of sources found before in this text: a surname that comes again

    def met_at(self, index: int) -> bool:
        """Whether the token was part of the name of a source before."""
        return self.folded[index] in self.met

    def remember(self, source: tuple[int, int]) -> None:
        """Keep the words of a source that may come again alone: those that are no nouns of the language."""
        for index in range(*source):
            here = self.folded[index]
            if len(here) > 2 and here[0].isalpha() and self.scene.head(index) is None and not self.scene.kinds(index):
                self.met.add(here)

    def known(self, index: int) -> tuple[int, int, str]:
        """The known name at the token as (tokens, letters before it, type); (0, 0, "") where none."""
        told = self._known.get(index)
        if told is None:
            found = self.grammar.names.at(self.folded, index, self.scene.size)
            told = (0, 0, "") if found is None else (1 + len(found.rest), found.clitics, found.target.type)
            self._known[index] = told
        return told

    def person_name(self, index: int) -> bool:
        """Whether the token starts or goes on with a personal name."""
        return self.grammar.given(self.folded[index]) or self.known(index)[2] == "PER"

    def speaks(self, index: int) -> bool:
        """Whether a phrase of a speaker may well start at the token."""
        head = self.scene.head(index)
        if head is not None:
            return True
        if self.folded[index] in self.scene.words("one_of") or self.counts(index):
            return True
        if self.scene.definite(index) and index + 1 < self.scene.size and self.grammar.given(self.folded[index + 1]):
            return True
        if "this" in self.scene.kinds(index) and self.scene.definite(index + 1):
            return self.scene.head(index + 1) is not None
        size, _, _ = self.known(index)
        return size > 0 or self.grammar.given(self.folded[index]) or self.met_at(index)

    def counts(self, index: int) -> bool:
        """Whether a number of those who may speak is told at the token («ثلاثة مسؤولين», «80% من الدول»)."""
        here = self.folded[index]
        if here not in self.scene.words("number_of") and not here.isdigit():
            return False
        after = index + 1 + (self.folded[index + 1] == "%")
        after += self.folded[min(after, self.scene.size)] == "من"
        head = self.scene.head(after) if after < self.scene.size else None
        return head is not None and head.kind != "document" and head.number != "d" and not head.clitics

    def when(self, at: int) -> bool:
        """Whether a stretch of time is told at the token («الشهر الماضي»)."""
        return (
            self.scene.definite(at)
            and self.folded[at + 1] in self.scene.words("gone_by")
            and self.scene.head(at) is None
        )

    def opens_clause(self, at: int) -> bool:
        """Whether a finite verb stands at the token that tells what happened («حسب المتحدث قتل خمسة»)."""
        here = self.folded[at]
        if here not in _finite(self.scene.lex) or self.grammar.given(here) or self.known(at)[0]:
            return False
        whole = self.scene.definite(at - 1) or self.scene.head(at - 1) is None
        return whole and self.scene.head(at) is None and "preposition" not in self.scene.kinds(at - 1)

    def lead_head(self, index: int) -> Head | None:
        """The head noun of the phrase that starts at the token, also behind a number or «عدد من»."""
        head = self.scene.head(index)
        if head is not None or not (self.folded[index] in self.scene.words("one_of") or self.counts(index)):
            return head
        after = index + 1 + (self.folded[index + 1] == "%")
        after += self.folded[min(after, self.scene.size)] == "من"
        return self.scene.head(after) if after < self.scene.size else None

    def told_to(self, index: int) -> bool:
        """Whether ل before a word never seen tells to whom («لأفق برس»): the word stands without it elsewhere."""
        here = self.folded[index]
        if here in self.told_us:
            return True
        if here[0] != "ل" or len(here) < 4 or self.grammar.given(here) or self.scene.head(index) is not None:
            return False
        if self.known(index)[0]:
            return self.known(index)[1] > 0
        return here[1:] in self._vocabulary()

    def _vocabulary(self) -> frozenset[str]:
        """All words of the text."""
        if self._all is None:
            self._all = frozenset(self.folded)
        return self._all

    def name_quote(self, index: int) -> bool:
        """Whether the quotation that opens at the token is a mere name: short, after a noun that takes one."""
        quote = self.scene.quote_from.get(index)
        if quote is None or quote.words > 6 or index == 0:
            return False
        if quote.words <= 1:
            return True
        return self.named_by(index - 1) or self.known(index + 1)[0] >= quote.words

    def named_by(self, index: int) -> bool:
        """Whether the noun at the token is one that a name in quotation marks follows."""
        bare = self.folded[index].lstrip("وفبلك").removeprefix("ال")
        return "quasi_name" in self.scene.kinds(index) or bare in self._named_nouns()

    def _named_nouns(self) -> frozenset[str]:
        return _named(self.scene.heads)
