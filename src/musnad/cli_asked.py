"""The command that lists events; everything heavy is imported inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from musnad.cli_options import Lang, StoreAt, data_folder, language


def events(
    *paths: Annotated[Path, Parameter(help="Files and folders to read; without any, the events of the store.")],
    type: Annotated[str, Parameter(help="Only those of one PLOVER type, such as ASSAULT.")] = "",  # noqa: A002
    format: Annotated[  # noqa: A002
        Literal["table", "json", "csv", "tsv"], Parameter(help="For people, one JSON object a line, or a spreadsheet.")
    ] = "table",
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """List events in PLOVER: who did what to whom, with type, mode, day, and whether it is denied or only possible."""
    from typing import get_args

    from musnad.cli_events import run_events
    from musnad.labels import Labels
    from musnad.rows_events import EventType
    from musnad.terminal import complain

    kind = type.strip().upper()
    if kind and kind not in get_args(EventType):
        complain(f"{type}: no type of PLOVER; they are {', '.join(get_args(EventType))}")
        return 2
    return run_events(list(paths), store or data_folder(), kind, format, Labels(language(lang)))
