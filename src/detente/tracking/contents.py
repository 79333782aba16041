"""What is asked for, in the text's own words: the clause that a word of asking governs, found by its characters alone."""

from __future__ import annotations

import re

from detente.records import Mention, Span
from detente.tracking.text import clause_end
from detente.tracking.words import part

_ASKING = re.compile(
    r"(?:[Rr]e)?(?:call|ask|urg|demand|appeal|press|plead|plea|insist|want|seek|sought|request|order|tell|told|warn|invit|beg|push|implor|exhort|"
    r"advis|encourag|instruct|requir|petition|lobb|command|entreat|summon|recommend|renew|repeat|reiterat)\w*"
    r"(?:\s+(?:calls?|demands?|appeals?|pleas?|requests?))?(?:\s+(?:on|upon|for|that|of|from|to|with)\b)?"
)
_GOVERNS = re.compile(r"\s*(?:[\w’'.,-]+\s+){0,6}?(?:to|for|that)\s+(?=\w)")
_OBJECT = re.compile(
    r"\s*(?:on\s+|upon\s+|with\s+|to\s+)?(?:the\s|both\s|all\s|its\s|his\s|her\s|their\s|[A-Z])[^,;.:]{0,60}?\sto\s+(?=[a-z])"
)
_DIRECT = re.compile(
    r"(?:urg|ask|tell|told|order|press|call|appeal|warn|implor|exhort|advis|encourag|instruct|beg|command|lobb|petition)\w*", re.I
)
_LINK = re.compile(r"\s*(?:(?:on|upon|with|to|of|from|that|for)\s+)?(?:(?:the|its|his|her|their)\s+)?")
_LEADING = re.compile(r"\s*(?:to|for|that|of)\s+")
_CALLS = re.compile(
    r"\b(?:calls?|demands?|appeals?|pleas?|requests?|ultimatum|pressure)\s+(?:from\s+[^,;.]{1,40}?\s+)?(?:to|for|that)\s+(?=\w)",
    re.IGNORECASE,
)


def asked(mention: Mention) -> Span | None:
    """The content of the request that `mention` reports; None where its sentence doesn't say what is asked."""
    sentence, at = mention.sentence, mention.trigger.start - mention.sentence.start
    if at < 0 or mention.trigger.end > mention.sentence.end:
        return None
    text, trigger = sentence.text, mention.trigger.text
    word = _ASKING.match(trigger)
    start = at + (word.end() if word else len(trigger))
    beyond = _beyond_addressee(mention, start, bool(_DIRECT.match(trigger)) and not trigger.rstrip().endswith((" for", " that")))
    start = max(start, beyond)
    lead = _LEADING.match(text, start)
    return _clause(mention, lead.end() if lead else start)


def _beyond_addressee(mention: Mention, start: int, direct: bool) -> int:
    """Where the content begins behind who is asked: "the army late on Friday to | return"; `start` where he isn't told there."""
    sentence = mention.sentence
    for party in mention.recipients:
        first, last = party.span.start - sentence.start, party.span.end - sentence.start
        if start <= first and party.span.document == sentence.document and _LINK.fullmatch(sentence.text, start, first):
            governed = _GOVERNS.match(sentence.text, last)
            return governed.end() if governed else last
    governed = _OBJECT.match(sentence.text, start) if direct else None
    return governed.end() if governed else start


def called_for(mention: Mention) -> Span | None:
    """What others ask of who refuses: "defied calls to | reinstate him"; None where the refusal tells no call."""
    at = max(0, mention.trigger.start - mention.sentence.start)
    found = _CALLS.search(mention.sentence.text, at)
    return _clause(mention, found.end()) if found and found.start() <= at + len(mention.trigger.text) + 30 else None


def _clause(mention: Mention, start: int) -> Span | None:
    sentence = mention.sentence
    while start < len(sentence.text) and sentence.text[start] in ' \t\n“"‘':
        start += 1
    end = clause_end(sentence.text, start)
    words = sentence.text[start:end]
    if sentence.text[start : start + 1] in ",;:.)—–":
        return None
    spoken = {party.span.text.casefold() for party in (*mention.recipients, *mention.actors)}
    if not re.search(r"[^\W\d_]{3}", words) or words.casefold() in spoken:
        return None
    return part(sentence, start, end)
