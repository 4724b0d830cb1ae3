"""Make news with known ancestry: scripts/make_stories.py PARTS [--out FOLDER] [--seed 7]

PARTS is a file of parts as in tests/stories: for each story a dispatch, rewrites, own reports, and what else there is.
Out come `articles.jsonl` (for `musnad relate`) and `gold.json`: an agency's dispatch in its frame, copies that trim,
turn and disguise it the way papers do, rewrites with and without credit, own reports, articles that name another
outlet, circular citations, and look-alikes of other happenings. The same seed gives the same files.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

PAPERS = (
    "صدى الساحل", "البيدر", "الميزان اليومي", "المرسى", "الشراع الجديد", "الواحة برس", "بوابة دارين", "الراية الزرقاء",
    "أخبار الضفاف", "منبر الجنوب", "الأفق اليومية", "يوميات تلال",
)  # fmt: skip
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
FULL = {"ونا": "وكالة أنباء نورستان", "وكالة سارود": "وكالة سارود للأنباء", "بيان": "الأمانة"}
OWN_LINES = (
    "وكانت صحيفتنا قد انفردت قبل أيام بنشر تفاصيل أولى عن الموضوع نفسه.",
    "وتنشر الصحيفة في عددها المقبل ملفا موسعا يتناول خلفيات القضية وآراء المعنيين بها.",
    "وتابع القراء الخبر باهتمام كبير على مواقع التواصل منذ ساعات الصباح.",
)
EDITS = (
    (r"\b(?:معالي|دولة|فخامة|الأستاذ|السيد|المهندسة?|اللواء|العقيد) ", ""), (r"\b(الدكتورة?) ", "د. "),
    (r"\bاليوم\b", "أمس"), (r"\bبالمئة\b", "في المائة"), (r"\bفي المئة\b", "%"), (r"\b30\b", "ثلاثين"),
    (r"\b600\b", "ستمائة"), (r"\b400\b", "أربعمائة"), (r"\bمئة\b", "100"), (r"\bمئتين\b", "200"), (r"\bعشرين\b", "20"),
    (r"\bمليون\b", "1000000"), (r"^وأوضح(ت?) ", r"وذكر\1 "), (r"^وأضاف(ت?) ", r"وتابع\1 "),
    (r"\bوأشار(ت?) إلى", r"ولفت\1 إلى"),
    (r"\bوذلك ", ""), (r"\bتشرين الأول\b", "أكتوبر (تشرين الأول)"), (r"\bكما ", ""), (r"\bصباح أمس\b", "أمس"),
)  # fmt: skip
ENOUGH, FEW, MOST = 50, 26, 0.6
"""Shared words of narration that make a copy, that make none, and the part of a short item that makes one."""


@dataclass
class Story:
    """The parts of one story."""

    name: str
    day: date
    agency: str
    place: str
    parts: dict[str, list[str]] = field(default_factory=dict)

    def of(self, kind: str) -> list[str]:
        """The lines of one kind."""
        return self.parts.get(kind, [])


@dataclass
class Article:
    """An article with its ancestry: `origin`, how sure that is, and the dispatch's lines that it carries."""

    id: str
    outlet: str
    published: str
    text: str
    origin: str
    certain: bool = True
    carries: dict[str, int] = field(default_factory=dict)
    narration: int = 0


def stories(path: Path) -> Iterator[Story]:
    """The stories of a file of parts."""
    story: Story | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("==="):
            if story:
                yield story
            _, name, day, rest = line.split(" ", 3)
            agency = next(agency for agency in FULL if rest.startswith(agency))
            story = Story(name, date.fromisoformat(day), agency, rest.removeprefix(agency).strip())
        elif story and line[:1].isupper() and line[1:2] == " ":
            story.parts.setdefault(line[0], []).append(line[2:])
    if story:
        yield story


