"""Commands that list events, export and serve pages; everything heavy is imported inside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from musnad.cli_options import STDOUT, ExportForm, Lang, StoreAt, TableName, data_folder, language


def events(
    *paths: Annotated[Path, Parameter(help="Files and folders to read; without any, the events of the store.")],
    type: Annotated[str, Parameter(help="Only those of one PLOVER type, such as ASSAULT.")] = "",  # noqa: A002
    actor: Annotated[str, Parameter(help="Words of the name of who did it, or an identifier such as state:fr.")] = "",
    recipient: Annotated[str, Parameter(help="To whom it was done.")] = "",
    outlet: Annotated[str, Parameter(help="Who publishes.")] = "",
    since: Annotated[str, Parameter(help="On this day (YYYY-MM-DD) or later: its own, else its article's.")] = "",
    until: Annotated[str, Parameter(help="On this day or earlier.")] = "",
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
    from musnad.store.happened import EventQuery
    from musnad.terminal import complain

    kind = type.strip().upper()
    if kind and kind not in get_args(EventType):
        complain(f"{type}: no type of PLOVER; they are {', '.join(get_args(EventType))}")
        return 2
    query = EventQuery(kind, actor.strip(), recipient.strip(), outlet.strip(), since, until)
    return run_events(list(paths), store or data_folder(), query, format, Labels(language(lang)))


def serve(
    *,
    host: Annotated[
        str, Parameter(help="The address to listen at; others than this machine's own need a --token.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port to listen at; 0 takes a free one.", validator=Number(gte=0))] = 8765,
    token: Annotated[
        str, Parameter(help="What people at other machines must know to write.", env_var="MUSNAD_TOKEN")
    ] = "",
    token_file: Annotated[
        Path | None, Parameter(help="A file that holds that token, so that no list of processes shows it.")
    ] = None,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Show the store in a browser: read, search, correct and add pages, in Arabic and English."""
    from musnad.cli_serve import read_token, run_serve
    from musnad.labels import Labels

    labels = Labels(language(lang))
    if token_file is not None:
        token = read_token(token_file)
    return run_serve(store or data_folder(), host, port, token, labels)


def export(
    format: ExportForm,  # noqa: A002
    *pages: Annotated[str, Parameter(help="Pages by the start of their identifier; all of the store without one.")],
    table: TableName = "attributions",
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="Where it goes.")] = STDOUT,
    store: StoreAt = None,
) -> int:
    """Write what the store holds: JSON lines, CSV, Parquet, annotations, schema.org, PROV, PLOVER, WARC, GraphML."""
    from musnad.cli_export import run_export

    return run_export(format, table, pages, store or data_folder(), out)
