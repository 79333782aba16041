"""Who says what: verbs of saying with their clause or object, asides ("according to X"), quotations, and hedges that are nobody's word.

What stands inside quotation marks is the speaker's; who speaks there in turn is not looked for. A thing not said (negated, to come,
conditional) is no statement, but a denial is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from detente.coding.attribution import attribute, owner, speakers
from detente.coding.saying import Aside, apart, asides
from detente.coding.scope import scope_of
from detente.coding.telling.reading import SentenceReader
from detente.coding.telling.verbs import (
    BEHIND,
    CONTINUING,
    HEARERS,
    INFINITIVES,
    KIND,
    OBJECTS,
    PAPERS,
    WITHHELD,
    firmness_of,
)
from detente.coding.tree import SUBJECTS
from detente.parsing.parsed import Quotation
from detente.records import Participant, Span, Statement

Speaking = Callable[[Span], tuple[Participant, ...]]
"""Whom a span anywhere in the document names."""

SHORTEST = 4  # words of a quotation that is a statement where no verb of saying stands with it
_WHOLE = 0.8  # share of what is said that stands in quotation marks where all of it is quoted
_UNSAID = frozenset(("whether", "if"))
_SMALL = frozenset(("oprd", "acomp", "attr"))
_GIVEN = frozenset(("allegiance", "loyalty"))  # what is pledged, and not said
_HANGING = frozenset(("relcl", "acl", "advcl", "pcomp", "amod"))  # verbs of which a clause is no whole statement


class _Said(NamedTuple):
    """A word of saying, the heads of who says it, the tokens of what is said, the kind of statement, and whether an aside says so."""

    word: int
    speakers: Sequence[int]
    content: Sequence[int]
    kind: str
    aside: bool = False


def statements_of(reader: SentenceReader, speaking: Speaking) -> Iterator[Statement]:
    """The statements of one parsed sentence, in the order in which they are found; `speaking` names the speakers of quotations."""
    covered: list[Span] = []
    for said in _said(reader):
        made = _statement(reader, said)
        if made is not None:
            covered.append(made.content)
            yield made
    for quotation in reader.sentence.quotations:
        if not any(quotation.span.start < span.end and span.start < quotation.span.end for span in covered):
            yield from quoted(reader.sentence.span, quotation, speaking)


def quoted(sentence: Span, quotation: Quotation, speaking: Speaking) -> Iterator[Statement]:
    """A quotation with no verb of saying beside it, as a statement; not where it is a word or two, or nobody can be named."""
    if len(quotation.span.text.split()) < SHORTEST or quotation.speaker is None:
        return
    who = speaking(quotation.speaker)
    if who:
        yield Statement(sentence=sentence, content=quotation.span, kind="says", speakers=who, manner="direct")


def _said(reader: SentenceReader) -> Iterator[_Said]:
    tree = reader.tree
    beside = {aside.word: aside for aside in asides(tree) if not _undergone(reader, aside)}
    for token in tree.tokens:
        if token.index in beside:
            yield from _by_aside(reader, beside[token.index])
        elif not tree.lemmas[token.index].isdisjoint(KIND) and tree.is_verb(token.index) and not _in_quotation(reader, token.start):
            yield from _by_verb(reader, token.index)


def _by_aside(reader: SentenceReader, aside: Aside) -> Iterator[_Said]:
    """What an aside is about: the clause before it, or the one that it stands in or opens."""
    tree = reader.tree
    before = [i for i in range(aside.start) if not apart(tree, i, aside.start, relative=False)]
    after = [i for i in range(aside.end, len(tree)) if not apart(tree, aside.end - 1, i, relative=False)]
    colon = next((place for place in reversed(range(len(before))) if tree.low(before[place]) == ":"), -1)
    before = before[colon + 1 :]
    words = [i for i in before if tree.tokens[i].pos != "PUNCT"]
    open_ended = bool(words) and tree.tokens[words[-1]].pos in ("ADP", "CCONJ", "SCONJ")  # "eleven pages long and, lawyers say, silent on"
    whole = any(tree.is_verb(i) and tree.tokens[i].dep not in _HANGING for i in before) or _quotes(reader, before)
    part = before if whole and not open_ended else before + after
    lemma = tree.lemma(aside.word)
    kind = KIND.get(lemma, "reports" if not tree.is_verb(aside.word) or lemma == "accord" else "says")
    yield _Said(aside.word, [_giver(reader, aside.speaker)], part, kind, aside=True)


def _undergone(reader: SentenceReader, aside: Aside) -> bool:
    """Whether what looks like an aside is a passive of the sentence's own: "was being observed by both sides"."""
    return bool(reader.tree.children(aside.word, "auxpass", "aux"))


