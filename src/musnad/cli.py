"""The command line: parse, call, print. Everything heavy is imported inside the command that needs it."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number

from musnad import __version__
from musnad.cli_archives import batch, load
from musnad.cli_asked import events, export, serve
from musnad.cli_kept import backup, forget, meaning, report, reread, restore
from musnad.cli_networked import fetch, versions, watch
from musnad.cli_options import AT_LEAST_ONE, STDOUT, Form, Jobs, JsonForm, Lang, StoreAt, data_folder, language
from musnad.process import tune

app = App(
    name="musnad",
    version=__version__,
    help="Read Arabic news as it stands on the web: who said what, on whose word?",
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)

INTERRUPTED = 130


@app.command
def read(
    *paths: Annotated[Path, Parameter(help="Files and folders; - reads one page from standard input.")],
    format: Form = "table",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
    max_bytes: Annotated[int, Parameter(help="Refuse a page larger than this.", validator=AT_LEAST_ONE)] = 20_000_000,
    jobs: Jobs = 1,
) -> int:
    """Read pages into the store and print what they say, on whose word.

    From a folder .txt, .html, .htm, .warc and .warc.gz are taken; other files (.jsonl too) when they are named.
    """
    from musnad.cli_read import run_read
    from musnad.labels import Labels

    if not paths:
        return _misused("name a file, a folder, or - for standard input")
    return run_read(list(paths), store or data_folder(), format, Labels(language(lang)), max_bytes, jobs)


@app.command
def annotate(
    source: Annotated[Path, Parameter(help="JSON lines with id and text; - for standard input.")],
    /,
    *,
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="Where the lines go.")] = STDOUT,
    jobs: Jobs = 1,
) -> int:
    """Annotate clean articles, one JSON object a line: attributions, chains, stances, mentions."""
    from musnad.cli_lines import run_lines
    from musnad.workers import annotate_lines

    return run_lines(annotate_lines, source, out, jobs)


@app.command
def segment(
    source: Annotated[Path, Parameter(help="JSON lines with id and text or html; - for standard input.")],
    /,
    *,
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="Where the lines go.")] = STDOUT,
    jobs: Jobs = 1,
) -> int:
    """Cut raw pages into articles and furniture, one JSON object a line."""
    from musnad.cli_lines import run_lines
    from musnad.workers import segment_lines

    return run_lines(segment_lines, source, out, jobs)


@app.command
def relate(
    source: Annotated[Path, Parameter(help="JSON lines with id, text, outlet, published; - for standard input.")],
    /,
    *,
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="Where the lines go.")] = STDOUT,
    jobs: Jobs = 1,
) -> int:
    """Find copies, stories, claims and their origins among articles, one JSON object a line.

    Lines that hold what `musnad annotate` says of them are not read again.
    """
    from musnad.cli_relate import run_relate

    return run_relate(source, out, jobs)


@app.command
def story(
    id: Annotated[str | None, Parameter(help="A story, by the start of its identifier; all without one.")] = None,  # noqa: A002
    /,
    *,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell the stories of the store: the articles of one happening in order of time, and the origins behind them."""
    from musnad.cli_related import run_story
    from musnad.labels import Labels

    return run_story(id, store or data_folder(), format, Labels(language(lang)))


