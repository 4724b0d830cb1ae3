"""Measure `annotate` against the gold: `measure.py train dev dev_outlets seeds [--errors N]`.

Prints the scorer's table for each set; where both dev and dev_outlets are asked for, also that of both as one,
because chains and unnamed sources are too few in each.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gold_place import GOLD, files, need, rows
from musnad.extract.annotate import annotate

POOLED = ("dev", "dev_outlets")


def pool(folder: Path) -> None:
    """Score the sets of `POOLED`, whose predictions lie in `folder`, as one."""
    parts = [(*files(name), folder / f"{name}.jsonl") for name in POOLED]
    whole = [folder / f"pool.{kind}.jsonl" for kind in ("gold", "texts", "said")]
    for path, each in zip(whole, zip(*parts, strict=True), strict=True):
        path.write_text("".join(part.read_text(encoding="utf-8").rstrip("\n") + "\n" for part in each), "utf-8")
    print(f"== {' + '.join(POOLED)}", flush=True)
    subprocess.run([sys.executable, GOLD / "gold/score.py", whole[0], whole[2], whole[1]], check=True)


def main() -> None:
    """Annotate each set and let the scorer judge it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--errors", default="0")
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    args = parser.parse_args()
    need()
    folder = args.keep or Path(tempfile.mkdtemp())
    for name in args.sets:
        gold, texts = files(name)
        articles = rows(texts)
        began = time.perf_counter()
        found = [annotate(article) for article in articles]
        took = time.perf_counter() - began
        out = folder / f"{name}.jsonl"
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
        count = sum(len(article["text"].split()) for article in articles)
        print(f"== {name}: {count / took:,.0f} words/s", flush=True)
        subprocess.run([sys.executable, GOLD / "gold/score.py", gold, out, texts, "--errors", args.errors], check=True)
    if set(POOLED) <= set(args.sets):
        pool(folder)


if __name__ == "__main__":
    main()
