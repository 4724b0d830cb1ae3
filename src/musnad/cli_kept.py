"""The commands that look after a store; everything heavy is imported inside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from musnad.cli_options import STDOUT, Jobs, JsonForm, Lang, StoreAt, data_folder, language


def reread(
    *pages: Annotated[str, Parameter(help="Pages by the start of their identifier; all of the store without one.")],
    outlet: Annotated[str, Parameter(help="Only pages with an article of this outlet (its name or identifier).")] = "",
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
    jobs: Jobs = 1,
) -> int:
    """Read kept pages again with this version, and tell what that changes in the statements; corrections stay.

    Pages that this version has read are passed over, so that a run that was broken off goes on where it ended.
    """
    from musnad.cli_reread import run_reread
    from musnad.labels import Labels

    return run_reread(pages, outlet.strip(), store or data_folder(), format, Labels(language(lang)), jobs)


def backup(
    file: Annotated[Path, Parameter(help="Where it goes; a file that is there is replaced once the new one is whole.")],
    /,
    *,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Write the whole store, as it is at one moment, into one file, while others read and write it."""
    from musnad.cli_keep import run_backup
    from musnad.labels import Labels

    return run_backup(file, store or data_folder(), Labels(language(lang)))


def restore(
    file: Annotated[Path, Parameter(help="A file that `musnad backup` wrote.")],
    /,
    *,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Make a store of a backup, in either database, where there is none yet."""
    from musnad.cli_keep import run_restore
    from musnad.labels import Labels

    return run_restore(file, store or data_folder(), Labels(language(lang)))


def report(
    story: Annotated[str, Parameter(help="A story, by the start of its identifier.")],
    /,
    *,
    out: Annotated[Path, Parameter(name=("-o", "--out"), help="Where it goes.")] = STDOUT,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Write a story as one HTML file to read, send or print: timeline, origins with reasons, every statement."""
    from musnad.cli_report import run_report
    from musnad.labels import Labels

    return run_report(story, out, store or data_folder(), Labels(language(lang)))


def meaning(*, lang: Lang = None, store: StoreAt = None) -> int:
    """Index what is stored by its meaning, for `musnad search --meaning`; broken off, it goes on where it ended."""
    from musnad.cli_search import run_meaning
    from musnad.labels import Labels

    return run_meaning(store or data_folder(), Labels(language(lang)))


def forget(
    *pages: Annotated[str, Parameter(help="Pages by the start of their identifier, or by their address.")],
    lift: Annotated[bool, Parameter(help="Let forgotten pages be read again instead.", negative="")] = False,
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Forget pages and all that came from them for good: nothing is left but a hash that keeps them away."""
    from musnad.cli_keep import run_forget
    from musnad.labels import Labels
    from musnad.terminal import complain

    if not pages:
        complain("name a page, by its identifier or its address")
        return 2
    return run_forget(pages, store or data_folder(), lift, Labels(language(lang)))
