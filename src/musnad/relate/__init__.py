"""Readings -> Relations: fingerprints, copies, stories, claims, origins."""

from musnad.relate.given import Given, given_of, headlines_of
from musnad.relate.relating import relate

__all__ = ["Given", "given_of", "headlines_of", "relate"]
