"""What can go wrong with an input, as one error with a clear line."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read; the message names the thing, the reason and the way out."""
