"""GraphML: the graph of articles, the outlets they name, and how one came from another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Protocol
from xml.etree import ElementTree as Tree

import msgspec
from msgspec import Struct

from musnad.export.jsonl import escaped

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", float: "double", int: "int", bool: "boolean"}


class Drawn(Protocol):
    """Nodes with an `id`, edges with `source` and `target`; all other fields are written as data."""

    @property
    def nodes(self) -> Iterable[Struct]:
        """The nodes."""

    @property
    def edges(self) -> Iterable[Struct]:
        """The edges."""


def write(graph: Drawn, out: BinaryIO) -> None:
    """Write a graph; characters that XML does not take are written as escapes."""
    root = Tree.Element("graphml", xmlns=NAMESPACE)
    drawn = Tree.Element("graph", edgedefault="directed")
    keys: dict[str, Tree.Element] = {}
    for row in graph.nodes:
        _element(drawn, keys, "node", row, ("id",))
    for row in graph.edges:
        _element(drawn, keys, "edge", row, ("source", "target"))
    root.extend(keys.values())
    root.append(drawn)
    Tree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _element(drawn: Tree.Element, keys: dict[str, Tree.Element], kind: str, row: Struct, names: Sequence[str]) -> None:
    """One node or edge; a field that was not met before gets a key."""
    fields = msgspec.structs.asdict(row)
    element = Tree.SubElement(drawn, kind, {name: _text(fields.pop(name)) for name in names})
    for name, value in fields.items():
        key = f"{kind}.{name}"
        if key not in keys:
            tells = {"id": key, "for": kind, "attr.name": name, "attr.type": _TYPES[type(value)]}
            keys[key] = Tree.Element("key", tells)
        Tree.SubElement(element, "data", key=key).text = _text(value)


def _text(value: object) -> str:
    """A value as text that XML can hold."""
    return "".join(
        char if _allowed(char) else f"\\u{ord(char):04x}"
        for char in escaped(str(value).lower() if isinstance(value, bool) else str(value))
    )


def _allowed(char: str) -> bool:
    return char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
