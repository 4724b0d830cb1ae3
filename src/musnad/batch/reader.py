"""What each process of a batch holds; imported where Daft is at work, and by the processes that it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import daft
import msgspec
from daft import DataType

from musnad.batch.parts import unpacked
from musnad.batch.work import do_part


class PartReader:
    """The reader, set up once for all parts that come to its process."""

    def __init__(self, out: str, max_bytes: int) -> None:
        from musnad.lexicon import lexicon
        from musnad.process import tune

        tune()
        lexicon()
        self._out = Path(out)
        self._max_bytes = max_bytes

    @daft.method.batch(return_dtype=DataType.string(), batch_size=1)
    def read(self, parts: Any) -> list[str]:
        """Do parts, one after the other; each answer is a `Done` as JSON."""
        done = (do_part(unpacked(text), self._out, self._max_bytes) for text in parts.to_pylist())
        return [msgspec.json.encode(one).decode() for one in done]
