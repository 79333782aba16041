"""An explanation as plain values for JSON; mentions in the form of DESIGN's contract."""

from __future__ import annotations

from typing import Any

from detente.coding import SentenceAccount, TriggerAccount
from detente.explaining.explanation import Explanation
from detente.explaining.told import read_rows
from detente.exporting.contract import mention_row


def values(explanation: Explanation) -> dict[str, Any]:
    """The explanation as nested dictionaries and lists."""
    return {
        "document": explanation.document.id,
        "coder": explanation.coder,
        "sentences": [_sentence(account) for account in explanation.accounts],
    }


def _sentence(account: SentenceAccount) -> dict[str, Any]:
    span = account.sentence.span
    return {
        "number": account.number,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "not_coded": account.passed or None,
        "tokens": [token._asdict() for token in account.tokens],
        "read": [row._asdict() for row in read_rows(account)],
        "triggers": [_trigger(trigger) for trigger in account.triggers],
    }


def _trigger(trigger: TriggerAccount) -> dict[str, Any]:
    entry, second = trigger.entry, trigger.second
    return {
        "text": trigger.span.text,
        "start": trigger.span.start,
        "end": trigger.span.end,
        "words": list(trigger.words),
        "entry": {
            "phrase": entry.phrase,
            "part": entry.part,
            "event_type": entry.event_type or None,
            "mode": entry.mode,
            "frame": entry.frame,
            "where": trigger.where or None,
        },
        "parties": [
            {
                "role": party.role,
                "position": party.position,
                "of": party.of,
                "text": party.participant.span.text,
                "name": party.participant.name,
                "country": party.participant.country,
                "sectors": list(party.participant.sectors),
                "known": party.known,
            }
            for party in trigger.parties
        ],
        "steps": [step._asdict() for step in trigger.steps],
        "findings": [finding._asdict() for finding in trigger.findings],
        "confidence": dict(trigger.confidence),
        "tagger": {"shares": dict(second.shares), "log_odds": dict(second.parts)} if second else None,
        "mention": mention_row(trigger.mention) if trigger.mention else None,
        "refused": trigger.reason or None,
    }
