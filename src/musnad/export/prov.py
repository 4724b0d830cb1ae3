"""Where statements come from as PROV-JSON (https://www.w3.org/submissions/prov-json/), a document for each page."""

from __future__ import annotations

from typing import Any

from musnad.export.iri import BASE, page_iri
from musnad.records import Article, Attribution, Record

Json = dict[str, Any]
PREFIX = {"musnad": BASE, "sha": "urn:sha256:", "dcterms": "http://purl.org/dc/terms/"}


def document(record: Record, reader: str = "") -> Json:
    """The page, its articles and statements as entities; outlets, carriers and speakers as agents.

    A statement is derived from the words as each carrier of its chain had them, from the outlet inward, and the
    innermost is attributed to the speaker. `reader` is the version that read the page, "" where it is not known.
    """
    made = _Document(record, reader)
    for reading in record.readings:
        made.article(reading.article)
        for n, attribution in enumerate(reading.attributions):
            made.statement(reading.article, n, attribution)
    return made.parts


class _Document:
    """A PROV document in the making: each relation gets a number of its own."""

    def __init__(self, record: Record, reader: str) -> None:
        page = f"sha:{record.page.id}"
        self._page = page
        self._agents: dict[str, str] = {}
        self.parts: Json = {"prefix": dict(PREFIX), "entity": {page: _entity("page", record.page.name)}}
        reading = f"musnad:reading:{record.page.id[:16]}"
        software = _typed("prov:SoftwareAgent") | {"prov:label": f"musnad {reader}".strip()}
        self._put("agent", "musnad:reader", software)
        self._put("activity", reading, {"dcterms:source": page_iri(record.page)})
        self._relate("used", {"prov:activity": reading, "prov:entity": page})
        self._relate("wasAssociatedWith", {"prov:activity": reading, "prov:agent": "musnad:reader"})
        self._reading = reading

    def article(self, article: Article) -> None:
        """An article is derived from its page and attributed to its outlet."""
        name = f"musnad:article:{article.id}"
        self._put("entity", name, _entity("article", article.title))
        self._relate("wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": self._page})
        self._relate("wasGeneratedBy", {"prov:entity": name, "prov:activity": self._reading})
        if article.outlet:
            self._attribute(name, self._agent(article.outlet, article.outlet_id, "prov:Organization"))

    def statement(self, article: Article, n: int, one: Attribution) -> None:
        """The words in the article, then as each carrier had them, back to whoever spoke."""
        name = f"musnad:finding:{article.id}.a{n}"
        self._put("entity", name, _entity("statement", one.content.text))
        self._relate("wasQuotedFrom", {"prov:generatedEntity": name, "prov:usedEntity": f"musnad:article:{article.id}"})
        statement = name
        for place, link in enumerate(link for link in one.chain if link.basis != "publisher"):
            before, name = name, f"{statement}.via{place}"
            self._put("entity", name, _entity("statement", link.carrier))
            self._relate("wasDerivedFrom", {"prov:generatedEntity": before, "prov:usedEntity": name})
            kind = "prov:Person" if link.type in ("person", "unnamed") else "prov:Organization"
            self._attribute(name, self._agent(link.carrier, link.id, kind))
        if one.speaker:
            speaker = f"{statement}.said"
            self._put("entity", speaker, _entity("statement", one.speaker))
            self._relate("hadPrimarySource", {"prov:generatedEntity": name, "prov:usedEntity": speaker})
            self._attribute(speaker, self._agent(one.speaker, one.speaker_id, ""))

    def _agent(self, label: str, known: str | None, kind: str) -> str:
        """An agent by its id; one that has none is known by its words, in this document alone."""
        at = known or label
        if at not in self._agents:
            self._agents[at] = f"musnad:agent{len(self._agents)}"
            told: Json = {"prov:label": label} | (_typed(kind) if kind else {})
            self._put("agent", self._agents[at], told | ({"dcterms:identifier": known} if known else {}))
        return self._agents[at]

    def _attribute(self, entity: str, agent: str) -> None:
        self._relate("wasAttributedTo", {"prov:entity": entity, "prov:agent": agent})

    def _put(self, part: str, name: str, value: Json) -> None:
        self.parts.setdefault(part, {})[name] = value

    def _relate(self, relation: str, value: Json) -> None:
        kind = {"wasQuotedFrom": "prov:Quotation", "hadPrimarySource": "prov:PrimarySource"}.get(relation)
        part = self.parts.setdefault("wasDerivedFrom" if kind else relation, {})
        part[f"_:{relation}{len(part)}"] = value | (_typed(kind) if kind else {})


def _entity(kind: str, label: str) -> Json:
    return {"prov:type": {"$": f"musnad:{kind}", "type": "prov:QUALIFIED_NAME"}, "prov:label": label}


def _typed(kind: str) -> Json:
    return {"prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}}
