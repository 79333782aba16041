"""What the text says hangs on what: "a finding would oblige them to cut aid", "if they march, we close the border", "not until ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.records import Condition, Event, Mention, Span, Stated
from detente.tracking.terms import plain

_MODAL = r"(?:would|could|will|may|might|can)"
_CAUSES = (
    r"(?:requir\w*|mandat\w*|trigger\w*|oblig\w*|forc\w*|mean\w*|bring\w*|lead\w* to|result\w* in|entail\w*|compel\w*"
    r"|spark\w*|prompt\w*|caus\w*)"
)
_ADVERB = r"(?: \w+ly| also| then| by law)?"
_WOULD_CAUSE = rf"{_MODAL}{_ADVERB} {_CAUSES}"
_OPENING = re.compile(r"\b(?:an?|any|another|such|his|her|its|their|the)\s")
_IN_RELATIVE = re.compile(rf"(?P<trigger>{_OPENING.pattern}[^,;:.—]*?),? which {_WOULD_CAUSE} (?P<effect>[^;.]+)")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|[,;:—“\"]\s*|\bthat )(?P<trigger>(?:[Aa]n?|[Aa]ny|[Ss]uch|[Tt]he)\b[^,;:.—]{{3,120}}?) {_WOULD_CAUSE} (?P<effect>[^;.,]+)",
        r"\b(?:[Ii]f|[Ss]hould|[Ii]n (?:the )?(?:event|case) (?:of|that)) (?P<trigger>[^,;:.—]+), (?:then )?(?P<effect>[^;.—]+)",
        r"\b(?P<word>[Uu]nless|[Uu]ntil|[Oo]nce|[Aa]s long as|[Ss]o long as) (?P<trigger>[^,;:.—]+), (?:then )?(?P<effect>[^;.—]+)",
        rf"\b(?:{_MODAL}|threat\w*(?: to| with| of| that)?|to) (?P<effect>[^,;:.—]*?),? "
        r"(?P<word>only (?:if|when|after|once)|if|unless|until|once|as long as|so long as|provided(?: that)?|on (?:the )?condition that|"
        r"in the event of|in case of|should) (?P<trigger>[^,;:.—]+)",
    )
)
_AS_IF = re.compile(r"in the event of|in case of|should|provided(?: that)?|on (?:the )?condition that", re.IGNORECASE)
_NOT_IF = re.compile(r"\b(?:as|what|even|only|see|know|ask|asked|say|whether|wonder\w*|decide) if\b", re.IGNORECASE)


def conditions_of(mention: Mention, event: str) -> tuple[Condition, ...]:
    """The condition in the mention's sentence that its trigger has part in, where there is one; the spans are the text's own words."""
    text = _NOT_IF.sub(lambda match: "#" * len(match[0]), plain(mention.sentence.text))
    at = mention.trigger.start - mention.sentence.start
    match = _IN_RELATIVE.search(text)
    if match:
        return (_condition(mention, (_last_opening(match), match.end("trigger")), match.span("effect"), event),)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _speaks(text, match) and (mention.event_type == "THREATEN" or match.start() <= at < match.end()):
                word = _AS_IF.sub("if", match.groupdict().get("word") or "if").lower()
                return (_condition(mention, match.span("trigger"), match.span("effect"), event, word),)
    return ()


def conditions_among(told: Iterable[tuple[Mention, Event]]) -> tuple[Condition, ...]:
    """The conditions of mentions, each with its event: those in the same words once."""
    found: dict[tuple[str, str], Condition] = {}
    for mention, event in told:
        for condition in conditions_of(mention, event.id):
            found.setdefault((condition.trigger.value.casefold(), condition.effect.value.casefold()), condition)
    return tuple(found.values())


def _last_opening(match: re.Match[str]) -> int:
    """Of "the consequences of a formal finding, which would ..." the finding is meant."""
    found = [each.start() for each in _OPENING.finditer(match.string, match.start("trigger"), match.end("trigger"))]
    return found[-1]


def _speaks(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence speaks of what would be, not of what was ("if he came, nobody saw him")."""
    return bool(re.search(rf"\b(?:{_MODAL}|shall|threat\w*|warn\w*)\b", text[: match.end()]))


def _condition(mention: Mention, trigger: tuple[int, int], effect: tuple[int, int], event: str, word: str = "if") -> Condition:
    return Condition(_stated(mention.sentence, *trigger), _stated(mention.sentence, *effect), event, word)


def _stated(sentence: Span, start: int, end: int) -> Stated:
    while end > start + 1 and sentence.text[end - 1] in " \n\t\"”’',.":
        end -= 1
    span = Span(sentence.document, sentence.start + start, sentence.start + end, sentence.text[start:end])
    return Stated(span.text, (span,))