@app.command
def claim(
    id: Annotated[str | None, Parameter(help="A claim, by the start of its identifier; all without one.")] = None,  # noqa: A002
    /,
    *,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell the claims of the store: the same words in several articles, what changed, and the origins behind them."""
    from musnad.cli_related import run_claim
    from musnad.labels import Labels

    return run_claim(id, store or data_folder(), format, Labels(language(lang)))


@app.command
def origins(
    id: Annotated[str, Parameter(help="A story, a claim, an article or a page.")],  # noqa: A002
    /,
    *,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell how many independent origins stand behind a story, a claim or an article, and why."""
    from musnad.cli_related import run_origins
    from musnad.labels import Labels

    return run_origins(id, store or data_folder(), format, Labels(language(lang)))


@app.command
def why(
    id: Annotated[str, Parameter(help="A page, an article, or a finding such as 3696e641.0.a3, .s1, .m7, .b4.")],  # noqa: A002
    /,
    *,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell why something was found: its rule, the knowledge behind it, and the words that show it."""
    from musnad.cli_store import run_why
    from musnad.labels import Labels

    return run_why(id, store or data_folder(), Labels(language(lang)))


@app.command
def verify(*, lang: Lang = None, store: StoreAt = None) -> int:
    """Check the store: every span against its text, every page against its bytes."""
    from musnad.cli_store import run_verify
    from musnad.labels import Labels

    return run_verify(store or data_folder(), Labels(language(lang)))


@app.command
def search(
    *words: Annotated[str, Parameter(help='Words that must all stand: "side by side", begin*, =exact, -not.')],
    statements: Annotated[bool, Parameter(help="Look for statements, not for articles.", negative="")] = False,
    speaker: Annotated[str, Parameter(help="Whose words they are: a name, or the id of an entity.")] = "",
    actor: Annotated[str, Parameter(help="Who takes a stance.")] = "",
    outlet: Annotated[str, Parameter(help="Who publishes.")] = "",
    kind: Annotated[
        Literal["statement", "call", "belief", "denial", "no_comment", "report", ""], Parameter(help="Of what kind.")
    ] = "",
    stance: Annotated[
        Literal["proposes", "supports", "opposes", "conditional", "undecided", "silent", ""],
        Parameter(help="With such a stance."),
    ] = "",
    since: Annotated[str, Parameter(help="Published on this day (YYYY-MM-DD) or later.")] = "",
    until: Annotated[str, Parameter(help="Published on this day or earlier.")] = "",
    unnamed: Annotated[bool, Parameter(help="Only statements of speakers who are not named.", negative="")] = False,
    chain: Annotated[str, Parameter(help="A carrier in the statement's chain.")] = "",
    meaning: Annotated[str, Parameter(help="What it should mean, in Arabic or English; see `musnad meaning`.")] = "",
    limit: Annotated[int, Parameter(help="How many to show.", validator=AT_LEAST_ONE)] = 20,
    offset: Annotated[int, Parameter(help="How many to pass over.", validator=Number(gte=0))] = 0,
    format: Annotated[Literal["text", "json"], Parameter(help="For people, or one JSON object.")] = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Search the store: the best first, the words shown in their sentence."""
    from musnad.cli_search import run_search
    from musnad.labels import Labels
    from musnad.store import Query

    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    query = Query(
        text, "statements" if statements else "articles", speaker, actor, outlet, kind, stance, since, until,
        unnamed, chain,
    )  # fmt: skip
    return run_search(query, meaning.strip(), store or data_folder(), format, limit, offset, Labels(language(lang)))


@app.command
def who(
    *phrases: Annotated[str, Parameter(help="What stands in a text: a role, a seat, a name.")],
    on: Annotated[str | None, Parameter(help="The day: YYYY-MM-DD, YYYY-MM or YYYY; without one, all times.")] = None,
    file: Annotated[Path | None, Parameter(help="Take phrases from a file, one a line; - for standard input.")] = None,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
) -> int:
    """Tell whom a phrase means on a day: "الرئيس الفرنسي" --on 2023-10-26."""
    from musnad import day_of_question
    from musnad.cli_who import run_who
    from musnad.labels import Labels

    if not phrases and file is None:
        return _misused("name a phrase, or --file with one phrase a line")
    try:
        day = day_of_question(on)
    except ValueError as error:
        return _misused(str(error))
    return run_who(phrases, file, day, format, Labels(language(lang)))


@app.command
def stances(
    *,
    initiative: Annotated[str, Parameter(help="Words of the initiative's name.")] = "",
    actor: Annotated[str, Parameter(help="Words of the actor's name, or an identifier such as state:fr.")] = "",
    format: Annotated[Literal["table", "json"], Parameter(help="For people, or one JSON object.")] = "table",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell who stands where: actors by initiatives, the latest stance of each, and the dated trail behind it."""
    from musnad.cli_stances import run_stances
    from musnad.labels import Labels

    if not (initiative.strip() or actor.strip()):
        return _misused("name an --initiative or an --actor")
    return run_stances(actor.strip(), initiative.strip(), store or data_folder(), format, Labels(language(lang)))


for _command in (
    events,
    export,
    report,
    serve,
    reread,
    backup,
    restore,
    forget,
    meaning,
    fetch,
    watch,
    versions,
    batch,
    load,
):
    app.command(_command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 when all went well, 1 when something could not be done, 2 when it was misused."""
    given = sys.argv[1:] if arguments is None else arguments
    tune()
    _speak_utf8()
    try:
        result = app([_path_of_stdin(word) for word in given], exit_on_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError:
        return 2
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _complain("interrupted; what was stored stays stored")
        return INTERRUPTED
    except BrokenPipeError:
        _swallow_output()
        return 1
    except OSError as error:
        _complain(f"{error.filename or 'output'}: {error.strerror or error}")
        _swallow_output()
        return 1
    except Exception as error:
        if type(error).__name__ not in TOLD:
            raise
        _complain(TOLD[type(error).__name__] or str(error))
        return 1
    return result if isinstance(result, int) else 0


TOLD = {
    "StoreError": "",
    "InputError": "",
    "NoEncoder": "",
    "LexiconError": "",
    "BrokenProcessPool": "a reading process was ended; try fewer --jobs",
}
"""Errors that say all there is to say, by name, since importing their modules takes time."""


def _speak_utf8() -> None:
    """What we print is UTF-8 in files and pipes; a terminal of another kind gets escapes for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _path_of_stdin(word: str) -> str:
    """`-` as a path, since the parser takes a bare hyphen for an option."""
    return "./-" if word == "-" else word


def _misused(message: str) -> int:
    _complain(message)
    return 2


def _complain(message: str) -> None:
    print(f"musnad: {message}", file=sys.stderr, flush=True)


def _swallow_output() -> None:
    """Nobody reads standard output any more, or it is full: leave nothing that Python would try to write at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
