"""What a sentence tells as coming after another event, or as the answer to the sentence before it: read from the words between triggers.

"After" says less than "because": such pairs are kept apart. Where a clause has several triggers that may be meant, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.codebook.phrases import Found, PhraseTable
from detente.records import Mention, Span
from detente.tracking.view import HAPPENED
from detente.tracking.words import part

_BREAK = re.compile(r"[,;:—–“”\"()]| (?:but|while|although|whereas|before) ")
_END = re.compile(r"[,;:—–“”\"().]| (?:and|but|while|although|whereas|before|as) ")
_LATER = re.compile(
    r",?\s*(?:(?:only|just|barely|more than|less than|nearly|almost|about|some|and)\s+)*"
    r"(?:(?:[\w-]+\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?)|shortly|soon|immediately|right|directly)?\s*$"
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|of|its|his|her|their|this|these|those|no|any|in|at|by|with|from|on|during|over|for|amid|under|between|against)|['’]s?)\s+$",
    re.I,
)
_PAST_BEFORE = re.compile(r"\bhad(?: \w+)?\s+$")
_INFINITIVE = re.compile(r"\bto\s+$", re.IGNORECASE)
_OTHER_VERB = re.compile(r"\band (?:was|were|has|have|had|then|also|\w+ed)\b")
_TWICE = re.compile(r"\b(\w+) (?P<word>after) \1\b", re.IGNORECASE)  # "canister after canister"
_NEXT = 20  # characters between "responded by" and the answer


class Sequel(NamedTuple):
    """A mention, the words that tie it to an earlier event, and the clause or sentence in which that event is told."""

    effect: Mention
    ground: Span
    cause: Mention | None  # None: look for a noun in `ground`


class Clauses:
    """A sentence with its mentions in order, as clauses around a word."""

    def __init__(self, mentions: Sequence[Mention], phrases: PhraseTable) -> None:
        self.sentence = mentions[0].sentence
        self.text = self.sentence.text
        self._mentions = mentions
        self._phrases = phrases
        self.words = phrases.every(self.text)

    def at(self, mention: Mention) -> int:
        """Where the mention's trigger starts in the sentence."""
        return mention.trigger.start - self.sentence.start

    def acts(self, start: int, end: int) -> list[Mention]:
        """What is told as done by a verb between two places and in no clause about something else; two verbs on "and" are both."""
        found = [each for each in self.told(start, end) if not _NOUN_BEFORE.search(self.text[: self.at(each)])]
        joined = [" and " in self.text[self.at(one) : self.at(two)][-7:] for one, two in pairwise(found)]
        return found if len(found) < 2 or all(joined) else []

    def told(self, start: int, end: int) -> list[Mention]:
        """The mentions of what happened between two places, but for those behind a word that opens a clause about something else."""
        inside = [each for each in self._mentions if start <= self.at(each) < end and each.status in HAPPENED]
        return [each for each in inside if not self.aside(start, self.at(each))]

    def deeds(self, start: int, end: int) -> list[Mention]:
        """Those of `told` that may have brought something about: what somebody is "to" do has not happened by these words."""
        return [each for each in self.told(start, end) if not _INFINITIVE.search(self.text[: self.at(each)])]

    def aside(self, start: int, end: int) -> bool:
        """Whether such a word stands between two places."""
        return any(each.label == "aside" and start <= each.start < end for each in self.words)


def sequences(clauses: Clauses) -> Iterator[Sequel]:
    """The pairs that "after" or "following" ties within one clause: "froze aid three days after soldiers toppled its president"."""
    repeated = [match.start("word") for match in _TWICE.finditer(clauses.text)]
    words = [word for word in clauses.words if word.label == "sequence" and word.start not in repeated]
    for word in words:
        end = _stop(clauses.text, word.end, _END)
        causes = clauses.deeds(word.end, end)
        if causes or not clauses.aside(word.end, end):
            ground = part(clauses.sentence, word.start, end)
            for effect in _effects(clauses, word, words):
                yield Sequel(effect, ground, causes[0] if causes else None)


def _effects(clauses: Clauses, word: Found, words: Sequence[Found]) -> list[Mention]:
    """What came after: the acts of the clause before the word, or of the one behind the clause that it opens.

    Of "served notice two days after A and a week after B" both ends are the notice; an act that another verb follows is left out.
    """
    before, comma = _around(clauses.text, word)
    if before is None:
        return clauses.acts(comma, _stop(clauses.text, comma, _BREAK))
    start, end = before
    end = min((each.start for each in words if start < each.start < end), default=end)
    acts = clauses.acts(start, end)
    tail = clauses.text[clauses.at(acts[-1]) + len(acts[-1].trigger.text) : end] if acts else ""
    return [] if _OTHER_VERB.search(tail) else acts


def answers(clauses: Clauses, earlier: Sequence[Mention], before: Span | None) -> Iterator[Sequel]:
    """What answers the sentence before: "in response, Chad closed", "responded by closing"; `earlier` are that sentence's mentions."""
    if before is None:
        return
    for word in clauses.words:
        effect = _answer(clauses, word)
        if effect is None or effect.reason:
            continue
        if not earlier:
            yield Sequel(effect, before, None)
        elif cause := _main(earlier):
            yield Sequel(effect, before, cause)


def _answer(clauses: Clauses, word: Found) -> Mention | None:
    if word.label == "answer":
        return next(iter(clauses.told(word.end, word.end + _NEXT)), None)
    if word.label != "opening" or re.search(r"\w", clauses.text[: word.start]):
        return None
    start = word.end + 1 if clauses.text[word.end : word.end + 1] == "," else word.end
    return next(iter(clauses.acts(start, _stop(clauses.text, start, _BREAK))), None)


def _main(earlier: Sequence[Mention]) -> Mention | None:
    """The one thing that the sentence before tells, where it tells one, and not as what had been before."""
    if len(earlier) != 1 or earlier[0].status not in HAPPENED:
        return None
    (mention,) = earlier
    head = mention.sentence.text[: mention.trigger.start - mention.sentence.start]
    return None if _PAST_BEFORE.search(head) or re.search(r"\b(?:who|which|whose|where|that|had)\b", head) else mention


def _around(text: str, word: Found) -> tuple[tuple[int, int] | None, int]:
    """The clause before the word; None where the word opens the sentence, with the place behind the clause that it opens."""
    lead = _LATER.search(text, 0, word.start)
    end = lead.start() if lead else word.start
    start = max((match.end() for match in _BREAK.finditer(text, 0, end)), default=0)
    if re.search(r"\w", text[start:end]):
        return (start, end), 0
    comma = text.find(",", word.end)
    return None, comma + 1 if comma > 0 else len(text)


def _stop(text: str, start: int, pattern: re.Pattern[str]) -> int:
    match = pattern.search(text, start)
    return match.start() if match else len(text)
