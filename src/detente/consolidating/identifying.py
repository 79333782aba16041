"""Wikidata ids of entities, from the codebook's table.

A row of the table whose name is the full name of a party of the gazetteers holds for all names of that party, in its country; any other
row holds for its own name, in any country. An entity has an id where one of its names is such a name as a whole: "Niger" has Niger's,
"the Nigerien army" has none. Where its names lead to two ids it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.consolidating.names import normal_name
from detente.records import Entity

if TYPE_CHECKING:
    from detente.codebook.codebook import Codebook

Ids = Mapping[tuple[str, str], str]
"""Wikidata ids by normal name and country; the country is "" where the name has its id in any."""


def codebook_ids(codebook: Codebook) -> Ids:
    """The ids that the codebook knows, for every name that bears one."""
    table = codebook.wikidata
    parties = [party for party in codebook.parties if party.name in table]
    others = table.keys() - {party.name for party in parties}
    ids = {(normal_name(name), party.country): table[party.name] for party in parties for name in party.names}
    return ids | {(normal_name(name), ""): table[name] for name in sorted(others)}


def entity_ids(entities: Iterable[Entity]) -> Ids:
    """The ids that `entities` have, by all their names: for joining anew a part of what they were joined from."""
    return {(normal_name(name), one.country): one.wikidata for one in entities if one.wikidata for name in (one.name, *one.names)}


def kept_ids(codebook: Codebook, entities: Iterable[Entity]) -> Ids:
    """The codebook's ids, and those of `entities` that it doesn't know: from a user's table that the record was built with."""
    known = codebook_ids(codebook)
    shared = set(known.values())
    return {**known, **{key: wikidata for key, wikidata in entity_ids(entities).items() if wikidata not in shared}}


def identify(entities: Iterable[Entity], ids: Ids) -> tuple[Entity, ...]:
    """The entities, each with the one id that its names lead to, or "" where they lead to none or to several."""
    return tuple(replace(entity, wikidata=_id(entity, ids)) for entity in entities)


def _id(entity: Entity, ids: Ids) -> str:
    names = {normal_name(name) for name in (entity.name, *entity.names)}
    found = {ids[key] for name in names for key in ((name, entity.country), (name, "")) if key in ids}
    return found.pop() if len(found) == 1 else ""
