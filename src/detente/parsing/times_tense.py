"""Whether a time expression looks ahead, by the verbs around it: 'will meet on Thursday' against 'met on Thursday'."""

from __future__ import annotations

import re

_FUTURE = (
    r"(?:will|shall|would|could|might|must|should|can|may|won['’]t|['’]ll|is to|are to|was to|were to|going to|due|set to|set for"
    r"|about to|slated|scheduled|expected|planned|promised for|plan(?:s|ning)?|upcoming|looming|ahead of|(?:agree|intend|threaten|want|hope|promise|vow"
    r"|pledge|invite|ask|urge|order|tell|told|give|given|gave|warn|demand|prepare|vote|decide|arrange|require|oblige)[eds]{0,2}"
    r"(?: [\w'’-]+){0,4}? to|to be held)"
    r"(?: not| also| now| [a-z]+ly)?(?: be| have| have been)?(?: [\w'’-]+)?"
)
_PAST_WORDS = (
    "said|told|was|were|had|has|did|met|held|began|came|went|took|gave|made|sent|saw|left|led|won|lost|struck|shot|fell|fled|flew|broke|"
    "spoke|wrote|drove|rose|hit|put|got|became|found|brought|bought|fought|sought|thought|caught|taught|let|cut|shut|kept|stood|sat|paid|"
    "laid|read|ran|swore|threw|drew|withdrew|overthrew|grew|blew|hung|forgot|forbade|froze|chose|rode|sank|sang|rang|spent|built|burnt|dealt|felt"
)
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?<!the )(?<!a )(?<!an )(?<!their )(?<!his )(?<!its )(?P<past>{_PAST_WORDS}|[a-z]{{2,}}ed))\b")
_HEADLINE = re.compile(r"^[A-Z][^,;]*? to (?!the\b|a\b|an\b|[A-Z])[a-z]+\b")
_OPENING = re.compile(r"(?:^|[,;:—–(\"“”]|\b(?:and|but|while|that|when|as|where|which|who))\s*$")
_LEAD = re.compile(r"\s*\b(?:(?:early|late|later|only|as|again|or|and)\s+)?(on|in|by|until|till|for|before|from|at|of|to|this|next)?\s*(?:the\s+)?$")
_WINDOW = 140


def _nearest(before: str, after: str) -> str | None:
    """Kind of the verb cue that governs an expression between the two texts: 'future', 'past' or None."""
    left = list(_CUE.finditer(before[-_WINDOW:]))
    right = _CUE.search(after[:_WINDOW])
    order = [right, left[-1] if left else None]
    if not _OPENING.search(before):
        order.reverse()
    cue = next((found for found in order if found), None)
    return cue.lastgroup if cue else None


def preposition_before(text: str, start: int) -> str:
    """The preposition that governs the expression at `start` of `text`, in lower case, or ''."""
    match = _LEAD.search(text[:start].lower()[-40:])
    return (match[1] or "") if match else ""


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the expression at `start` to `end` of the sentence `text` tells of what is to come."""
    preposition = preposition_before(text, start)
    lead = _LEAD.search(text[:start][-40:])
    before = text[: start - len(lead[0])] if lead else text[:start]
    kind = _nearest(before, text[end:])
    if preposition == "for":
        return True
    if preposition in ("by", "until", "till", "before"):
        return not (kind == "past" and re.search(r"\b(?:had|was|were|have|has)\b", text[end:][:_WINDOW] if not before.strip(" ,") else before[-_WINDOW:]))
    return kind == "future" or (kind is None and bool(_HEADLINE.match(before)))
