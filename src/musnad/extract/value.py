"""What the rules hand one another: plain frozen values."""

from __future__ import annotations

from msgspec import Struct


class Value(Struct, frozen=True):
    """The base of every frozen value here.

    Its being frozen is inherited, which counts where a module is compiled: there what stands in the head of a class
    beside its bases is not heard.
    """
