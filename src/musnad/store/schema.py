"""The tables, for SQLite and PostgreSQL alike.

`pages`, `raw` and `records` hold what was read; every other table is an index made from `records`. Offsets count
code points of the page's text (blocks) or the article's (all that carries an `article`). `n` is the place of the
row in its record, so that (article, n) is the finding's identifier.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


def _maybe(name: str) -> Column[str]:
    return Column(name, Text, nullable=True)


def _number(name: str, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _page(primary: bool = True) -> Column[int]:
    return Column("page", ForeignKey("pages.key", ondelete="CASCADE"), primary_key=primary, nullable=False)


def _of_page(name: str, *columns: Column[str] | Column[int]) -> Table:
    return Table(name, metadata, _page(), Column("n", Integer, primary_key=True), *columns, sqlite_with_rowid=False)


def _of_article(name: str, *columns: Column[str] | Column[int] | Column[bool] | Column[float]) -> Table:
    article: Column[int] = Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, article, Column("n", Integer, primary_key=True), *columns, sqlite_with_rowid=False)


pages = Table(
    "pages",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    *map(_text, ("name", "url", "fetched", "format", "encoding", "encoding_basis", "empty", "reader", "read_at")),
)
raw = Table(
    "raw", metadata, _page(), _number("size"), _text("content_type"), Column("data", LargeBinary, nullable=False)
)
records = Table("records", metadata, _page(), Column("data", LargeBinary, nullable=False))
sightings = Table(
    "sightings",
    metadata,
    _page(),
    Column("name", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    _text("seen_at"),
    sqlite_with_rowid=False,
)
blocks = _of_page("blocks", _text("role"), _number("start"), _number("stop"), _text("rule"), _number("article"))
articles = Table(
    "articles",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("page", ForeignKey("pages.key", ondelete="CASCADE"), nullable=False, index=True),
    _number("n"),
    Column("id", Text, nullable=False, unique=True),
    *map(_text, ("title", "text")),
    _number("body"),
    *map(_text, ("url", "outlet")),
    _maybe("outlet_id"),
    *map(_text, ("day", "day_basis", "day_precision", "hint", "hint_basis", "byline", "section")),
)
Index("ix_articles_day", articles.c.day)
credits_ = _of_article(
    "credits", _text("name"), _maybe("outlet_id"), _text("basis"), _number("start", True), _number("stop", True),
    _text("rule"),
)  # fmt: skip
mentions = _of_article(
    "mentions", _number("start"), _number("stop"), _text("text"), _text("type"), _text("form"), _maybe("entity"),
    _text("rule"),
)  # fmt: skip
entities = _of_article("entities", *map(_text, ("id", "type", "name_ar", "name_en", "basis")))
attributions = _of_article(
    "attributions",
    *map(_text, ("kind", "manner", "speaker")),
    _maybe("speaker_id"),
    Column("unnamed", Boolean, nullable=False),
    *map(_number, ("content_start", "content_stop", "cue_start", "cue_stop")),
    _number("source_start", True),
    _number("source_stop", True),
    *map(_text, ("rule", "row", "strength")),
    Column("score", Double, nullable=True),
)
links = Table(
    "links",
    metadata,
    *(Column(name, Integer, primary_key=True) for name in ("article", "attribution", "n")),
    _text("carrier"),
    _maybe("carrier_id"),
    *map(_text, ("type", "basis", "strength")),
    ForeignKeyConstraint(
        ["article", "attribution"], ["attributions.article", "attributions.n"], ondelete="CASCADE", name="links_of"
    ),
    sqlite_with_rowid=False,
)
initiatives = _of_article("initiatives", *map(_text, ("id", "label", "proposer")))
stances = _of_article(
    "stances",
    _text("actor"),
    _maybe("actor_id"),
    *map(_text, ("stance", "initiative")),
    _maybe("initiative_id"),
    *map(_number, ("start", "stop")),
    _number("attribution", True),
    *map(_text, ("day", "rule", "row")),
)
events = _of_article(
    "events",
    Column("type", Text, nullable=False, index=True),
    _text("mode"),
    _text("context"),
    *map(_number, ("start", "stop")),
    _text("day"),
    *(Column(name, Boolean, nullable=False) for name in ("negated", "future", "hypothetical", "historical")),
    _number("attribution", True),
    *map(_text, ("rule", "row")),
)
parties = Table(
    "parties",
    metadata,
    *(Column(name, Integer, primary_key=True) for name in ("article", "event", "n")),
    *map(_text, ("side", "text", "terms")),
    *map(_number, ("start", "stop")),
    Column("entity", Text, nullable=True, index=True),
    _text("name"),
    ForeignKeyConstraint(["article", "event"], ["events.article", "events.n"], ondelete="CASCADE", name="parties_of"),
    sqlite_with_rowid=False,
)
"""Who acts in an event (`side` actor) and who is acted upon (recipient), with the stems to find them by."""
quantities = _of_article(
    "quantities",
    *map(_number, ("start", "stop")),
    Column("value", Double, nullable=False),
    _text("unit"),
    Column("about", Boolean, nullable=False),
    _number("event", True),
    _text("rule"),
)
unclear = _of_article(
    "unclear", _text("what"), _text("note"), _number("start", True), _number("stop", True), _text("rule")
)

searchable = Table(
    "searchable",
    metadata,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    *map(_number, ("n", "part", "words")),
    _text("terms"),
)
"""What articles (`n` -1), their statements and stances are found by, and the key that tells them; see `terms`."""
stems = Table(
    "stems", metadata, Column("stem", Text, primary_key=True), *map(_number, ("articles", "words")),
    sqlite_with_rowid=False,
)  # fmt: skip
"""In how many articles a stem stands; the row "" counts all articles and their words."""

corrections = Table(
    "corrections",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("page", ForeignKey("pages.key", ondelete="CASCADE"), nullable=False, index=True),
    *map(_text, ("article", "letter", "verdict", "who", "made_at", "note", "place", "was", "changes")),
)
"""What people say of findings: made from no record, so that reading a page again leaves them as they are."""

related = Table(
    "related",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("state", "made_at")),
)
"""One row: what the tables below were made from, by which reader, and when."""
_story: Column[str] = Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
_claim: Column[str] = Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)
stories = Table(
    "stories", metadata, Column("id", Text, primary_key=True), *map(_text, ("title", "first", "start", "stop")),
    *map(_number, ("low", "high", "n")), Column("data", LargeBinary, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip
story_articles = Table(
    "story_articles", metadata, _story, Column("article", Text, primary_key=True, index=True),
    *map(_number, ("n", "origin")),
    sqlite_with_rowid=False,
)  # fmt: skip
claims = Table(
    "claims", metadata, Column("id", Text, primary_key=True), *map(_text, ("speaker", "text", "basis")),
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    *map(_number, ("low", "high", "n")), Column("data", LargeBinary, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip
claim_attributions = Table(
    "claim_attributions", metadata, _claim, Column("article", Text, primary_key=True, index=True),
    Column("attribution", Integer, primary_key=True), sqlite_with_rowid=False,
)  # fmt: skip
copies = Table(
    "copies", metadata, Column("origin", Text, primary_key=True), Column("article", Text, primary_key=True, index=True),
    Column("overlap", Double, nullable=False), _text("direction"), Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
namings = Table(
    "namings", metadata, Column("article", Text, primary_key=True), Column("id", Text, primary_key=True),
    *map(_text, ("outlet", "how", "rule")), _number("start", True), _number("stop", True), sqlite_with_rowid=False,
)  # fmt: skip
RELATED = (stories, story_articles, claims, claim_attributions, copies, namings)
"""The tables of what pages show together, parents before children; `data` is the whole of it (zlib, JSON)."""

meanings = Table(
    "meanings",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    *(Column(name, LargeBinary, nullable=False) for name in ("places", "signs")),
)
"""What of an article is encoded by meaning: the places (-1: the article itself) and the signs of their vectors."""
vectors = Table(
    "vectors",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
"""The vectors themselves, in the same order; see `meaning`."""

forgotten = Table(
    "forgotten", metadata, Column("id", Text, primary_key=True), _text("forgotten_at"), sqlite_with_rowid=False
)
"""The hashes of pages that are not to be here."""

waiting = Table(
    "waiting",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("batch", Text, nullable=False, index=True),
    *map(_text, ("name", "url", "content_type", "state", "added_at", "found")),
    _number("size"),
    Column("data", LargeBinary, nullable=False),
)
"""Pages that wait to be read, and for a while what became of them (see `queue`)."""

Index("ix_entities_id", entities.c.id)
Index("ix_entities_type_id", entities.c.type, entities.c.id)
Index("ix_attributions_speaker_id", attributions.c.speaker_id)
Index("ix_stances_actor_id", stances.c.actor_id)
Index("ix_stances_initiative_id", stances.c.initiative_id)
Index("ix_stories_start", stories.c.start)
Index("ix_stories_stop", stories.c.stop)

INDEX = (
    blocks, articles, credits_, mentions, entities, attributions, links, initiatives, stances, events, parties,
    quantities, unclear,
)  # fmt: skip
"""The tables made from a record, parents before children."""
