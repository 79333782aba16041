"""Why talks failed, as reports say it: in the clause that tells the failure, and where one gives "another reason for the failure"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records import Contradiction, Document, Event, Mention, Span
from detente.tracking.claims import SameDays, contradiction
from detente.tracking.differing import stated_reason, unlike_reasons
from detente.tracking.text import clause_end, sentence_at
from detente.tracking.view import HAPPENED, View
from detente.tracking.words import part, tail

_FAILED = frozenset({"failed", "stalled"})
_BECAUSE = re.compile(r"(?:,? (?:because|since|due to|owing to|over)|, (?:as|after)) ")
_ANOTHER = re.compile(
    r"\b(?:another|a different|a second|its own|his own|her own) (?:reason|cause|ground|explanation|account) (?:for|of) (?:the|their|its) "
    r"(?:failure|collapse|breakdown|break-up|deadlock|impasse|rupture|stalemate|lack of agreement)\b[^.;:]{0,40}: "
)


def failures(view: View) -> Iterator[Contradiction]:
    """The contradictions between reasons that reports give for the failure of the same talks."""
    others = [(document, match) for document in filter(view.out, view.snapshot.documents) for match in _ANOTHER.finditer(document.text)]
    same_days = SameDays(view)
    for event in view.events:
        if event.event_type == "CONSULT" and event.status in HAPPENED and view.counts(event):
            told = [reason for mention in view.of(event) if (reason := _reason(view, mention))]
            if told:
                told += [_span(document, match) for document, match in others if _of_same_talks(view, event, document, same_days)]
                found = contradiction(view, "reason", event.id, unlike_reasons(told))
                if found:
                    yield found


def _reason(view: View, mention: Mention) -> Span | None:
    """The reason in a clause that tells a failure, behind the words that tell it."""
    text, at = tail(mention), mention.trigger.start - mention.sentence.start
    failed = [each for each in view.codebook.tracking["stages"].find(text) if each.label in _FAILED]
    if not failed:
        return None
    match = _BECAUSE.search(mention.sentence.text, at + min(each.end for each in failed))
    if match is None:
        return stated_reason(mention)
    return part(mention.sentence, match.end(), clause_end(mention.sentence.text, match.end()))


def _span(document: Document, match: re.Match[str]) -> Span:
    return document.span(match.end(), sentence_at(document, match.start(), match.end()).end)


def _of_same_talks(view: View, event: Event, document: Document, same_days: SameDays) -> bool:
    """Whether a document that gives another reason is of the same story, or tells an event that a report of these talks tells too, and
    names two of their parties.
    """
    reports = {mention.document for mention in view.of(event)}
    groups = view.snapshot.groups
    own = groups.get(document.id, document.id)
    linked = own in {groups.get(each, each) for each in reports} or any(
        same_days.shared[each] & same_days.shared[document.id] for each in reports
    )
    parties = view.sides_of((*event.actors, *event.recipients))
    return linked and len(parties & view.called.sides(document.text)) > 1
