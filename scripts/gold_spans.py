"""Turn gold written as exact words into offsets, and refuse what does not stand in the text.

    gold_spans.py tests/examples [-o DIR]

Each YAML file tells what a careful reader finds on one page of `examples/`. All words are exact; `first words …
last words` stands for a long stretch; a space meets any white space. `check` writes, with `-o`, the four files
that the scorers read (pages.gold, pages.texts, articles.gold, articles.texts). The keys of a file:

    page: file in examples/        url: address or ""
    roles: {role: [stretch, ...]}  what the furniture is
    related: [headline, ...]
    articles: a list of
      title, start, end, inside: [furniture between], published, byline, credits, text_credits (those that the
      article's own text states)
      said: a line for each attribution, in text order:
        kind manner flags | cue | source | speaker | via < via | content
        flags: u unnamed, ? optional; source "-": none; speaker "=": as the source, "-": nobody is named
      stances: a line each:  stance flags | actor | initiative | evidence
      events: a line each, in text order:  TYPE mode flags | trigger | actor | recipient
        flags: n negated, f future, h hypothetical, p historical, ? optional; "-": not told

Cue and source are the occurrence nearest to the content, which must be the only one of its kind in the article
("near: " before the content's words, closed by "::", narrows where it is sought).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from gold_words import GoldError, Span, hits, nearest, only, trim
from plain_html import html_text

Spec = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]


# --- pages -------------------------------------------------------------------------------------------------


def title_span(text: str, words: str, body: int) -> Span:
    """The headline nearest above the body, or else its first stand."""
    found = hits(text, words)
    if not found:
        raise GoldError(f"title: not in the text: {words!r}")
    above = [span for span in found if span[1] <= body]
    return above[-1] if above else found[0]


def body_spans(text: str, spec: Spec, low: int) -> list[Span]:
    """The body from its first to its last words, without the furniture inside."""
    start = only(text, spec["start"], "start", low)[0]
    stop = only(text, spec["end"], "end", start)[1]
    cuts = []
    at = start
    for words in spec.get("inside") or ():
        found = hits(text, words, at, stop)
        if not found:
            raise GoldError(f"inside: not in the body: {words!r}")
        cuts.append(found[0])
        at = found[0][1]
    edges = [start, *(edge for cut in cuts for edge in cut), stop]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return [trim(text, piece) for piece in pieces if text[slice(*piece)].strip()]


def page_gold(key: str, spec: Spec, text: str) -> Spec:
    """The page's gold in offsets, as the page scorer reads it."""
    articles: list[Spec] = []
    low = 0
    for item in spec.get("articles") or ():
        body = body_spans(text, item, low)
        title = title_span(text, item["title"], body[0][0]) if item.get("title") else None
        articles.append(
            {
                "title": title,
                "body": body,
                "published": str(item.get("published") or ""),
                "byline": item.get("byline") or "",
                "credits": item.get("credits") or [],
            }
        )
        low = body[-1][1]
    taken = [span for article in articles for span in article["body"]]
    related = [outside(text, words, taken) for words in spec.get("related") or ()]
    return {"id": key, "articles": articles, "related": related}


def outside(text: str, words: str, taken: list[Span]) -> Span:
    """The first stand of a listed headline that is in no body."""
    for span in hits(text, words):
        if not any(span[0] < stop and span[1] > start for start, stop in taken):
            return span
    raise GoldError(f"related: not on the page outside the bodies: {words!r}")


# --- articles ----------------------------------------------------------------------------------------------


def article_text(text: str, gold: Spec) -> str:
    """Title, blank line, body: what `annotate` is given for an article of a page."""
    body = ""
    for start, stop in gold["body"]:
        gap = "" if not body else "\n\n" if re.search(r"[.!؟?:»”\"]\s*$", body) else " "
        body += gap + re.sub(r"[^\S\n]+", " ", text[start:stop])
    title = " ".join(text[slice(*gold["title"])].split()) if gold["title"] else ""
    return f"{title}\n\n{body}" if title else body


def rows(table: str | None, width: int) -> list[list[str]]:
    """The lines of a table, each cut at ` | ` into `width` cells."""
    found = []
    for line in (table or "").splitlines():
        if line.strip():
            cells = [cell.strip() for cell in line.split(" | ")]
            if len(cells) != width:
                raise GoldError(f"{len(cells)} cells instead of {width}: {line!r}")
            found.append(cells)
    return found


def stretch(text: str, words: str, what: str, body: int) -> Span:
    """A content or evidence, the only one in the body, or within the words given before "::"."""
    near, dots, rest = words.partition("::")
    if dots:
        low, high = only(text, near.strip(), f"{what}, near", body)
        return only(text, rest.strip(), what, low, high)
    return only(text, words, what, body)


def attribution(text: str, body: int, cells: list[str]) -> Spec:
    """One line of `said` in offsets."""
    head, cue, source, speaker, via, content = cells
    kind, manner, *flags = head.split()
    where = stretch(text, content, "content", body)
    cue_at = nearest(text, cue, where, "cue")
    source_at = None if source == "-" else nearest(text, source, cue_at, "source")
    who = source if speaker == "=" else "" if speaker == "-" else speaker
    carriers = [name.strip() for name in via.split("<") if name.strip() not in ("", "-")]
    for name in [who, *carriers]:
        if name and name not in text:
            raise GoldError(f"name: not in the text: {name!r}")
    found: Spec = {
        "content": where,
        "cue": cue_at,
        "source": source_at,
        "speaker": who,
        "manner": manner,
        "kind": kind,
        "unnamed": "u" in flags,
        "via": carriers,
    }
    return found | ({"optional": True} if "?" in flags else {})


