"""At what level sides talk: the office of the highest of those who talk, as the text styles them or the gazetteer knows them.

After the Civil War Mediation codebook's rank of the mediator (DeRouen, Bercovitch, Pospieszna 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.records import Mention
from detente.tracking.view import View

_BEFORE, _AFTER = 60, 70  # characters around a name in which its title stands


def level_of(view: View, entities: Iterable[str], mentions: Iterable[Mention]) -> str:
    """head, minister, envoy, official, organisation, or "" where the text tells no office of any of `entities`."""
    table = view.codebook.tracking["levels"]
    chosen, told = list(entities), list(mentions)
    named = set(chosen)
    titles = [view.name(entity) for entity in chosen] + _offices(view, chosen, told)
    ids = {name: entity for entity in chosen if entity in view.entities for name in view.entities[entity].names}
    for mention in told:
        for party in (*mention.actors, *mention.recipients):
            if ids.get(party.name.strip()) in named:
                titles.append(_styled(mention, party.span.start - mention.sentence.start, party.span.end - mention.sentence.start))
    ranks = list(table.patterns)
    found = {each.label for title in titles for each in table.find(title)}
    if found:
        return min(found, key=ranks.index)
    return "organisation" if any(view.side(entity).kind == "organisation" for entity in chosen) else ""


def _offices(view: View, entities: Iterable[str], mentions: Iterable[Mention]) -> list[str]:
    """The offices that the gazetteer gives `entities` on the first day that `mentions` tell."""
    names = {view.name(entity) for entity in entities}
    days = (mention.date.start if mention.date else view.published(mention) for mention in mentions)
    first = min(filter(None, days), default="")
    return [
        party.office
        for party in view.codebook.parties
        if party.office and party.name in names and (not first or (party.since or "") <= first <= (party.until or "9999"))
    ]


def _styled(mention: Mention, start: int, end: int) -> str:
    """The name with the title before it ("Foreign Minister ...") and the apposition after it (", the head of ...,")."""
    text = mention.sentence.text
    before = re.split(r"[,;:“”\"]|\b(?:with|and|by|from|to|that|said)\b", text[max(0, start - _BEFORE) : start])[-1]
    after = re.match(r",\s+(?:an?|the|whose|who|[\w’']+[’']s)\s[^,;:.]*", text[end : end + _AFTER])
    return before + text[start:end] + (after[0] if after else "")
