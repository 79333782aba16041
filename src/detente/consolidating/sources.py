"""Which reports are independent of one another.

Two reports of one happening count as one source where their documents are rewrites of one story, where one outlet brought both, or where
one says that it has it from the other's outlet, or both from a third ("the agency reported").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.consolidating.names import normal_name
from detente.records import Document, Mention

_PRESS = re.compile(r"\b(?:news agency|newspaper|daily|weekly|radio|television|tv|broadcaster|news|press|agency|gazette|herald)\b")
_JOURNALISTS = "JRN"  # PLOVER's sector of the press


class Sources:
    """What is known of where documents come from."""

    def __init__(self, documents: Sequence[Document], mentions: Sequence[Mention], groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._outlets = {document.id: normal_name(document.outlet) for document in documents if document.outlet}
        parties = (party for mention in mentions for party in (*mention.actors, *mention.recipients))
        press = {normal_name(party.name) for party in parties if _JOURNALISTS in (party.sector, *party.sectors)}
        self._press = press.union(self._outlets.values())

    def of(self, cluster: Sequence[Mention]) -> dict[str, str]:
        """The source of each mention, by id: those with one value are not independent. The value is the smallest of the joined marks."""
        root: dict[str, str] = {}

        def find(mark: str) -> str:
            while root.setdefault(mark, mark) != mark:
                mark = root[mark]
            return mark

        for mention in cluster:
            first, *others = self._marks(mention)
            for mark in others:
                one, two = sorted((find(first), find(mark)))
                root[two] = one
        return {mention.id: find(self._marks(mention)[0]) for mention in cluster}

    def _marks(self, mention: Mention) -> list[str]:
        """What the report hangs on: its story, its outlet, the outlet it names as its source."""
        marks = [f"story {self._groups.get(mention.document, mention.document)}"]
        if mention.document in self._outlets:
            marks.append(f"outlet {self._outlets[mention.document]}")
        told_by = normal_name(mention.attribution.name) if mention.attribution else ""
        if told_by and (told_by in self._press or _PRESS.search(told_by)):
            marks.append(f"outlet {told_by}")
        return marks
