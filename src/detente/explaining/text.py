"""An explanation as plain text of 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from detente.briefing.text import clean
from detente.coding import SentenceAccount, TriggerAccount
from detente.explaining.explanation import Explanation
from detente.explaining.told import Node, Row, entry, heading, read_rows, roots, rows

WIDTH = 100
_LABEL = 13  # columns of a row's label


def text(explanation: Explanation) -> str:
    """The explanation as text; what the document says is shown without control characters."""
    document = explanation.document
    title = f"{document.title or document.id} ({document.published.value or 'no date'}), coder {explanation.coder}"
    parts = ["\n".join(_wrapped(title, ""))] + ["\n".join(_sentence(account)) for account in explanation.accounts]
    return clean("\n\n".join(parts)) + "\n"


def _sentence(account: SentenceAccount) -> Iterator[str]:
    yield from _wrapped(f"{account.number}. {account.sentence.span.text}", "   ", "")
    if account.passed:
        yield f"   Not coded: {account.passed}."
        return
    yield ""
    for node in roots(account):
        yield from _tree(node)
    read = list(read_rows(account))
    if read:
        yield ""
        yield from _rows(read, "   ")
    coded = [trigger for trigger in account.triggers if trigger.mention]
    for trigger in coded:
        yield ""
        yield f"   {heading(trigger)}: {_words(account, trigger)}"
        yield from _rows(rows(trigger), "     ")
    refused = [trigger for trigger in account.triggers if not trigger.mention]
    if refused:
        yield ""
        yield "   Turned away"
        for trigger in refused:
            yield from _refused(account, trigger)
    if not account.triggers:
        yield ""
        yield "   No entry of the lexicon stands in it."


def _refused(account: SentenceAccount, trigger: TriggerAccount) -> Iterator[str]:
    yield from _wrapped(f"{_words(account, trigger)}: {trigger.reason}", "       ", "     ")
    told = entry(trigger)
    yield from _wrapped(f"{heading(trigger)} by {told.value}; {told.why}", "         ", "       ")
    yield from _rows((row for row in rows(trigger) if row.label != "entry"), "       ")


def _words(account: SentenceAccount, trigger: TriggerAccount) -> str:
    return " ".join(account.tokens[word].text for word in trigger.words)


def _tree(root: Node) -> Iterator[str]:
    """The tree below `root`, a token a line, drawn with lines."""
    waiting = [(root, "   ", "   ")]
    while waiting:
        node, before, under = waiting.pop()
        token = node.token
        lemma = f" ({token.lemma})" if token.lemma.lower() != token.text.lower() else ""
        yield f"{before}{token.text}{lemma}  {token.dep}  {token.pos} {token.tag}"
        last = len(node.below) - 1
        branches = [
            (child, under + ("└─ " if place == last else "├─ "), under + ("   " if place == last else "│  "))
            for place, child in enumerate(node.below)
        ]
        waiting += reversed(branches)


def _rows(told: Iterable[Row], indent: str) -> Iterator[str]:
    hanging = indent + " " * _LABEL
    for row in told:
        yield from _wrapped(f"{row.value} – {row.why}" if row.why else row.value, hanging, indent + row.label.ljust(_LABEL))


def _wrapped(told: str, indent: str, first: str | None = None) -> list[str]:
    start = indent if first is None else first
    return textwrap.wrap(told, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False) or [start.rstrip()]