def _by_verb(reader: SentenceReader, verb: int) -> Iterator[_Said]:
    tree = reader.tree
    lemma = next(each for each in sorted(tree.lemmas[verb]) if each in KIND)
    if not _uttered(reader, verb):
        return
    kind, content = _content(reader, verb, lemma)
    if not content or min(content) < verb < max(content):
        return
    yield _Said(verb, [_giver(reader, each) for each in speakers(tree, verb)], content, kind)


def _giver(reader: SentenceReader, speaker: int) -> int:
    """Who speaks in a statement, letter or report that is the grammatical speaker: "the ministry's letter warned"."""
    tree = reader.tree
    if tree.lemmas[speaker].isdisjoint(PAPERS):
        return owner(tree, speaker)
    return next(iter((*tree.children(speaker, "poss"), *(n for p in ("from", "by", "of", "in") for n in tree.prep(speaker, p)))), speaker)


def _uttered(reader: SentenceReader, verb: int) -> bool:
    """Whether the verb tells what was said, and not what was not, might be or is to be."""
    tree = reader.tree
    if tree.infinitive(verb):
        above = tree.tokens[verb].head
        if tree.lemmas[above].isdisjoint(CONTINUING):
            return False
    named = tree.tokens[verb].dep in ("amod", "acl") and tree.tokens[verb].tag == "VBN"  # "the so-called", "powers called the E3"
    if named or any(tree.low(mark) in ("if", "unless") for mark in tree.children(verb, "mark")):
        return False
    return scope_of(tree, verb, True).status == "actual"


def _content(reader: SentenceReader, verb: int, lemma: str) -> tuple[str, list[int]]:
    """The kind of statement and the tokens of what is said; none where the verb says nothing here."""
    tree, kind = reader.tree, KIND[lemma]
    clauses = [c for c in tree.children(verb, "ccomp", "parataxis") if not _asks_whether(reader, c) and not _parted(reader, c, verb)]
    if tree.passive(verb):
        clauses = [c for c in clauses if c > verb]  # "the truce, he added, was observed by both"
    small = [c for c in clauses if c > verb and _is_small(reader, c)] if kind == "describes" else []
    if kind == "describes" and (small or tree.children(verb, *_SMALL)):
        told = [*tree.children(verb, "dobj"), *small, *tree.children(verb, *_SMALL)]
        return kind, [i for child in told for i in tree.subtree(child)]
    if kind == "quotes":
        told = [c for p in tree.children(verb, "prep", "mark") if tree.low(p) == "as" for c in tree.children(p, "pcomp")]
        inner = [i for c in (*told, *clauses, *tree.children(verb, "advcl")) for i in _clauses(reader, c)]
        return ("says", inner) if tree.passive(verb) else ("", [])
    if clauses and kind != "describes":
        return kind, _clauses_of(reader, verb, clauses)
    if lemma in INFINITIVES and tree.children(verb, "xcomp"):
        addressed = tree.children(verb, "dobj") if lemma in HEARERS or kind == "asks" else []
        kind = {"tell": "asks", "swear": "promises"}.get(lemma, kind)
        return kind, [i for child in (*addressed, *tree.children(verb, "xcomp")) for i in tree.subtree(child)]
    return _phrase(reader, verb, lemma)


def _phrase(reader: SentenceReader, verb: int, lemma: str) -> tuple[str, list[int]]:
    """What is said as an object or behind a preposition: "denied any role", "warned of a famine", "accused X of theft"."""
    tree, kind = reader.tree, KIND[lemma]
    objects = [
        i for i in tree.children(verb, "dobj", "xcomp") if tree.tokens[i].tag != "PRP" and tree.low(i) not in ("allegiance", "loyalty")
    ]
    hosts = [verb, *tree.children(verb, "dobj")] if lemma in ("accuse", "blame") else [verb]  # parsers hang "of theft" on the accused
    behind = [child for host in hosts for child in tree.children(host, "prep") if child > verb and tree.low(child) in BEHIND.get(lemma, ())]
    behind = [child for child in behind if not reader.is_time(tree.subtree(child))]
    if lemma in BEHIND and behind:
        kind = "asks" if lemma == "call" else kind
        if kind == "asks" and tree.children(verb, "dobj", "ccomp"):
            return kind, []  # "called a strike for Monday"
        behind += [child for child in tree.children(verb, "xcomp", "advcl", "ccomp") if child > verb and tree.infinitive(child)]
        over = tree.children(verb, "dobj") if kind in ("accuses", "describes") else []
        return kind, [i for child in (*over, *behind) for i in tree.subtree(child)]
    if lemma not in OBJECTS or not objects:
        return kind, []
    withheld = lemma == "deny" and (tree.children(verb, "dative") or any(not tree.lemmas[i].isdisjoint(WITHHELD) for i in objects))
    if withheld or tree.passive(verb):
        return kind, []
    told = [i for child in objects for i in tree.subtree(child)]
    for place in tree.children(verb, "prep"):  # "denied any role in the raid", but not "announced a truce on Sunday"
        if place == max(told) + 1 and not reader.is_time(tree.subtree(place)):
            told += tree.subtree(place)
    return kind, told


