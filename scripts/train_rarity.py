"""Make the table of how rare words are: scripts/train_rarity.py FILE [--out FILE]

FILE is `large_ar.msgpack.gz` of the package wordfreq (Robyn Speer; the data under CC BY-SA 4.0): words of Arabic by
centibels, the commonest first. Each word's frequency goes to its stem; the table keeps the number of the stem and how
rare it is, from 0 (one word in ten) to 255. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import msgspec
import numpy as np

from musnad.text.hashes import hash_words

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "musnad" / "knowledge" / "models" / "rarity.npz"
LOWEST = 600
"""Words rarer than this, in centibels below one, count as unknown."""
STEPS_PER_DECADE = 40
CHUNK = 5000


def rarities(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """The stems of the list with how rare each is."""
    rows = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))[1:]
    total: dict[int, float] = {}
    for centibels, words in enumerate(rows[:LOWEST]):
        for low in range(0, len(words), CHUNK):
            for stems in (hashed.stems for hashed in hash_words(words[low : low + CHUNK])):
                for stem in set(stems.tolist()):
                    total[stem] = total.get(stem, 0.0) + 10 ** (-centibels / 100)
    stems = np.array(sorted(total), np.uint32)
    frequency = np.array([total[stem] for stem in stems.tolist()])
    return stems, np.clip(np.round(-np.log10(frequency) * STEPS_PER_DECADE - STEPS_PER_DECADE), 0, 255).astype(np.uint8)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    stems, rare = rarities(args.file)
    np.savez_compressed(args.out, stems=stems, rare=rare)
    print(f"{len(stems)} stems, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
