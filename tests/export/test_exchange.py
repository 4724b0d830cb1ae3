"""Web Annotations, schema.org, PROV-JSON and WARC: read back by what others read them with, or by their vocabulary."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from msgspec.structs import replace
from prov.model import ProvAttribution, ProvDerivation, ProvDocument
from pyld import jsonld

from made import made_bytes, made_record
from musnad.export import prov, schema_org, warc
from musnad.export.web_annotation import CONTEXT, statements_and_stances
from musnad.records import Attribution, Record

Json = dict[str, Any]

OA = "http://www.w3.org/ns/oa#"
TERMS: Json = {
    "id": "@id", "type": "@type", "Annotation": f"{OA}Annotation", "TextualBody": f"{OA}TextualBody",
    "SpecificResource": f"{OA}SpecificResource", "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector", "body": f"{OA}hasBody", "target": f"{OA}hasTarget",
    "source": {"@id": f"{OA}hasSource", "@type": "@id"}, "scope": {"@id": f"{OA}hasScope", "@type": "@id"},
    "selector": f"{OA}hasSelector", "start": f"{OA}start", "end": f"{OA}end", "exact": f"{OA}exact",
    "prefix": f"{OA}prefix", "suffix": f"{OA}suffix", "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"}, "identifying": f"{OA}identifying",
    "tagging": f"{OA}tagging", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format", "label": "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip
"""What the terms that we use mean in the context of the Web Annotation vocabulary."""


def test_annotations_point_at_the_exact_words() -> None:
    record = made_record(url="https://sada.example/a?b=1")
    text = record.readings[0].article.text
    made = list(statements_and_stances(record))
    assert len(made) == 3
    for one in made:
        place, quote = one["target"]["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
        assert one["target"]["scope"] == "https://sada.example/a?b=1"


def test_every_term_of_an_annotation_is_of_the_vocabulary() -> None:
    def only_known(url: str, _options: Json) -> Json:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    for one in statements_and_stances(made_record(url="https://sada.example/")):
        expanded = jsonld.expand(one, {"documentLoader": only_known})
        kept = re.findall(r'"(?:@id|@type|@value|http[^"]*)":', json.dumps(expanded))
        assert len(set(keys(one)) - {"@context"}) <= len(set(kept))
        assert not set(keys(one)) - set(TERMS) - {"@context"}


def keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield name
            yield from keys(value)
    elif isinstance(node, list):
        for item in node:
            yield from keys(item)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example/<script>", "file:///etc/passwd", ""])
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    record = made_record(url=address)
    assert all("scope" not in one["target"] for one in statements_and_stances(record))
    assert all("url" not in one for one in schema_org.news_articles(record))


PROPERTIES = {
    "NewsArticle": "inLanguage headline articleBody datePublished url articleSection keywords publisher author"
    " isBasedOn hasPart",
    "Quotation": "text inLanguage spokenByCharacter citation",
    "Claim": "text inLanguage author citation",
    "Organization": "name",
    "Person": "name",
    "Place": "name",
    "Thing": "name",
}
"""The properties that schema.org gives these types (or their supertypes), of those that we write."""


def test_schema_org_uses_each_type_s_properties_alone() -> None:
    made = list(schema_org.news_articles(quoted(made_record())))
    seen = list(typed(made))
    assert {"NewsArticle", "Quotation", "Claim", "Organization"} <= {node["@type"] for node in seen}
    for node in seen:
        assert not set(node) - set(PROPERTIES[node["@type"]].split()) - {"@type", "@id", "@context"}


def test_direct_speech_is_a_quotation() -> None:
    (article,) = schema_org.news_articles(quoted(made_record()))
    assert [(part["@type"], part["text"]) for part in article["hasPart"]] == [
        ("Quotation", "الخطة تبدأ في الربيع"),
        ("Claim", "المعارضة ترفض الخطة"),
    ]
    assert article["hasPart"][0]["spokenByCharacter"]["name"] == "وزير الري زياد الحمداني"


def quoted(record: Record) -> Record:
    """The record with its first statement told directly."""
    (reading,) = record.readings
    first: Attribution = replace(reading.attributions[0], manner="direct")
    return replace(record, readings=(replace(reading, attributions=(first, *reading.attributions[1:])),))


def typed(node: object) -> Iterator[Json]:
    if isinstance(node, dict):
        if "@type" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from typed(item)


def test_prov_leads_from_the_words_back_to_the_speaker() -> None:
    document = ProvDocument.deserialize(content=json.dumps(prov.document(made_record(), "0.1.0")), format="json")
    assert document.has_bundles() is False
    back = {
        str(d.args[0]): str(d.args[1]) for d in document.get_records(ProvDerivation) if "article" not in str(d.args[1])
    }
    to = {str(a.args[0]): str(a.args[1]) for a in document.get_records(ProvAttribution)}
    labels = {str(one.identifier): next(iter(one.get_attribute("prov:label")), "") for one in document.get_records()}
    words = "musnad:finding:" + made_record().readings[0].article.id + ".a1"
    carried = back[words]
    assert labels[to[carried]] == "صدى نورستان"
    assert labels[to[back[carried]]] == "مسؤولين اثنين"


CP1256 = "text/html; charset=windows-1256"


@pytest.mark.parametrize(
    ("url", "content_type", "at", "declared"),
    [
        ("https://sada.example/1", CP1256, "https://sada.example/1", CP1256),
        ("", "", "urn:sha256:", "text/plain"),
        ("http://a.example/\r\nX: y", "text/html\r\nX: y", "urn:sha256:", "text/plain"),
    ],
)  # fmt: skip
def test_warc_keeps_the_bytes(url: str, content_type: str, at: str, declared: str) -> None:
    out = io.BytesIO()
    raw = warc.Raw(made_record(url=url).page, made_bytes(), content_type, "2026-03-01T10:00:00+00:00")
    assert warc.write([raw], out) == 1
    ((body, headers),) = [(one.reader.read(), dict(one.headers)) for one in ArchiveIterator(io.BytesIO(out.getvalue()))]
    assert body == made_bytes()
    assert headers["WARC-Target-URI"].startswith(at)
    assert (headers["Content-Type"], headers["WARC-Date"]) == (declared, "2026-03-01T10:00:00Z")
    assert "X" not in headers