class Desk:
    """Makes the articles of one story."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story = story
        self.random = random.Random(f"{seed}:{story.name}")  # noqa: S311
        self.papers = self.random.sample(PAPERS, len(PAPERS))
        self.made: list[Article] = []
        self.lookalikes: list[Article] = []
        self.last: dict[str, int] = {}
        """The lines of the dispatch that went into the article at hand, with their words."""

    def run(self) -> Desk:
        """Make them all."""
        for make in (
            self.dispatch, self.carried, self.trimmed, self.turned, self.short, self.rewritten, self.own, self.named,
            self.conference, self.translated, self.circular, self.blended, self.other,
        ):  # fmt: skip
            make()
        return self

    def add(self, kind: str, outlet: str, head: str, lines: list[str], origin: str, **more: object) -> Article:
        """Write an article; lines that the dispatch has too are what it carries."""
        hour = len(self.made) + 7
        text = f"{head}\n\n{self.laid_out(lines)}" if head else self.laid_out(lines)
        kept = {line: len(line.split()) for line in self.story.of("R") if line in lines}
        carries = self.last | kept
        article = Article(
            f"{self.story.name}-{kind}", outlet, self.when(hour, kind), text, origin, carries=carries,
            narration=sum(len(line.split()) for line in lines if not line.startswith("«")), **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.made.append(article)
        self.last = {}
        return article

    def when(self, hour: int, kind: str) -> str:
        """Most articles tell the hour, some the day alone, some the next day."""
        day = self.story.day + timedelta(days=kind[:1] in "tsb" and self.random.random() < 0.4)
        return (
            day.isoformat()
            if self.random.random() < 0.4
            else f"{day.isoformat()}T{hour:02}:{self.random.randrange(60):02}"
        )

    def laid_out(self, lines: list[str]) -> str:
        """One, two or all sentences a paragraph."""
        step = self.random.choice((1, 1, 2, 50))
        return "\n".join(" ".join(lines[n : n + step]) for n in range(0, len(lines), step))

    def edited(self, lines: list[str], share: float) -> list[str]:
        """Lines as a paper's desk leaves them: each habit is applied or not."""
        habits = [edit for edit in EDITS if self.random.random() < share]
        found = []
        for line in lines:
            new = line
            for pattern, other in habits:
                new = re.sub(pattern, other, new)
            found.append(new)
        self.last |= {old: len(old.split()) for old in lines}
        return found

    def title(self) -> str:
        """One of the heads."""
        return self.random.choice(self.story.of("T"))

    def byline(self, agency: bool) -> list[str]:
        """A line that credits the agency, one that hides it, or none."""
        place, name = self.story.place, self.story.agency
        if name == "بيان":
            return self.random.choice(([], [f"{place} - {self.papers[-1]}"], ["كتب المحرر المحلي:"]))
        if agency:
            return [
                self.random.choice(
                    (f"{place} - {name}", f"{name} ({place})", f"{place}: {name}", f"({name})", f"{name} - {place}:")
                )
            ]
        return self.random.choice(
            ([], ["خاص - قسم الأخبار"], ["كتب رامي الحلو"], [f"{place} - مكتبنا"], ["العاصمة - متابعات"])
        )

    def dispatch(self) -> None:
        """The agency's own text, in its frame."""
        story, day = self.story, self.story.day
        lines = self.edited([*story.of("D"), *story.of("B")], 0.0)
        if story.agency == "بيان":
            self.add("handout", "أمانة دارين", story.of("T")[0], lines, "agency")
            return
        frame = f"{story.place} {day.day} {MONTHS[day.month - 1]} {day.year} م {story.agency} -- {lines[0]}"
        quote = story.of("Q")
        lines = [
            frame,
            *lines[1:],
            *quote,
            f"// انتهى // {self.random.randrange(10, 22)}:{self.random.randrange(10, 60)} ت م",
        ]
        self.add("agency", FULL[story.agency], f"عام / {story.of('T')[0]}", lines, "agency")

    def carried(self) -> None:
        """The whole dispatch under a credit."""
        lines = self.edited(self.story.of("D"), 0.4)
        self.add("full", self.papers[0], self.title(), [*self.byline(True), *lines], "agency")

    def trimmed(self) -> None:
        """The dispatch cut after some lines, no credit or a false one."""
        if len(self.story.of("D")) < 4:
            return
        lines = self.edited(self.story.of("D")[: self.random.choice((3, 4))], 0.7)
        self.add("trim", self.papers[1], self.title(), [*self.byline(self.random.random() < 0.4), *lines], "agency")

    def turned(self) -> None:
        """Paragraphs in another order under a new lead."""
        if len(self.story.of("D")) < 4:
            return
        lines = self.edited(self.random.sample(self.story.of("D")[1:], len(self.story.of("D")) - 1), 0.6)
        lead = self.story.of("R")[:1]
        lines = [*lead, *lines, self.random.choice(OWN_LINES)]
        self.add("turned", self.papers[2], self.title(), [*self.byline(False), *lines], "agency")

    def short(self) -> None:
        """A short item of the first lines."""
        lines = self.edited(self.story.of("D")[:2], 0.5)
        self.add("brief", self.papers[3], self.random.choice(self.story.of("T")), lines, "agency")

    def rewritten(self) -> None:
        """The same told in other words; without a credit nobody can be sure where it is from."""
        if self.story.of("R"):
            sure = self.random.random() < 0.5 and self.story.agency != "بيان"
            lines = [*(self.byline(True) if sure else []), *self.story.of("R")]
            self.add("rewrite", self.papers[4], self.title(), lines, "agency", certain=sure)

    def own(self) -> None:
        """A paper's own report."""
        if self.story.of("O"):
            paper = self.papers[5]
            lines = [f"{self.story.place}: «{paper}»", *self.story.of("O"), *self.story.of("Q")]
            self.add("own", paper, self.title(), lines, "own")

    def named(self) -> None:
        """Two papers that name a third as their source."""
        if lines := self.story.of("N"):
            self.last = {}
            self.add("named", self.papers[6], self.title(), lines, "named")
            self.add("named2", self.papers[7], self.title(), lines[:2], "named")

    def conference(self) -> None:
        """Another reporter at the same press conference, with the same quotation."""
        if self.story.of("P"):
            self.add("reporter", self.papers[8], self.title(), [*self.story.of("P"), *self.story.of("Q")], "reporter")

    def translated(self) -> None:
        """Another agency's translation of the same statement, and a paper that carries it."""
        if lines := self.story.of("V"):
            self.add("other", "وكالة ألمورا برس", self.title(), lines, "other")
            self.add("other2", self.papers[9], self.title(), self.edited(lines, 0.5), "other")
            self.last = {}

    def circular(self) -> None:
        """Two sites that name each other."""
        if self.story.of("L"):
            self.add("loop1", "دفاتر", self.title(), self.story.of("L"), "loop")
            self.add("loop2", "مرايا", self.title(), self.story.of("M"), "loop")

    def blended(self) -> None:
        """The dispatch with as much of a paper's own reporting: perhaps an origin of its own."""
        if self.story.of("O") and self.random.random() < 0.5:
            lines = self.edited(self.story.of("D")[:3], 0.4)
            own = self.story.of("R")[1:]
            extra = ["وفي جولة لمندوبنا بدت الآراء متباينة بين مرحب بما جرى ومشكك في نتائجه."]
            self.add("blend", self.papers[10], self.title(), [*lines, *extra, *own], "agency")

    def other(self) -> None:
        """Another happening that looks alike, carried twice."""
        story = self.story
        if lines := story.of("X"):
            day = story.day + timedelta(days=self.random.choice((-2, -1, 0, 1, 2)))
            for kind, outlet in (("x1", FULL[story.agency]), ("x2", self.papers[11])):
                head = story.of("Y")[0]
                text = f"{head}\n\n{self.laid_out(self.edited(lines, 0.3 * (kind == 'x2')))}"
                self.lookalikes.append(Article(f"{story.name}-{kind}", outlet, day.isoformat(), text, ""))
            self.last = {}


