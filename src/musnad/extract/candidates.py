"""Candidates: what one cue may report, before it is settled which of a sentence stand."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.cues import Form
from musnad.extract.frames import Frames
from musnad.extract.openings import Opening
from musnad.extract.scene import Scene
from musnad.extract.sources import Sources

Range = tuple[int, int]


class Candidate(Struct, frozen=True):
    """A possible attribution; all ranges are token ranges `[i, j)`.

    `begin` is where the whole expression starts (the connector or subject before the cue): what ends there ends
    the content before it. `carriers` stand outermost first. `before` is a content that precedes its cue.
    """

    rule: str
    cue: Range
    form: Form
    opening: Opening | None
    source: Range | None
    begin: int
    sentence: Range
    carriers: tuple[Range, ...] = ()
    before: Range | None = None
    kind: str = ""
    hedge: bool = False
    inner: bool = False


class Reading:
    """What the rules share while one document is read."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sources = Sources(scene)
        self.frames = Frames(scene, self.sources)
        self.folded = scene.folded
