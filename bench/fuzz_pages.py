"""Fuzz all that reads pages: any bytes as HTML, text, JSON lines or a web archive give pages that hold together.

    python -m venv /tmp/fuzzvenv && /tmp/fuzzvenv/bin/pip install -r requirements/run.txt atheris pyyaml
    PYTHONPATH=src /tmp/fuzzvenv/bin/python bench/fuzz_pages.py FOLDER [--seconds 600]

No part of `make test`. FOLDER keeps the corpus, the findings (one file for each place that fails, with a note beside
it) and log.tsv with a line for each run: seconds, cases, findings. A finding does not end the run.
What must hold for every input: nothing is raised but `InputError`; blocks cover the page in order; pieces of articles
slice; the objects of `segment` keep their offsets inside the text; the processor time is bounded by the size.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["musnad.page", "musnad.text"]):
    from musnad.lexicon import lexicon
    from musnad.page.articles import articles
    from musnad.page.errors import InputError
    from musnad.page.formats import Source, sources_in
    from musnad.page.pages import open_page
    from musnad.page.segment import segment
from musnad.records import Page

ROOT = Path(__file__).resolve().parents[1]
SECONDS, SECONDS_EACH_KB = 1.0, 0.05
"""Processor time that a page may take; instrumented code is some ten times slower than usual."""
LONGEST = 40_000
STANDS_FOR_HALF = "\ue0d8"
"""Half of a surrogate pair, which JSON may hold and UTF-8 may not."""
BITS = [
    STANDS_FOR_HALF,
    "<div>", "</div>", "<p>", "</p>", "<a href='", "</a>", "<h1>", "<h1", "<br/>", "<!--", "-->", "<![CDATA[",
    "]]>", "<script>", "</script>",
    "<script type='application/ld+json'>{\"datePublished\": \"2020-01-01\"}</script>", "<title>",
    "<meta charset=windows-1256>", "<meta property='article:published_time' content='", "<time datetime='",
    "<textarea>", "<table><tr><td>", "<li>", "<svg>", "<noscript>", "class='related'", "class='article-body'",
    "id='comments'", "&#x202e;", "&nbsp;", "&#0;", "&#xD800;", "&lt;", "\u202e", "\u202c", "\u200f", "\u0640",
    "\u0651", "\0", "\ufffd", "ﷺ", "ﷲ", "ﻻ", "…", "...", "«", "»", "؟", "!", ".", ":", "|", "~", "-", "/", "\n",
    "\n\n", "\r", "\u2028", "\x85", "\x1c", "12", "١٢", "2021", "26 أكتوبر 2023", "الخميس", "21-1-2018 10:30",
    "1 محرم 1443", "(رويترز)", "المعارضةأفاد", "قال زياد الحمداني إن الميناء سيفتح أبوابه غدا. ",
    "وأضاف أن العمل في نورستان بدأ قبل عام. ", "https://example.org/", '{"id": 1, "text": "', '", "html": "',
    '"}\n', "WARC/1.0\r\n", "WARC-Type: response\r\n", "Content-Length: 9999999999\r\n", "Content-Length: -1\r\n",
    "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Transfer-Encoding: chunked\r\n",
    "HTTP/1.1 200 OK\r\n", "Content-Type: text/html; charset=utf-16\r\n", "\r\n\r\n",
]  # fmt: skip


# --- what must hold ----------------------------------------------------------------------------------------


def check_page(page: Page) -> None:
    """Blocks cover the page in order; pieces of articles slice."""
    check_blocks(page.text, [(block.start, block.stop) for block in page.blocks])
    made = articles(page)
    assert bool(page.empty) == (not made), "a page has articles or says why not"
    for article in made:
        assert article.text[article.body :].strip(), "an article has a body"
        for piece in article.pieces:
            stop = piece.page_start + piece.stop - piece.start
            assert article.text[piece.start : piece.stop] == page.text[piece.page_start : stop], "pieces slice"


def check_blocks(text: str, spans: list[tuple[int, int]]) -> None:
    """All that is not space is covered, nothing twice."""
    last = 0
    for start, stop in spans:
        assert last <= start < stop <= len(text), "blocks stand in order"
        assert not text[last:start].strip(), "blocks cover what is before them"
        last = stop
    assert not text[last:].strip(), "blocks cover the end"


def check_segment(given: dict[str, object]) -> None:
    """What `segment` writes for an object; it must be JSON, but for halves of surrogate pairs in its id."""
    made = segment(given)
    text = made.get("text", given.get("text"))
    check_blocks(text, [tuple(block["span"]) for block in made["blocks"]])
    for article in made["articles"]:
        spans = [*article["body"], *([article["title"]] if article["title"] else [])]
        assert all(0 <= start < stop <= len(text) for start, stop in spans), "spans lie in the text"
    assert all(0 <= start < stop <= len(text) for start, stop in made["related"]), "headlines lie in the text"
    json.dumps(made)


# --- forms of input ----------------------------------------------------------------------------------------


def as_page(content_type: str) -> Callable[[bytes], None]:
    """Bytes as they are."""

    def read(data: bytes) -> None:
        check_page(open_page(data, name="x", url="https://www.example.org/2020/01/02/a", content_type=content_type))

    return read


def as_object(form: str) -> Callable[[bytes], None]:
    """Bytes as a string of a JSON object."""

    def read(data: bytes) -> None:
        text = data.decode("utf-8", "replace").replace(STANDS_FOR_HALF, "\ud800")
        check_segment({"id": "x", form: text})

    return read


def as_file(suffix: str, pack: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
    """Bytes as a file of pages."""
    path = Path("/dev/shm" if os.path.isdir("/dev/shm") else "/tmp", f"fuzz-{os.getpid()}{suffix}")  # noqa: S108

    def read(data: bytes) -> None:
        path.write_bytes(pack(data))
        for source in sources_in(path, 1_000_000):
            if isinstance(source, Source):
                try:
                    check_page(open_page(source))
                except InputError:
                    continue

    return read


def record(data: bytes, *, zipped: bool) -> bytes:
    """A web archive of one response whose body is `data`, said to be packed with gzip where its first byte is odd."""
    packed = gzip.compress(data[1:], 1) if data[:1] and data[0] & 1 else data
    head = b"Content-Encoding: gzip\r\n" if packed is not data else b""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n" + packed
    lines = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/a\r\nContent-Length: {len(http)}"
    )
    lines += "\r\nContent-Type: application/http; msgtype=response\r\n\r\n"
    whole = lines.encode() + http + b"\r\n\r\n"
    return gzip.compress(whole, 1) if zipped else whole


FORMS: list[tuple[str, Callable[[bytes], None]]] = [
    ("html", as_page("text/html")),
    ("text", as_page("text/plain")),
    ("bytes", as_page("")),
    ("html-object", as_object("html")),
    ("text-object", as_object("text")),
    ("jsonl", as_file(".jsonl")),
    ("warc", as_file(".warc")),
    ("warc-gz", as_file(".warc.gz")),
    ("warc-of", as_file(".warc", lambda data: record(data, zipped=False))),
    ("warc-gz-of", as_file(".warc.gz", lambda data: record(data, zipped=True))),
]
"""The first byte of a case chooses its form."""


# --- running -----------------------------------------------------------------------------------------------


class Fuzz:
    """Counts cases, keeps findings, ends in time."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder = folder
        self.seconds = seconds
        self.began = time.monotonic()
        self.cases = 0
        self.found: set[str] = set()
        self.words = [bit.encode("utf-8", "surrogatepass") for bit in BITS]
        self.words += [row.phrase.encode() for row in lexicon().furniture.values()]

    def one(self, data: bytes) -> None:
        """Read one case; libFuzzer calls this."""
        self.cases += 1
        if self.cases % 200 == 0 and time.monotonic() - self.began > self.seconds:
            self.finish()
        if len(data) < 2:
            return
        name, read = FORMS[data[0] % len(FORMS)]
        began = time.process_time()
        try:
            read(data[1:])
        except InputError:
            pass
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
            self.keep(name, data, error)
        spent = time.process_time() - began
        if spent > SECONDS + SECONDS_EACH_KB * len(data) / 1000:
            self.keep(name, data, TimeoutError(f"{spent:.1f} s for {len(data)} bytes"))

    def keep(self, name: str, data: bytes, error: Exception) -> None:
        """Write a finding down, once for each place it fails at."""
        frames = [
            f for f in traceback.extract_tb(error.__traceback__) if "/musnad/" in f.filename or "fuzz_" in f.filename
        ]
        place = f"{name} {type(error).__name__} " + (
            f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
        )
        if place in self.found:
            return
        self.found.add(place)
        key = hashlib.sha256(place.encode()).hexdigest()[:8]
        target = self.folder / "findings" / f"{name}-{key}"
        if not target.exists() or target.stat().st_size > len(data):
            target.write_bytes(data)
            note = "".join(traceback.format_exception(error))
            target.with_suffix(".note").write_text(f"{place}\n{note}", encoding="utf-8", errors="replace")

    def finish(self) -> None:
        """Note the run and leave; libFuzzer has no other way out."""
        spent = time.monotonic() - self.began
        with (self.folder / "log.tsv").open("a", encoding="utf-8") as log:
            stamp = time.strftime("%Y-%m-%d %H:%M")
            log.write(f"{stamp}\tatheris\t{spent:.0f} s\t{self.cases} cases\t{len(self.found)} findings\n")
        os._exit(0)

    def mutate(self, data: bytes, size: int, seed: int) -> bytes:
        """Another case: furniture and markup put in, stretches moved, doubled or dropped, or bytes changed blindly."""
        chance = random.Random(seed)  # noqa: S311
        if chance.random() < 0.35 or len(data) < 3:
            return atheris.Mutate(data, size)
        head, body = data[:1], data[1:]
        if chance.random() < 0.05:
            head = bytes([chance.randrange(len(FORMS))])
        for _ in range(chance.randint(1, 6)):
            at, to = sorted((chance.randrange(len(body) + 1), chance.randrange(len(body) + 1)))
            to = min(to, at + 400)
            kind = chance.random()
            if kind < 0.6:
                body = body[:at] + chance.choice(self.words) * chance.choice((1, 1, 1, 2, 30)) + body[at:]
            elif kind < 0.75:
                body = body[:at] + body[to:]
            elif kind < 0.9:
                body = body[:at] + body[at:to] * 2 + body[to:]
            else:
                body = body[to:] + body[at:to] + body[:at]
        return (head + body)[:size]


