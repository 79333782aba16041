"""What goes wrong with one document and stops no other: failures as rows, evidence that does not hold, text that can't be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.errors import CodingError, DetenteError
from detente.pipeline.stages import Source, Stages
from detente.records import Document, Mention, Rejected, Relation, Span, Statement
from detente.store import Outcome, printable

if TYPE_CHECKING:
    from detente.parsing.parsed import ParsedDocument

# What a stage may raise over one document without stopping the others: each becomes a row that names it.
FAILURES = (
    DetenteError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_all(stages: Stages, sources: Sequence[Source]) -> Iterator[Document | Rejected]:
    """What the sources hold; a reader that fails ends in a row that says so."""
    try:
        yield from stages.read(sources)
    except FAILURES as error:
        yield Rejected(", ".join(map(str, sources)), "read", f"reading stopped here: {told(error)}")


def parse_all(stages: Stages, documents: Sequence[Document]) -> Iterator[tuple[Document, ParsedDocument | Rejected]]:
    """Documents with their parses, together; where that fails, the rest one by one, so that one bad document costs only itself."""
    done = 0
    try:
        for document, parsed in zip(documents, stages.parse(documents), strict=True):
            yield document, parsed
            done += 1
    except FAILURES as error:
        if len(documents) == 1:
            yield documents[0], Rejected(documents[0].id, "parse", told(error), documents[0].input)
            return
        for document in documents[done:]:
            yield from parse_all(stages, (document,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of one document: how far it got, what it gave, what was turned away, and whether a later build should try it `again`.

    `sentences` are the start and end of each that was parsed.
    """

    outcome: Outcome
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    again: bool = False
    sentences: tuple[tuple[int, int], ...] = ()


def attempt_all(stages: Stages, documents: Sequence[Document]) -> Iterator[Attempt]:
    """Each document parsed and coded, in order; what fails is told in its attempt."""
    for document, parsed in parse_all(stages, documents):
        if isinstance(parsed, Rejected):
            yield Attempt(outcome="parse", rejected=(parsed,))
            continue
        sentences = tuple((sentence.span.start, sentence.span.end) for sentence in parsed.sentences)
        try:
            coding, telling = stages.code(parsed), stages.tell(parsed)
        except FAILURES as error:
            again = isinstance(error, CodingError)  # the coder could not work
            yield replace(failed(document, told(error), parsed.rejected, again), sentences=sentences)
            continue
        yield Attempt(
            outcome="coded",
            mentions=coding.mentions,
            rejected=(*parsed.rejected, *coding.rejected),
            statements=telling.statements,
            relations=telling.relations,
            sentences=sentences,
        )


def failed(document: Document, reason: str, others: tuple[Rejected, ...] = (), again: bool = True) -> Attempt:
    """The attempt of a document that could not be coded, beside `others` that were turned away."""
    return Attempt(outcome="code", rejected=(*others, Rejected(document.id, "code", reason, document.input)), again=again)


def sound(document: Document, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Rejected, ...]]:
    """The mentions that the record can hold, and those whose evidence is not in the text or whose place is taken."""
    kept: dict[str, Mention] = {}
    unsound = []
    for mention in mentions:
        if not all(map(document.holds, _spans(mention))):
            unsound.append((mention, "its evidence is not what stands in the text"))
        elif mention.id in kept:
            unsound.append((mention, "a mention of the same type and mode has this trigger"))
        else:
            kept[mention.id] = mention
    rows = (Rejected(mention.trigger.text, "code", f"{mention.event_type}: {reason}", document.id) for mention, reason in unsound)
    return tuple(kept.values()), tuple(rows)


def _spans(mention: Mention) -> Iterator[Span]:
    yield from (mention.sentence, mention.trigger)
    yield from (person.span for person in (*mention.actors, *mention.recipients))
    yield from (part.span for part in (mention.date, mention.location, mention.attribution) if part is not None and part.span is not None)
    yield from (span for span in (mention.reason, mention.hedge) if span is not None)


def storable(document: Document) -> Document:
    """The document with odd characters of its names shown as escapes; its text is left alone."""
    return replace(
        document,
        id=printable(document.id),
        input=printable(document.input),
        title=document.title and printable(document.title),
        url=document.url and printable(document.url),
        outlet=document.outlet and printable(document.outlet),
    )


def can_be_kept(text: str) -> bool:
    """Whether every database keeps `text`: no NUL, no half of a surrogate pair."""
    return printable(text) == text


def told(error: BaseException) -> str:
    """An error as a reason: its kind and what it says."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
