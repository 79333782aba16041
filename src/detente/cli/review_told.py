"""A review as text: events with their mentions, one mention field by field, and the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.records import Correction, Event, Mention, Snapshot, Unmatched
    from detente.reviewing import Reviewed

STATES = ("coded", "accepted", "revised", "added", "rejected")
_WIDE = 110  # characters of a sentence


def listed(snapshot: Snapshot, reviewed: Reviewed, state: str | None, match: str | None) -> str:
    """Each event with its mentions that are wanted, and what was rejected."""
    mentions, names = {mention.id: mention for mention in snapshot.mentions}, {entity.id: entity.name for entity in snapshot.entities}

    def lines() -> Iterator[str]:
        for event in snapshot.events:
            held = [mentions[key] for key in event.mentions if key in mentions]
            wanted = [one for one in held if _wanted(one, reviewed.states.get(one.id, "coded"), state, match, event.id)]
            if wanted:
                yield _headline(event, names)
                yield from (_line(mention, reviewed.states.get(mention.id, "coded")) for mention in wanted)
        turned_down = [mention for mention in reviewed.rejected if _wanted(mention, "rejected", state, match, "")]
        if turned_down:
            yield "rejected"
            yield from (_line(mention, "rejected") for mention in turned_down)

    return "".join(line + "\n" for line in lines())


def shown(snapshot: Snapshot, reviewed: Reviewed, identity: str) -> str:
    """The mentions of that id, or of the event of that id, as the contract has them, with their corrections."""
    from detente.exporting.contract import mention_row

    every = {mention.id: mention for mention in (*reviewed.rejected, *snapshot.mentions)}
    keys = {key for key in (*every, *(event.id for event in snapshot.events)) if key.startswith(identity)}
    if len(keys) != 1:
        raise ConfigError(f"{identity!r} is the id of {'no' if not keys else len(keys)} mention or event: `detente review list` has them")
    events = {event.id: event for event in snapshot.events}
    key = keys.pop()
    wanted = events[key].mentions if key in events else (key,)
    rows = []
    for mention in (every[one] for one in wanted):
        evidence = reviewed.evidence.get(mention.id)
        said = [one for one in snapshot.corrections if evidence in one.evidence and one.id not in reviewed.withdrawn]
        state = reviewed.states.get(mention.id, "rejected" if mention in reviewed.rejected else "coded")
        rows.append(
            {
                "id": mention.id,
                "event": next((event.id for event in snapshot.events if mention.id in event.mentions), None),
                "state": state,
                **mention_row(mention),
                "corrections": [_said(one) for one in said],
            }
        )
    return "".join(json.dumps(row, ensure_ascii=False, indent=1) + "\n" for row in rows)


def logged(corrections: Sequence[Correction], unmatched: Sequence[Unmatched]) -> str:
    """A paragraph for each correction."""
    from detente.reviewing.withdrawing import taken_back

    reasons = {one.correction.id: one.reason for one in unmatched}
    withdrawn = taken_back(corrections)

    def lines() -> Iterator[str]:
        for one in corrections:
            yield f"{one.id}  {one.time[:19]}  {one.author}: {_said(one)}"
            if one.id in withdrawn:
                yield "    withdrawn"
            if one.id in reasons:
                yield f"    no place: {reasons[one.id]}"

    return "".join(line + "\n" for line in lines())


def _said(one: Correction) -> str:
    passages = ", ".join(f"{evidence.event_type} “{evidence.trigger.text}” ({evidence.trigger.document})" for evidence in one.evidence)
    names = ", ".join(one.names)
    values = one.values if one.values != "{}" else ""
    return " ".join(part for part in (one.kind, passages, names, values, one.of or "") if part) + f": {one.reason}"


def _headline(event: Event, names: dict[str, str]) -> str:
    kind = event.event_type + (f"-{event.mode}" if event.mode else "")
    actors, recipients = (", ".join(names.get(key, key) for key in side) for side in (event.actors, event.recipients))
    return f"{event.id}  {kind}  {event.status}  {event.start or 'undated'}  {actors or '?'} → {recipients or '?'}"


def _line(mention: Mention, state: str) -> str:
    sentence = " ".join(mention.sentence.text.split())
    shortened = sentence if len(sentence) <= _WIDE else sentence[: _WIDE - 1] + "…"
    return f"    {mention.id}  {state:<8}  “{mention.trigger.text}” in: {shortened}"


def _wanted(mention: Mention, is_: str, state: str | None, match: str | None, event: str) -> bool:
    return (state is None or state == is_) and (match is None or match in mention.sentence.text or match in (mention.id, event))