def seeds() -> Iterator[bytes]:
    """Cases to begin with: the examples, pages written whole, pages made of parts, archives of them."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import make_pages

    whole = [path.read_bytes() for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".txt", ".html")]
    whole += [path.read_bytes() for path in sorted((ROOT / "tests/cases/pages").iterdir()) if path.is_file()]
    for page, _, _ in make_pages.make_all(11, 1, "all", make_pages.FORMS):
        whole.append((page.get("html") or page["text"]).encode())
        yield b"\x05" + json.dumps(page, ensure_ascii=False).encode()
    for number, data in enumerate(whole):
        yield bytes([number % 5]) + data
        yield bytes([8 + number % 2]) + data
        if number % 7 == 0:
            yield b"\x06" + record(data, zipped=False) * 2
            yield b"\x07" + record(data[:3000], zipped=True) * 2
            yield bytes([number % 3]) + data.decode("utf-8", "replace").encode(
                ("utf-16", "cp1256")[number % 2], "replace"
            )


def main() -> None:
    """Fill the corpus and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    args = parser.parse_args()
    corpus = args.folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    (args.folder / "findings").mkdir(exist_ok=True)
    for data in seeds():
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data[:LONGEST])
    fuzz = Fuzz(args.folder, args.seconds)
    flags = [f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=3000", "-len_control=0", "-reload=0", str(corpus)]
    artifacts = f"-artifact_prefix={args.folder}/findings/"
    atheris.Setup([sys.argv[0], artifacts, *flags], fuzz.one, custom_mutator=fuzz.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
