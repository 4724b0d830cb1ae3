"""The row types of what events are read with: verbs and nouns by PLOVER type, and the closed classes around them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class EventVerb(Struct, frozen=True):
    """A verb, or a noun, that tells an event; the notation of frames is told in the table's comments.

    A type in small letters (light, undergo, foil, ...) is that of a verb that only carries the noun of an event.
    """

    key: str
    type: str
    example: str
    mode: str = ""
    perfect: str = ""
    imperfect: str = ""
    participle: str = ""
    nouns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Words of which one must follow, without their clitics."""
    bars: tuple[str, ...] = ()
    """Words of which none may follow."""
    frame: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


class EventWords(Struct, frozen=True):
    """A closed class of words that tell how an event is meant, or what kind of thing is asked for."""

    kind: str
    words: tuple[str, ...]
    example: str
