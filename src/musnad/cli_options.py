"""What several commands take alike, and where a user's own data belongs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

Lang = Annotated[Literal["ar", "en"] | None, Parameter(help="Language of the labels; by default the locale's.")]
StoreAt = Annotated[
    str | None,
    Parameter(
        help="Folder, file or database URL of the store; by default in your data folder.", env_var="MUSNAD_STORE"
    ),
]
STDOUT = Path("-")
AT_LEAST_ONE = Number(gte=1)
Jobs = Annotated[int, Parameter(help="Processes to work with.", validator=AT_LEAST_ONE)]
Form = Annotated[Literal["table", "jsonl"], Parameter(help="A digest for people, or one record a line.")]
JsonForm = Annotated[Literal["text", "json"], Parameter(help="Lines for people, or one object a line.")]

ExportForm = Annotated[
    Literal["jsonl", "csv", "parquet", "annotations", "schema.org", "prov", "plover", "warc", "graphml", "corrections"],
    Parameter(help="What to write: the CSV or Parquet of a --table, JSON lines, or the raw pages."),
]
TableName = Annotated[
    Literal["pages", "articles", "attributions", "links", "stances", "events", "quantities", "mentions"],
    Parameter(help="The table of a CSV or Parquet."),
]


def language(lang: Literal["ar", "en"] | None) -> Literal["ar", "en"]:
    """The language to print in: the one asked for, or the locale's."""
    from musnad.labels import language_of

    return lang or language_of(os.environ)


def data_folder() -> str:
    """Where a user's own data belongs on this platform."""
    home = Path.home()
    if sys.platform == "win32":
        return str(Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "musnad")
    if sys.platform == "darwin":
        return str(home / "Library" / "Application Support" / "musnad")
    named = os.environ.get("XDG_DATA_HOME", "")
    return str((Path(named) if named.startswith("/") else home / ".local" / "share") / "musnad")
