"""How two parties stand to each other, by the codebook's words for it and the places of both in the sentence's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from detente.codebook.relations import Relations
from detente.coding.attribution import attribute, hedge
from detente.coding.scope import scope_of
from detente.coding.telling.places import Told, told_relations
from detente.coding.telling.reading import SentenceReader
from detente.parsing.words import word_set
from detente.records import Attribution, Participant, Relation, When

PLEDGING = frozenset(("pledge", "swear"))
FORMER = word_set("former formerly ex erstwhile onetime once previously then-ally")
BODIES = frozenset(("IGO", "UNO", "EUU", "NGO"))
_APART = re.compile("[,;:—–]")
_SINCE, _UNTIL = ("since",), ("until", "till")


def relations_of(reader: SentenceReader, lexicon: Relations) -> Iterator[Relation]:
    """The relations that one parsed sentence tells, each two parties once."""
    seen: set[tuple[str, str, str]] = set()
    for told in told_relations(reader, lexicon):
        status, source = _standing(reader, told)
        if not status:
            continue
        for party, other in _pairs(reader, told):
            key = (told.word.kind, party.name, other.name)
            if key not in seen:
                seen.add(key)
                yield _relation(reader, told, (party, other), (status, source))


def _relation(
    reader: SentenceReader, told: Told, sides: tuple[Participant, Participant], standing: tuple[str, Attribution | None]
) -> Relation:
    return Relation(
        sentence=reader.sentence.span,
        phrase=reader.participants.span(min(told.shown), max(told.shown)),
        kind=told.word.kind,
        party=sides[0],
        other=sides[1],
        status=standing[0],
        since=_bound(reader, told, _SINCE),
        until=_bound(reader, told, _UNTIL),
        attribution=standing[1],
    )


def _pairs(reader: SentenceReader, told: Told) -> Iterator[tuple[Participant, Participant]]:
    """Each party with each other one; where both are the same list ("ties between A and B"), each two of it once."""
    others = reader.parties(told.other, strange=False)
    lone = reader.homeland(told.head, others[0].country) if others and told.word.part == "nouns" and not told.party else None
    parties = (lone,) if lone else reader.parties(told.party, joined=told.word.part != "adjectives", strange=False)
    found = combinations(parties, 2) if told.party == told.other else product(parties, others)
    for party, other in found:
        if told.word.part == "inverse":
            party, other = other, party
        same = party.name == other.name or party.span == other.span
        whole = not told.word.bodies or (other.country in BODIES and party.country not in BODIES)
        if not same and whole:
            yield party, other


def _standing(reader: SentenceReader, told: Told) -> tuple[str, Attribution | None]:
    """Whether the relation holds, held, is denied or only alleged, and whose word it is; "" where it is to come or only possible."""
    tree, head = reader.tree, told.head
    verbal = tree.is_verb(head)
    verb = head if verbal else _predicate(reader, head)
    former = _former(reader, told, verb)
    scope = scope_of(tree, verb, True).status if verb is not None and not former else "actual"
    sourced = attribute(reader.document, reader.sentence, tree, head, reader.participants)
    source = sourced.attribution if sourced else None
    if scope in ("future", "hypothetical"):
        return "", source
    if scope == "negated" or (source and source.firmness == "denied"):
        return "negated", source
    accuser = _accuser(reader, verb) if verb is not None else None
    if accuser:
        return "alleged", Attribution(span=accuser.span, name=accuser.name, firmness="alleged")
    if (source and source.firmness == "alleged") or hedge(reader.document, tree, head):
        return "alleged", source
    return ("former" if former else "actual"), source


def _predicate(reader: SentenceReader, head: int) -> int | None:
    """The verb that says a noun or adjective of its party; None where it only stands beside it."""
    tree = reader.tree
    token = tree.tokens[head]
    return token.head if token.dep in ("attr", "acomp", "oprd", "dobj") and tree.is_verb(token.head) else None


def _accuser(reader: SentenceReader, verb: int) -> Participant | None:
    """Who accuses somebody of it, or suspects it."""
    tree = reader.tree
    above = next((each for each in tree.ancestors(verb) if not tree.lemmas[each].isdisjoint(("accuse", "allege", "suspect"))), None)
    return next(iter(reader.parties(tree.subject(above))), None) if above is not None and tree.is_verb(above) else None


def _former(reader: SentenceReader, told: Told, verb: int | None) -> bool:
    """Whether it is told of the past: "former", "once", "had been", "fought alongside"."""
    tree = reader.tree
    near = [*tree.children(told.head), *(tree.children(verb) if verb is not None else [])]
    if any(tree.low(child) in FORMER or (tree.low(child) == "longer" and tree.low(child - 1) == "no") for child in near):
        return True
    if verb is None:
        return False
    past = any(tree.low(aux) == "had" for aux in tree.children(verb, "aux"))
    return past or (
        told.word.part == "verbs" and verb == told.head and tree.tokens[verb].tag == "VBD" and tree.lemmas[verb].isdisjoint(PLEDGING)
    )


def _bound(reader: SentenceReader, told: Told, words: Sequence[str]) -> When | None:
    """The days behind "since" or "until", where no comma parts them from the words that tell the relation."""
    text, start = reader.sentence.span.text, reader.sentence.span.start
    first, last = (reader.tree.tokens[edge(told.shown)] for edge in (min, max))
    for when in reader.sentence.times:
        if when.span is None:
            continue
        between = text[last.end - start : when.span.start - start] or text[when.span.end - start : first.start - start]
        named = [*text[: when.span.start - start].lower().split()[-1:], when.span.text.lower().split()[0]]
        if not _APART.search(between) and any(word in words for word in named):
            return when
    return None
