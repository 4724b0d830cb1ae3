"""Edges of a source phrase: words that cannot go on with it, and words that can though they look otherwise."""

from __future__ import annotations

from musnad.extract.cues import Form
from musnad.extract.heads import Head
from musnad.extract.objects import Objects
from musnad.extract.scene import COMMAS, Quote
from musnad.extract.words_seen import is_action, is_action_word

_NAME = 3
"""The name of a body in quotation marks has so many words at most."""


class Edges(Objects):
    """Decides where one phrase ends and another starts."""

    def _verb(self, at: int) -> bool:
        """Whether the token is a finite cue, or another verb that would open a new clause."""
        forms = self.scene.forms(at)
        if not forms or self.grammar.given(self.folded[at]) or self.scene.head(at) is not None:
            return False
        if self.describes(at) or ("preposition" in self.scene.kinds(at - 1) and self.scene.head(at - 1) is None):
            return False  # «مصادر متابعة», «معهد البحث في علم الفلك»
        return any(
            f.shape in ("past", "present") or (f.shape == "participle" and f.adverbial and f.gender != "")
            for f in forms
        )

    def _describes(self, at: int) -> bool:
        """Whether a participle right behind a source says of it what it follows («مصادر متابعة للملف»)."""
        for noun in (at - 1, at - 2):
            head = self.scene.head(noun) if noun > 0 else None
            if head is not None and head.kind == "source" and head.gender == "f":
                led = "preposition" in self.scene.kinds(noun - 1)
                return led or any(f.shape in ("past", "present") for f in self.scene.forms(noun - 1))
            if self.folded[noun] in COMMAS:
                return False
        return False

    def describes(self, at: int) -> bool:
        """Whether the token is a feminine participle that only says of a source what it follows."""
        return self.scene.doc.words.raw(at).endswith("ة") and self._describes(at)

    def _verb_in_t(self, at: int) -> bool:
        """Whether a word never seen looks like a feminine perfect after a finished phrase («تلقت»)."""
        here = self.folded[at]
        shape = here.endswith("ت") and not here.endswith("ات") and len(here) > 3 and not here.startswith("ال")
        return shape and self.scene.definite(at - 1) and not self.grammar.given(here)

    def _report_noun(self, at: int) -> bool:
        """Whether the token is a verbal noun of speech that opens a report of its own («قوله إن», «القول»)."""
        forms = self.scene.forms(at)
        if not forms or self.scene.head(at) is not None:
            return False
        return any(f.shape == "masdar" and (f.owner or f.joined == "ال") for f in forms)

    def _owned(self, at: int, named: bool) -> bool:
        """Whether a noun with a pronoun («شعوره», «دوافعه») starts another phrase after a finished one."""
        here = self.folded[at]
        if len(here) < 4 or self.known(at)[0] or self.grammar.given(here) or here.startswith("ال"):
            return False
        if at and self.grammar.given(self.folded[at - 1]) and self._awaits_family(at - 1):
            return False  # «لؤي شبانه»
        raw = self.scene.doc.words.raw(at)
        owned = self.scene.head(at)
        if named and owned is not None and owned.owned and owned.kind == "person":
            return True  # «وصف الحمداني غريمته»
        its = (here.endswith("ها") and len(here) > 4) or (here.endswith("هما") and len(here) > 6)
        if not ((raw.endswith("ه") and not raw.endswith("الله")) or its):
            return False
        return named or self.scene.definite(at - 1)

    def _genitive(self, at: int) -> bool:
        """Whether the token must say whose or of what the noun before it is: a body or office cannot stand without it.

        «وزارة النقل», «شركة الكهرباء», «وزير النقل»: the noun has no article, so what follows with one belongs to it,
        also where that is a verbal noun like those that are announced.
        """
        head = self.scene.head(at - 1)
        if head is None or head.definite or head.owned or head.number == "d":
            return False
        if head.kind not in ("body", "outlet") and not self._in_office(head):
            return False
        if head.kind == "body" and head.number == "s" and is_action(self.scene, at):
            return self.scene.definite(at + 1)  # «شبكة رصد الانتهاكات»
        return self.folded[at].startswith("ال") and self.scene.definite(at) and "time" not in self.scene.kinds(at)

    def _told_aside(self, start: int, stop: int) -> bool:
        """Whether brackets hold an age or a clause on the source, and not its name («(42 عاما)»)."""
        if self.folded[start][0].isdigit():
            return True
        return any(self.scene.kinds(at) & {"negation", "action", "relative"} for at in range(start, stop))

    def is_outlet(self, at: int) -> bool:
        """Whether the name at the token is one of the known outlets'."""
        found = self.grammar.names.at(self.folded, at, self.scene.size)
        return found is not None and found.target.table == "outlets"

    def _name_of(self, quote: Quote, head: Head, form: Form | None) -> bool:
        """Whether a short quotation is the name of a body, since what is said comes after it («الوكالة "سنا" بأن»)."""
        if head.kind == "source" or quote.words > _NAME or form is None or quote.stop >= self.scene.size:
            return False
        after = self.folded[quote.stop]
        if "complementizer" in self.scene.kinds(quote.stop) or form.has(after):
            return True
        return after[0] == "ب" and len(after) > 2 and form.has("ب") is not None

    def _seat(self, at: int, head: Head | None) -> bool:
        """Whether what is quoted behind a title and «في» is where one sits («القيادي في «تيار الأفق»»)."""
        quote = self.scene.quote_from.get(at)
        titled = head is not None and head.kind == "person" and head.definite
        return titled and quote is not None and quote.words <= _NAME and self.folded[at - 1] in self.scene.words("seat")

    def _outlet_quoted(self, at: int) -> bool:
        """Whether an outlet stands in quotation marks at the token, so that «ل» before it tells to whom."""
        quote = self.scene.quote_from.get(at)
        return quote is not None and quote.words <= 4 and self.known(at + 1)[0] > 0 and self.is_outlet(at + 1)

    def _told_quoted(self, at: int, start: int) -> bool:
        """Whether a name in quotation marks follows «ل» behind a source that has no name («مصدر نيابي لـ"الوادي"»)."""
        quote, lead = self.scene.quote_from.get(at), self.lead_head(start)
        if quote is None or quote.words > _NAME + 1 or lead is None:
            return False
        return lead.kind == "source" or (lead.kind == "person" and not lead.definite and not self._in_office(lead))

    def _trade(self, at: int, start: int, size: int) -> bool:
        """Whether «للطاقة» is the trade of the body before it («شركة نور للطاقة»), not the outlet of that name."""
        near = range(max(start, at - 3), at)
        return size == 1 and self.folded[at].startswith("لل") and any(self._bare_body(k) for k in near)

    def _after_title(self, at: int, named: bool) -> bool:
        """Whether a word with ل may be a name itself («ليو»): after a definite title, and nothing that ل leads."""
        word = self.folded[at][1:]
        before = self.folded[at - 1]
        free = self.grammar.given(self.folded[at]) or (
            self.scene.heads.get(word) is None and not self.grammar.given(word) and len(word) < 6
            and not is_action_word(self.scene, word)
        )  # fmt: skip
        return free and (named or before.startswith("ال") or before in COMMAS)

    def _ali(self, at: int, start: int) -> bool:
        """Whether «علي» is the name and not the preposition: written with ya, before or after a name or title."""
        if not self.scene.doc.words.raw(at).endswith("ي"):
            return False
        after = self.folded[at + 1] if at + 1 < self.scene.size else ""
        before = at > start and (self.grammar.given(self.folded[at - 1]) or self.scene.head(at - 1) is not None)
        return after in ("بن", "ابو", "ال") or self.grammar.given(after) or bool(before and not after.startswith("ال"))

    def _serves(self, at: int, start: int, named: bool) -> bool:
        """Whether «ل» tells whose aide, envoy or office it is («المستشار الأمني لرئيس الوزراء»)."""
        inner, lead = self.scene.head(at), self.lead_head(start)
        if named or self.folded[at][0] != "ل" or inner is None or not inner.clitics or inner.kind != "person":
            return False
        if lead is None or lead.kind not in ("person", "body") or not (lead.definite and lead.number == "s"):
            return False
        before = self.folded[at - 1].removeprefix("ال")
        aide = at - 1 > start and self.scene.definite(at - 1) and before not in self.grammar.demonyms
        return aide and inner.number == "s" and (inner.definite or self._in_office(inner))

    def _one_in_n(self, at: int) -> bool:
        """Whether a definite noun follows a nominative in -un, which it cannot belong to («معارضون السلطات»)."""
        before, head = self.folded[at - 1], self.scene.head(at - 1)
        many = head is not None and head.number == "p" and not head.definite and head.kind in ("person", "source")
        return many and before.endswith("ون") and self.scene.definite(at)

    def _deputy(self, at: int, head: Head) -> bool:
        """Whether «عن» tells whom one sits for («النائب عن حزب الأفق»), and not what is said."""
        if self.folded[at] != "عن" or at + 1 >= self.scene.size:
            return False
        if head.noun not in self.scene.words("deputy"):
            return False
        after = self.scene.head(at + 1)
        return (after is not None and after.kind == "body") or self.known(at + 1)[2] in ("ORG", "LOC")

    def _happening(self, at: int) -> bool:
        """Whether an event and no place stands at the token («وفق الشرطة في حادث سير»)."""
        if self.scene.definite(at) or self.scene.head(at) is not None or self.known(at)[0]:
            return False
        return "happening" in self.scene.kinds(at) or is_action(self.scene, at)

    def _body(self, at: int) -> bool:
        """Whether a body is named at the token, so that «في» says where someone belongs."""
        head = self.scene.head(at)
        return (head is not None and head.kind == "body") or self.known(at)[2] == "ORG"

    def _hands_on(self, at: int, form: Form) -> bool:
        """Whether the token is the verb of a report handed on, so that «عن» tells from whom."""
        return form.row in self.scene.keys("handing_on") and any(f.row == form.row for f in self.scene.forms(at))
