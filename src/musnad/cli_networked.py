"""Commands that use the network: nothing does unless one of them is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from musnad.cli_options import AT_LEAST_ONE, Form, JsonForm, Lang, StoreAt, data_folder, language


def fetch(
    *urls: Annotated[str, Parameter(help="Addresses of pages, http or https.")],
    allow: Annotated[
        tuple[str, ...], Parameter(help="An address and port that is asked although not public: 10.0.0.5:8080.")
    ] = (),
    max_bytes: Annotated[int, Parameter(help="Refuse a page larger than this.", validator=AT_LEAST_ONE)] = 20_000_000,
    format: Form = "table",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Fetch pages from the network, read them into the store and print what they say; robots.txt is obeyed."""
    from musnad.labels import Labels
    from musnad.terminal import complain, needing

    if not urls:
        complain("name the address of a page")
        return 2
    labels = Labels(language(lang))
    with needing("fetch", labels):
        from musnad.cli_network import run_fetch
        from musnad.fetch import parse_allowed
    try:
        allowed = tuple(map(parse_allowed, allow))
    except ValueError as error:
        complain(f"--allow {error}")
        return 2
    return run_fetch(urls, store or data_folder(), format, allowed, max_bytes, labels)


def watch(
    feeds: Annotated[Path, Parameter(help="The file that names the feeds, such as feeds.toml.")],
    /,
    *,
    once: Annotated[bool, Parameter(help="Do what is due now and end, as for cron.", negative="")] = False,
    state: Annotated[
        Path | None, Parameter(help="Where is written down what was done; by default beside the file of feeds.")
    ] = None,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Watch RSS and Atom feeds and sitemaps: fetch what is new, keep what changed as versions; ends on Ctrl-C."""
    from musnad.labels import Labels
    from musnad.terminal import needing

    labels = Labels(language(lang))
    with needing("fetch", labels):
        from musnad.cli_network import run_watch
    return run_watch(feeds, store or data_folder(), state, once, format, labels)


def versions(
    url: Annotated[str, Parameter(help="The address of a page that was fetched more than once.")],
    /,
    *,
    format: JsonForm = "text",  # noqa: A002
    lang: Lang = None,
    store: StoreAt = None,
) -> int:
    """Tell how a page changed: its versions in order of time, and what each changed in the statements."""
    from musnad.labels import Labels
    from musnad.terminal import needing

    labels = Labels(language(lang))
    with needing("fetch", labels):
        from musnad.cli_network import run_versions
    return run_versions(url, store or data_folder(), format, labels)
