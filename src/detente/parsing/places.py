"""Names of places to GeoNames, by context: 'Tripoli, Lebanon' and 'the Libyan capital Tripoli' are two places."""

from __future__ import annotations

from collections.abc import Sequence

from detente.parsing.places_index import PlaceIndex, load_places
from detente.parsing.places_resolve import resolve
from detente.parsing.places_spot import spot_places
from detente.records import Document, Span, Where

__all__ = ["PlaceIndex", "find_places", "load_places"]


def find_places(document: Document, candidates: Sequence[Span], index: PlaceIndex, others: Sequence[Span] = ()) -> tuple[Where, ...]:
    """The places that `document` names, in order, each resolved by the countries, qualifiers and places named around it.

    `candidates` are spans that a recogniser holds for places: those the index doesn't know are given without a point. `others`
    are spans of persons and organisations, whose names aren't places. Demonyms stand at their country's point.
    """
    trusted = [(span.start, span.end) for span in candidates]
    masked = [(span.start, span.end) for span in others]
    spots = spot_places(document.text, index, trusted, masked)
    return tuple(
        Where(
            span=document.span(spot.start, spot.end),
            name=place.name if place else spot.text,
            country=place.country if place else "",
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            geonameid=place.geonameid if place else None,
        )
        for spot, place in zip(spots, resolve(document.text, spots, index), strict=True)
    )
