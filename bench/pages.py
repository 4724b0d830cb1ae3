"""Body text of Arabic HTML pages beside other extractors: quality, and pages a second on one core.

    make bench                                  # or, with the packages of requirements/bench.txt:
    python bench/pages.py [--each 3] [--rounds 5] [--worst N]

Every extractor reads the same pages in one run: pages of every site style made of written parts and as heavy as real
ones, and, for quality, the HTML among the examples and the pages written whole. Quality is the F1 of the words (as a
bag) of all article bodies of a page, averaged over pages; a first line that is the page's headline is left out for
all. Speed is processor time, the best of some rounds, each of fresh pages on which all take turns. What musnad does in
that time is more than the body: every block's role, title, day, byline, credits and related headlines.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import justext  # noqa: E402
import trafilatura  # noqa: E402
from lxml.html import fromstring  # noqa: E402
from readability import Document  # noqa: E402
from resiliparse.extract.html2text import extract_plain_text  # noqa: E402
from resiliparse.parse.html import HTMLTree  # noqa: E402

import gold_spans  # noqa: E402
import make_pages  # noqa: E402
from heavy_pages import heavier  # noqa: E402
from musnad.page.articles import articles  # noqa: E402
from musnad.page.pages import open_page  # noqa: E402
from musnad.pipeline import read as read_page  # noqa: E402
from page_parts import styles  # noqa: E402
from plain_html import html_text  # noqa: E402

PERFECT = 0.98
STOPWORDS = justext.get_stoplist("Arabic")
_WORD = re.compile(r"\w+")


class Case(NamedTuple):
    """A page and the words of its bodies."""

    name: str
    data: bytes
    titles: tuple[str, ...]
    bodies: tuple[str, ...]


# --- the extractors ----------------------------------------------------------------------------------------


def by_musnad(data: bytes) -> str:
    """Every article with all that is known of it; the text of the bodies."""
    return "\n".join(article.text[article.body :] for article in articles(open_page(data, content_type="text/html")))


def by_whole_record(data: bytes) -> str:
    """The whole record: besides, who said what, stances and events; the text of the bodies."""
    readings = read_page(open_page(data, content_type="text/html")).readings
    return "\n".join(one.article.text[one.article.body :] for one in readings)


def by_trafilatura(data: bytes) -> str:
    """As it comes, without comments."""
    return trafilatura.extract(data, include_comments=False) or ""


def by_trafilatura_fast(data: bytes) -> str:
    """Without its fallbacks."""
    return trafilatura.extract(data, include_comments=False, fast=True) or ""


def by_resiliparse(data: bytes) -> str:
    """Its main content, without comments."""
    tree = HTMLTree.parse_from_bytes(data, "utf-8")
    return extract_plain_text(tree, main_content=True, comments=False)


def by_justext(data: bytes) -> str:
    """Its good paragraphs by Arabic stop words."""
    found = justext.justext(data, STOPWORDS, encoding="utf-8")
    return "\n".join(one.text for one in found if not one.is_boilerplate)


def by_readability(data: bytes) -> str:
    """The text of its summary."""
    summary = Document(data.decode("utf-8")).summary()
    return "\n".join(fromstring(summary).itertext()) if summary.strip() else ""


READERS: dict[str, Callable[[bytes], str]] = {
    "musnad": by_musnad,
    "musnad, whole record": by_whole_record,
    "trafilatura fast": by_trafilatura_fast,
    "trafilatura": by_trafilatura,
    "resiliparse": by_resiliparse,
    "jusText": by_justext,
    "readability": by_readability,
}


# --- the pages ---------------------------------------------------------------------------------------------


def made_cases(seed: int, each: int) -> list[Case]:
    """Heavy pages of every style."""
    by_name = {style["name"]: style for style in styles()}
    found = []
    for page, _, words in make_pages.make_all(seed, each, "all", ("html",)):
        style = by_name[page["id"].split("-")[0]]
        talked = any(item.startswith("comments") for item in style["page"])
        markup = heavier(page["html"], style, f"{seed}:{page['id']}", comments=not talked)
        titles = tuple(article["title"] or "" for article in words["articles"])
        bodies = tuple("\n".join(article["body"]) for article in words["articles"])
        found.append(Case(page["id"], markup.encode(), titles, bodies))
    return found


def written_cases() -> list[Case]:
    """The HTML among the examples and the pages written whole, as they are."""
    found = []
    for path in sorted((ROOT / "tests/examples").glob("*.yaml")):
        gold, page, _ = gold_spans.read(path)
        source = ROOT / "examples" / gold_spans.load(path)["page"]
        if source.suffix == ".html":
            found.append(case_of(path.stem, source.read_bytes(), gold, page["text"]))
    for path in sorted((ROOT / "tests/cases/pages").glob("*.html")):
        raw, spec = gold_spans.whole(path)
        text = html_text(raw)
        found.append(case_of(path.stem, raw.encode(), gold_spans.page_gold(path.stem, spec, text), text))
    return found


def case_of(name: str, data: bytes, gold: dict[str, Any], text: str) -> Case:
    """A case from gold in offsets."""
    words = make_pages.words_of(gold, text)["articles"]
    titles = tuple(article["title"] or "" for article in words)
    return Case(name, data, titles, tuple("\n".join(article["body"]) for article in words))


def bag(text: str) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(_WORD.findall(text))


def f1(case: Case, text: str) -> float:
    """The F1 of the words that an extractor gave."""
    first, _, others = text.strip().partition("\n")
    if any(bag(first) == bag(title) for title in case.titles if title):
        text = others
    gold, mine = bag("\n".join(case.bodies)), bag(text)
    shared = (gold & mine).total()
    if not gold or not mine:
        return float(not gold and not mine)
    return 2 * shared / (gold.total() + mine.total())


# --- the table ---------------------------------------------------------------------------------------------


class Figures(NamedTuple):
    """What an extractor reached."""

    f1: float
    single: float
    perfect: float
    speed: float


def quality(cases: list[Case], read: Callable[[bytes], str]) -> list[float]:
    """The F1 of each page; an extractor that fails on a page gives nothing there."""
    found = []
    for case in cases:
        try:
            text = read(case.data)
        except Exception as error:  # noqa: BLE001  whatever the others raise
            print(f"{case.name}: {type(error).__name__}: {error}", file=sys.stderr)
            text = ""
        found.append(f1(case, text))
    return found


def seconds(cases: list[Case], read: Callable[[bytes], str]) -> float:
    """Processor time over all pages."""
    gc.collect()
    began = time.process_time()
    for case in cases:
        with contextlib.suppress(Exception):
            read(case.data)
    return time.process_time() - began


def figures(cases: list[Case], rounds: list[list[Case]], scores: dict[str, list[float]]) -> dict[str, Figures]:
    """All figures of all extractors; every round has pages that none of them has read before."""
    spent: dict[str, list[float]] = {name: [] for name in READERS}
    for fresh in rounds:
        for name, read in READERS.items():
            spent[name].append(seconds(fresh, read) / len(fresh))
    found = {}
    for name, values in scores.items():
        single = [score for score, case in zip(values, cases, strict=True) if len(case.bodies) == 1]
        perfect = sum(score >= PERFECT for score in values) / len(values)
        mean = sum(values) / len(values)
        found[name] = Figures(mean, sum(single) / max(1, len(single)), perfect, 1 / min(spent[name]))
    return found


def main() -> int:
    """Print the table; 1 where musnad is not better, or slower than twice trafilatura fast (half, with all)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--each", type=int, default=3, help="pages of each style")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of fresh pages for the speed")
    parser.add_argument("--worst", type=int, default=0, help="print our worst pages")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    cases = made_cases(args.seed, args.each) + written_cases()
    scores = {name: quality(cases, read) for name, read in READERS.items()}
    sizes = sorted(len(case.data) for case in cases)
    single = sum(len(case.bodies) == 1 for case in cases)
    print(f"{len(cases)} pages ({single} with one article), {sizes[0] // 1000} to {sizes[-1] // 1000} kB, ", end="")
    print(f"median {sizes[len(sizes) // 2] // 1000} kB")
    rounds = [made_cases(args.seed + 1 + number, 1) for number in range(args.rounds)]
    table = figures(cases, rounds, scores)
    ours = table["musnad"]
    print(f"{'':21}{'body F1':>9}{'one art.':>10}{'perfect':>9}{'pages/s':>9}{'musnad is':>12}")
    for name, row in table.items():
        times = f"{ours.speed / row.speed:.1f} x"
        print(f"{name:21}{row.f1:9.3f}{row.single:10.3f}{row.perfect:9.2f}{row.speed:9.0f}{times:>12}")
    worst = sorted(zip(scores["musnad"], (case.name for case in cases), strict=True))
    print("".join(f"  {score:.3f} {name}\n" for score, name in worst[: args.worst]), end="")
    better = all(ours.f1 > row.f1 for name, row in table.items() if not name.startswith("musnad"))
    theirs, whole = table["trafilatura fast"].speed, table["musnad, whole record"].speed
    return 0 if better and ours.speed >= 2 * theirs and whole >= theirs / 2 else 1


if __name__ == "__main__":
    sys.exit(main())
