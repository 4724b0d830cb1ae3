"""`musnad serve`: the desk in a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from musnad.cli_stances import side_by_side
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.page.errors import InputError
from musnad.page.formats import MAX_BYTES, Source, sources_in
from musnad.pipeline import relate_records
from musnad.reader import reader_version
from musnad.store import Item
from musnad.store.queue import Offer
from musnad.terminal import Screen, complain, needing
from musnad.why import describe_rule
from musnad.workers import Problem, read_page

MANY = (".jsonl", ".ndjson", ".warc", ".warc.gz")


def run_serve(where: str, host: str, port: int, token: str, labels: Labels) -> int:
    """Serve the pages until interrupted; 1 where the address is taken or something that is needed is not installed."""
    with needing("web", labels):
        import uvicorn

        from musnad.web import create_app
    lexicon()  # a fault in a knowledge table is told once, before anything is served
    try:
        listening = listen(host, port)
    except OSError as error:
        complain(labels("serve.taken", host=host, port=port, reason=error.strerror or error))
        return 1
    app = create_app(
        where, read=read_offer, relate=relate_records, tell_rule=describe_rule, stand=side_by_side,
        reader=reader_version(), token=token,
    )  # fmt: skip
    at = f"[{host}]" if ":" in host else host
    Screen().line(labels("serve.ready", url=f"http://{at}:{listening.getsockname()[1]}/"))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="on"
    )
    with listening:
        uvicorn.Server(config).run([listening])
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, port 0 for any free one; `OSError` where that cannot be.

    What it accepts sends small answers at once: otherwise the second answer on a connection waits 40 ms for the reader
    to acknowledge the first part of it.
    """
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def read_token(path: Path) -> str:
    """The token that a file holds, blanks around it left out; ends with a message where it holds none."""
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"musnad: --token-file {path}: cannot be read: {error}") from error
    if not token:
        raise SystemExit(f"musnad: --token-file {path}: holds no token")
    return token


def read_offer(offer: Offer) -> Iterator[Item | str]:
    """Read what somebody added: one page, or a file of many; what cannot be read is told in one line."""
    for source in _sources(offer):
        result = read_page(source)
        if isinstance(result, Problem) or isinstance(source, InputError):
            yield result.reason if isinstance(result, Problem) else str(source)
        else:
            yield Item(result, source.data, source.content_type)


def _sources(offer: Offer) -> Iterator[Source | InputError]:
    name = offer.name.lower()
    if not name.endswith(MANY):
        form = "html" if name.endswith((".html", ".htm", ".xhtml")) else "text" if name.endswith(".txt") else ""
        yield Source(offer.data, offer.name, offer.url, offer.content_type, format=form)  # type: ignore[arg-type]
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, f"pages{next(end for end in reversed(MANY) if name.endswith(end))}")
        path.write_bytes(offer.data)
        for found in sources_in(path, MAX_BYTES):
            yield InputError(str(found).replace(str(path), offer.name)) if isinstance(found, InputError) else found