def _clauses_of(reader: SentenceReader, verb: int, clauses: Sequence[int]) -> list[int]:
    """The tokens of the clauses of `verb`; where one stands before the verb, without the verb's own side of the sentence."""
    tree = reader.tree
    found = [i for clause in clauses for i in tree.subtree(clause)]
    own = {verb, *(i for child in tree.children(verb, *SUBJECTS) for i in tree.subtree(child))}
    before, after = [i for i in found if i < verb and i not in own], [i for i in found if i > verb and i not in own]
    return before if len(before) > len(after) else after


def _clauses(reader: SentenceReader, verb: int) -> list[int]:
    """Behind "quoted as": the clause of the verb of saying there, or all of it."""
    tree = reader.tree
    inner = tree.children(verb, "ccomp")
    return [i for clause in inner for i in tree.subtree(clause)] if inner else tree.subtree(verb)


def _is_small(reader: SentenceReader, clause: int) -> bool:
    """Whether a clause has no finite verb: "called [the talks frank]"."""
    tree = reader.tree
    return not tree.is_verb(clause) or (tree.tokens[clause].tag in ("VBG", "VBN", "JJ") and not tree.children(clause, "aux"))


def _parted(reader: SentenceReader, clause: int, verb: int) -> bool:
    """Whether a semicolon stands between a clause and the verb."""
    return any(reader.tree.low(i) == ";" for i in range(min(clause, verb), max(clause, verb)))


def _asks_whether(reader: SentenceReader, clause: int) -> bool:
    tree = reader.tree
    return any(tree.low(mark) in _UNSAID for mark in tree.children(clause, "mark"))


def _in_quotation(reader: SentenceReader, at: int) -> bool:
    return any(quotation.span.start <= at < quotation.span.end for quotation in reader.sentence.quotations)


def _quotes(reader: SentenceReader, part: Sequence[int]) -> bool:
    return any(_in_quotation(reader, reader.tree.tokens[i].start) for i in part)


def _statement(reader: SentenceReader, said: _Said) -> Statement | None:
    content = reader.phrase(said.content)
    who = reader.parties(said.speakers)
    lemma = reader.tree.lemma(said.word)
    if content is None or not who or _refers(reader, said.content):
        return None
    content, manner = _manner(reader, content)
    return Statement(
        sentence=reader.sentence.span,
        content=content,
        kind=said.kind,
        speakers=who,
        word=reader.word(said.word),
        firmness=firmness_of(lemma, said.kind) if lemma in KIND else "reported",
        manner=manner,
        through=_through(reader, said, who),
    )


def _refers(reader: SentenceReader, content: Sequence[int]) -> bool:
    """Whether what is said is only a pronoun for what stands elsewhere: "a claim which they dispute"."""
    return len(content) == 1 and reader.tree.tokens[content[0]].pos in ("PRON", "DET")


def _manner(reader: SentenceReader, content: Span) -> tuple[Span, str]:
    """What is said, and whether it is a quotation, holds one, or is in the report's words."""
    inside = [q.span for q in reader.sentence.quotations if q.span.start < content.end and content.start < q.span.end]
    if not inside:
        return content, "indirect"
    shared = sum(min(span.end, content.end) - max(span.start, content.start) for span in inside)
    if len(inside) == 1 and shared >= _WHOLE * len(content.text):
        return reader.inside(inside[0]), "direct"
    last = max((span.end for span in inside if span.start >= content.start), default=content.end)
    return reader.document.span(content.start, max(content.end, last)), "partly"


def _through(reader: SentenceReader, said: _Said, who: Sequence[Participant]) -> tuple[Participant, ...]:
    """Who passes the words on: whoever is the source of the word of saying itself, or quotes the speaker."""
    tree = reader.tree
    if tree.passive(said.word) and tree.lemma(said.word) in ("quote", "cite"):
        return reader.parties(tree.agent(said.word))
    if said.aside:
        return ()
    source = attribute(reader.document, reader.sentence, tree, said.word, reader.participants)
    if source is None or source.word in (said.word, None):
        return ()
    named = source.attribution
    if any(named.span.start < party.span.end and party.span.start < named.span.end for party in who):
        return ()
    head = reader.at(named.span)
    return reader.parties([head]) if head is not None else ()