def stance(text: str, body: int, cells: list[str]) -> Spec:
    """One line of `stances` in offsets."""
    head, actor, initiative, words = cells
    value, *flags = head.split()
    if actor not in text:
        raise GoldError(f"actor: not in the text: {actor!r}")
    where = stretch(text, words, "evidence", body)
    found: Spec = {"actor": actor, "stance": value, "initiative": initiative, "evidence": where}
    return found | ({"optional": True} if "?" in flags else {})


MARKS = {"n": "negated", "f": "future", "h": "hypothetical", "p": "historical"}


def event(text: str, cells: list[str]) -> Spec:
    """One line of `events`: its trigger in offsets, the others as words that must stand in the text."""
    head, trigger, actor, recipient = cells
    kind, *rest = head.split()
    for words in (trigger, actor, recipient):
        if words != "-" and words not in text:
            raise GoldError(f"event: not in the text: {words!r}")
    found: Spec = {
        "type": kind, "mode": next((word for word in rest if len(word) > 1), ""), "trigger": trigger,
        "actor": "" if actor == "-" else actor, "recipient": "" if recipient == "-" else recipient,
        **{name: mark in rest for mark, name in MARKS.items()},
    }  # fmt: skip
    return found | ({"optional": True} if "?" in rest else {})


def article_gold(key: str, spec: Spec, text: str) -> Spec:
    """The article's gold in offsets into its clean text, as the scorer of attributions reads it."""
    body = text.index("\n\n") + 2 if spec.get("title") else 0
    return {
        "id": key,
        "credits": spec.get("text_credits") or [],
        "attributions": [attribution(text, body, cells) for cells in rows(spec.get("said"), 6)],
        "stances": [stance(text, body, cells) for cells in rows(spec.get("stances"), 4)],
        **({"events": [event(text, cells) for cells in rows(spec["events"], 4)]} if "events" in spec else {}),
    }


def page_text(path: Path) -> str:
    """The text of an example page, as it stands or read plainly out of its HTML."""
    raw = path.read_text(encoding="utf-8")
    return html_text(raw) if path.suffix == ".html" else raw


# --- files -------------------------------------------------------------------------------------------------


def load(path: Path) -> Spec:
    """One gold file."""
    spec: Spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    return spec


def read(path: Path, pages: Path = ROOT / "examples") -> tuple[Spec, Spec, list[tuple[Spec, Spec]]]:
    """A gold file as (page gold, page text, [(article gold, article text)])."""
    spec = load(path)
    key = path.stem
    text = page_text(pages / spec["page"])
    for role, stretches in (spec.get("roles") or {}).items():
        for words in stretches:
            if not hits(text, words):
                raise GoldError(f"role {role}: not on the page: {words!r}")
    gold = page_gold(key, spec, text)
    articles = []
    for i, (item, found) in enumerate(zip(spec.get("articles") or (), gold["articles"], strict=True)):
        name = f"{key}-{i}"
        clean = article_text(text, found)
        day = str(item.get("published") or "")
        articles.append((article_gold(name, item, clean), {"id": name, "published": day, "text": clean}))
    return gold, {"id": key, "url": spec.get("url") or "", "text": text}, articles


def whole(path: Path) -> tuple[str, Spec]:
    """A page written whole with its gold above "---": its raw words, and the gold of `page_gold`."""
    head, _, raw = path.read_text(encoding="utf-8").partition("\n---\n")
    spec: Spec = yaml.safe_load(head)
    return raw, spec if "articles" in spec else {"articles": [spec], "related": spec.pop("related", [])}


def show(gold: Spec, text: str) -> None:
    """Print an article's gold in words, for the eye."""

    def cut(span: Span | None) -> str:
        return " ".join(text[slice(*span)].split()) if span else "-"

    print("==", gold["id"], gold["credits"])
    for a in gold["attributions"]:
        flags = ("u" if a["unnamed"] else "") + ("?" if a.get("optional") else "")
        around = text[max(0, a["cue"][0] - 15) : a["cue"][1] + 15].replace("\n", "⏎")
        print(
            f"  {a['kind']} {a['manner']} {flags} [{around}] src={cut(a['source'])} who={a['speaker']} via={a['via']}"
        )
        print("      ", cut(a["content"]))
    for s in gold["stances"]:
        print(f"  ~ {s['actor']} {s['stance']} {s['initiative']}: {cut(s['evidence'])}")


def write(path: Path, lines: list[Spec]) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def main() -> int:
    """Check all gold files of a folder, and write the scorers' files where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was found")
    args = parser.parse_args()
    pages, texts, golds, bodies, bad = [], [], [], [], 0
    for path in sorted(args.folder.glob("*.yaml")):
        try:
            gold, text, articles = read(path)
        except (GoldError, KeyError, OSError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            bad += 1
            continue
        pages.append(gold)
        texts.append(text)
        for found, body in articles:
            golds.append(found)
            bodies.append(body)
            if args.show:
                show(found, body["text"])
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        for name, lines in zip(
            ("pages.gold", "pages.texts", "articles.gold", "articles.texts"), (pages, texts, golds, bodies), strict=True
        ):
            write(args.out / f"{name}.jsonl", lines)
    said = sum(len(g["attributions"]) for g in golds)
    stances = sum(len(g["stances"]) for g in golds)
    print(f"{len(pages)} pages, {len(golds)} articles, {said} attributions, {stances} stances, {bad} bad files")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
