"""Whether a time expression looks ahead, by the verbs around it: 'will meet on Thursday' against 'met on Thursday'."""

from __future__ import annotations

import re
from typing import Literal

_AHEAD = (
    r"(?:will|shall|would|could|might|must|should|can|may|won['’]t|['’]ll|is to|are to|was to|were to|going to|due|set to|set for"
    r"|about to|slated|scheduled|expected|planned|promised for|plan(?:s|ning) to|upcoming|looming|ahead of|to be held"
    r"|begins|starts|resumes|opens|reopens|expires|lapses|convenes|takes (?:effect|place|office)"
    r"|(?:comes|enters) into (?:force|effect)|goes to the polls"
    r"|votes|meets|runs|holds|visits|travels|returns|ends|closes|arrives|departs|sits|faces|hosts"
    r"|(?:agree|intend|threaten|want|hope|promise|vow|pledge|prepare)s? to)"
    r"(?: not| also| now| [a-z]+ly)?(?: be| have| have been)?(?: [\w'’-]+)?"
)
_BIDDING = (
    r"(?:agreed|intended|threatened|wanted|hoped|promised|vowed|pledged|(?:invite|ask|urge|order|warn|demand|prepare|decide|require|oblige|vote)[eds]{0,2}"
    r"|told|tell|tells|given|gives?|gave|arranged)(?: [\w'’-]+){0,4}? to (?!the\b|a\b|an\b)[a-z]+"
)
_PAST_WORDS = (
    "said|told|was|were|had|has|did|met|held|began|came|went|took|gave|made|sent|saw|left|led|won|lost|struck|shot|fell|fled|flew|broke|"
    "spoke|wrote|drove|rose|hit|put|got|became|found|brought|bought|fought|sought|thought|caught|taught|let|cut|shut|kept|stood|sat|paid|"
    "laid|read|ran|swore|threw|drew|withdrew|overthrew|grew|blew|hung|forgot|forbade|froze|chose|rode|sank|sang|rang|spent|built|burnt|dealt|felt"
)
_PAST = rf"(?<!the )(?<!a )(?<!an )(?<!their )(?<!his )(?<!its )(?P<past>{_PAST_WORDS}|[a-z]{{2,}}ed)"
_CUE_BEFORE = re.compile(rf"\b(?:(?P<future>{_AHEAD}|{_BIDDING})|{_PAST})\b")
_CUE_AFTER = re.compile(rf"\b(?:(?P<future>{_AHEAD})|{_PAST})\b")
_HEADLINE = re.compile(r"^[A-Z][^,;]*? to (?!the\b|a\b|an\b|[A-Z])[a-z]+\b")
_OPENING = re.compile(r"(?:^|[,;:—–(\"“”]|\b(?:and|but|while|that|when|as|where|which|who))\s*$")
_LEAD = re.compile(
    r"\s*\b(?:(?:early|late|later|only|as|again|or|and)\s+)?(on|in|by|until|till|through|for|before|from|at|of|to|this|next)?"
    r"\s*(?:the\s+)?(?:(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|noon|midnight|midday)(?: gmt| local time)?\s(?:on\s)?)?$"
)
_CALL = re.compile(r"\b(?:announc|call|declar|threaten|promis|plan|order)(?:e|es|ed|s|ing)?\b[^.;]*$")
_SET = re.compile(r"\b(?:set|fixed|proposed|chosen|chose|named|penciled in|pencilled in)$")
_PUT_OFF = re.compile(r"\b(?:mov|postpon|delay|shift|reschedul|brought forward|put (?:back|off)|push(?:ed)? back)\w*\b[^.;]*$")
_TERM = re.compile(
    r"\b(?:extend|prolong|suspend|postpon|delay|adjourn|put off|defer|clos|shut|bann?|bar|ground|halt|renew|giv|gave"
    r"|remand|jail|detain|valid|remain)\w*\b[^.;]*$"
)
Tense = Literal["future", "past", ""]
_WINDOW = 140


def _nearest(before: str, after: str) -> Tense:
    """Kind of the verb cue that governs an expression between the two texts."""
    left = list(_CUE_BEFORE.finditer(before))
    right = _CUE_AFTER.search(after)
    order = [right, left[-1] if left else None]
    if not _OPENING.search(before):
        order.reverse()
    cue = next((found for found in order if found), None)
    return "" if cue is None else "future" if cue.lastgroup == "future" else "past"


def preposition_before(text: str, start: int) -> str:
    """The preposition that governs the expression at `start` of `text`, in lower case, or ''."""
    match = _LEAD.search(text[max(0, start - 40) : start].lower())
    return (match[1] or "") if match else ""


def _is_deadline(before: str, after: str) -> bool:
    """Whether 'by Friday' after a past verb sets a term ('told to leave by Friday') or looks back ('had left by Friday')."""
    if not before.strip(" ,"):
        return not re.search(r"\b(?:had|was|were|has|have)\b", after)
    clause = re.split(r"[;:]", before)[-1]
    return bool(re.search(r"\bto (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b)[a-z]+(?: [\w'’-]+){0,9} ?$", clause)) or not re.search(
        r"\b(?:had|was|were|has|have)\b", clause
    )


def tense(text: str, start: int, end: int) -> Tense:
    """Whether the expression at `start` to `end` of the sentence `text` tells of what is to come or of what was, "" where none is told."""
    preposition = preposition_before(text, start)
    lead = _LEAD.search(text[max(0, start - 40) : start].lower())
    edge = start - len(lead[0]) if lead else start
    before, after = text[max(0, edge - _WINDOW) : edge], text[end : end + _WINDOW]
    if preposition == "for" or (preposition == "from" and _CALL.search(before)) or _SET.search(before):
        return "future"
    if (preposition in ("from", "to") and _PUT_OFF.search(before)) or (
        preposition in ("until", "till", "through") and _TERM.search(before)
    ):
        return "future"
    kind = _nearest(before, after)
    if preposition in ("by", "until", "till", "before"):
        return "past" if kind == "past" and not _is_deadline(before, after) else "future"
    if not kind and edge <= _WINDOW and _HEADLINE.match(before):
        return "future"
    return kind