def cluster(desk: Desk) -> dict[str, object]:
    """The gold of one story."""
    copies, doubtful = [], []
    for one, other in combinations(desk.made, 2):
        how = judged(one, other)
        if how:
            (copies if how == "copy" else doubtful).append([one.id, other.id])
    groups: dict[str, list[Article]] = {}
    for article in desk.made:
        groups.setdefault(article.origin if article.certain else article.id, []).append(article)
    sure = [group for group in groups.values() if group[0].certain]
    return {
        "id": desk.story.name, "articles": [one.id for one in desk.made], "copies": copies, "copies_doubtful": doubtful,
        "groups": [
            {"articles": [one.id for one in group], "origin": group[0].origin, "certain": group[0].certain}
            for group in groups.values()
        ],
        "low": len(sure), "high": len(groups),
    }  # fmt: skip


def judged(one: Article, other: Article) -> str:
    """ "copy", "doubtful" or "": by the words of the lines that both carry."""
    if one.origin == other.origin and one.origin in ("named", "other"):
        return "copy"
    shared = sum(size for line, size in one.carries.items() if line in other.carries)
    part = shared / max(1, min(one.narration, other.narration))
    if shared >= ENOUGH or (shared >= FEW and part >= MOST):
        return "copy"
    return "doubtful" if shared > 12 else ""


def line(article: Article) -> dict[str, str]:
    """An article as `musnad relate` takes it."""
    return {"id": article.id, "outlet": article.outlet, "published": article.published, "text": article.text}


def main() -> None:
    """Write articles and gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path)
    parser.add_argument("--out", type=Path, default=Path("."))
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    desks = [Desk(story, args.seed).run() for story in stories(args.parts)]
    args.out.mkdir(parents=True, exist_ok=True)
    articles = [article for desk in desks for article in (*desk.made, *desk.lookalikes)]
    rows = [json.dumps(line(article), ensure_ascii=False) + "\n" for article in articles]
    (args.out / "articles.jsonl").write_text("".join(rows), encoding="utf-8")
    gold = {
        "clusters": [cluster(desk) for desk in desks],
        "distractors": [a.id for desk in desks for a in desk.lookalikes],
    }
    (args.out / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(articles)} articles, {len(desks)} stories")


if __name__ == "__main__":
    main()
