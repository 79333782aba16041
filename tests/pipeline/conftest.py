"""Builds are tested on both kinds of record: see places.py beside the store's tests."""

from places import new_place, other_place, place

__all__ = ["new_place", "other_place", "place"]
