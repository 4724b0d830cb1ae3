"""Contents: where the reported words end, and how they are reported (direct, mixed, indirect)."""

from __future__ import annotations

from functools import cache

from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS, STOPS, Quote, Scene, class_words, phrases
from musnad.extract.sources import Sources
from musnad.extract.words_seen import is_action
from musnad.lexicon import Lexicon
from musnad.records import Manner, Span
from musnad.text.places import among, places

_NAME = 3
"""A quotation of so many words that opens with a noun that takes names is a name itself."""


@cache
def _turning(lex: Lexicon) -> frozenset[str]:
    """The words that a hedge or a gloss may start with."""
    return (
        class_words(lex, "hedge_lead")
        | class_words(lex, "contrast")
        | {first for first, *_ in phrases(lex, "gloss")}
        | {"علي", "وذلك"}
    )


class Contents:
    """Finds the ends of contents in one scene."""

    def __init__(self, scene: Scene, sources: Sources) -> None:
        self.scene = scene
        self.sources = sources
        self.folded = scene.folded

    def span(self, opening: Opening, limit: int, cuts: list[int]) -> Span | None:
        """The raw span of the content that `opening` brings in.

        `limit` ends its sentence; `cuts` are where something starts that is not its.
        """
        quote = self._opened(opening)
        if quote is not None and quote.closed and self._all(opening, quote, limit, cuts):
            start = max(opening.start, quote.inner_start)
            return (start, quote.inner_stop) if start < quote.inner_stop else None
        stop = self._stop(opening.at, limit, cuts, opening.way in ("object", "preposition"))
        over = self.scene.quote_over(opening.at)
        if (
            over is not None
            and over.closed
            and over.stop - 1 < stop
            and opening.way == "preposition"
            and opening.brought > over.start
        ):
            stop = over.stop - 1
        stop = self._trim(opening.at, stop)
        if stop <= opening.at:
            return None
        start, end = opening.start, self.scene.stop[stop - 1]
        if quote is not None and quote.stop == stop and quote.closed:
            start, end = max(start, quote.inner_start), quote.inner_stop
        if quote is not None and not quote.closed:
            start = max(start, quote.inner_start)
        return (start, end) if start < end else None

    def _all(self, opening: Opening, quote: Quote, limit: int, cuts: list[int]) -> bool:
        """Whether the quotation that opens a content is all of it."""
        return opening.way == "quote" or opening.inside_quote or self._closes(quote.stop, limit, cuts)

    def _opened(self, opening: Opening) -> Quote | None:
        """The quotation that the content opens with."""
        if opening.inside_quote:
            return next(
                (q for q in self.scene.quotes_between(opening.at - 2, opening.at) if opening.at <= q.stop), None
            )
        return self.scene.quote_from.get(opening.at)

    def _closes(self, at: int, limit: int, cuts: list[int]) -> bool:
        """Whether nothing of the content follows the closing mark before `at`."""
        if at >= limit or at in cuts:
            return True
        here = self.folded[at]
        if here in STOPS or here == ")":
            return True
        if here in COMMAS:
            following = at + 1
            if following >= limit:
                return True
            after = self.folded[following]
            goes_on = after.startswith("وا") and "complementizer" in self.scene.kinds(following)
            return not goes_on and following not in self.scene.quote_from
        return self._hedge(at) or self._gloss(at)

    def _stop(self, at: int, limit: int, cuts: list[int], phrase: bool) -> int:
        """The token where the content stops: the first cut, hedge or gloss, or the end of the sentence.

        A `phrase` that is no clause also stops where another clause is set against its own.
        """
        following = [cut for cut in cuts if cut > at]
        bound = min([limit, *following])
        free = at
        for index in among(self._turns(), at, bound):
            if index < free:
                continue  # inside a quotation
            quote = self.scene.quote_from.get(index)
            if quote is not None and quote.closed:
                if quote.stop > bound and quote.stop > limit:
                    return quote.stop
                free = max(index + 1, min(quote.stop, bound))
            elif index > at and (self._hedge(index) or self._gloss(index)):
                return index
            elif index > at and phrase and self._against(index):
                return index - (self.folded[index - 1] not in COMMAS)
        return bound

    def _against(self, at: int) -> bool:
        """Whether a clause starts here that is set against the writer's («مساندته للإضراب، في حين رفضته المنظمة»)."""
        if self.folded[at] not in self.scene.words("contrast"):
            return False
        before = self.folded[at - 1]
        return before in COMMAS or ("preposition" in self.scene.kinds(at - 1) and self.folded[at - 2] in COMMAS)

    def _turns(self) -> list[int]:
        """The tokens of the text at which a quotation, a hedge or a gloss may start."""
        scene = self.scene
        if scene.turns is None:
            told = places(map(_turning(scene.lex).__contains__, self.folded))
            scene.turns = sorted({*told, *scene.quote_from})
        return scene.turns

    def _hedge(self, at: int) -> bool:
        """Whether a hedge that gives the words back to the speaker stands here («على حد قوله», «وفق تعبيره»)."""
        here = self.folded[at]
        if here == "علي" and at + 1 < self.scene.size and self.folded[at + 1] == "حد":
            return True
        if here not in self.scene.words("hedge_lead") or here == "كما":
            return False
        reach = min(self.scene.size, at + 3)
        return any(
            "hedge" in self.scene.kinds(k) or self.folded[k].removeprefix("ل") in self.scene.words("hedge")
            for k in range(at + 1, reach)
        )

    def _gloss(self, at: int) -> bool:
        """Whether the writer's own gloss on the words starts here («في إشارة إلى»)."""
        if at + 1 >= self.scene.size:
            return False
        if (self.folded[at], self.folded[at + 1]) == ("وذلك", "في"):
            return at + 2 < self.scene.size and bool(self.scene.kinds(at + 2) & {"occasion", "time"})
        return (self.folded[at], self.folded[at + 1]) in self.scene.pairs("gloss") and (
            self.folded[at] != "ردا" and (self.folded[at] != "وهو" or self.folded[at - 1] in COMMAS)
        )

    def _trim(self, start: int, stop: int) -> int:
        """Leave out marks and loose connectors at the end."""
        while stop > start:
            here = self.folded[stop - 1]
            if here in "\"»”'" or here == "%":
                if self._balanced(start, stop - 1):
                    break
            elif here == ")" or (
                here[0].isalnum()
                and not (here in ("و", "كما", "ف", "فيما", "بينما", "حيث", "ثم", "لكن", "وذلك") and stop - 1 > start)
            ):
                break
            stop -= 1
        return stop

    def _balanced(self, start: int, mark: int) -> bool:
        """Whether the closing mark at `mark` belongs to a quotation that opened inside."""
        return self.folded[mark] == "%" or any(
            quote.stop == mark + 1 for quote in self.scene.quotes_between(start - 1, mark + 1)
        )

    def manner(self, span: Span, opening: Opening, first_token: int, last_token: int) -> Manner:
        """How the content is reported: all quoted, partly quoted, or not."""
        start, stop = span
        for quote in self.scene.quotes_between(min(opening.brought, opening.at) - 1, last_token):
            if quote.inner_start <= start and stop <= quote.inner_stop:
                return "direct"
        inside = [
            q for q in self.scene.quotes_between(first_token, last_token)
            if not self._names(q, first_token, last_token)
        ]  # fmt: skip
        if inside:
            return "mixed"
        if opening.way == "colon":
            return "direct"
        return "indirect"

    def _names(self, quote: Quote, first: int, last: int) -> bool:
        """Whether the quotation marks stand around a mere name or term."""
        if quote.words <= 0:
            return True
        if 1 < quote.words <= _NAME and self._begins_name(quote.start + 1):
            return True  # «أهم ملامح "قانون الأجانب"», «في إطار "المبادرة العربية"»
        if not self.sources.name_quote(quote.start):
            return False
        told = self.folded[quote.start - 1] == "ب" and quote.start - 1 > first
        if told and (quote.words > 1 or self.scene.definite(quote.start + 1)):
            return self.sources.named_by(quote.start - 2)  # «وصفه بـ"الغريب"», «المكنى بـ"أبي زياد"»
        return quote.words > 1 or not self._coined(quote, first, last)

    def _begins_name(self, at: int) -> bool:
        """Whether a noun that takes names stands at the token, and nothing that is done."""
        bare = self.folded[at].removeprefix("ال")
        taken = self.sources.named_by(at) or "quasi_name" in self.scene.kinds_of(bare)
        return taken and not is_action(self.scene, at)

    def _coined(self, quote: Quote, first: int, last: int) -> bool:
        """Whether a single quoted word is what is said of something («الانهيار "مفتعل"»): last, and no name."""
        if quote.stop < last or quote.start - first < 1 or quote.start - first > 8:
            return False
        word = quote.start + 1
        after = self.folded[word]
        return not (
            self.sources.named_by(quote.start - 1) or self.sources.known(word)[0] or self.sources.grammar.given(after)
            or after.startswith("ال")
        )  # fmt: skip
