"""Small real stages: a reader over JSON lines, a parser that splits at full stops, a coder that codes by regular expression.

They let the pipeline be tested in a second and without a statistical model; what they do wrong on purpose stands in the text:
'[no parse]' and '[no code]' raise, '[deep]' recurses without end, '[loose]' gives evidence that is not in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from detente.coding import Coding
from detente.consolidating import consolidate
from detente.errors import CodingError, ReadError
from detente.parsing.parsed import ParsedDocument, Sentence
from detente.pipeline import Stages
from detente.records import Document, Mention, Participant, Published, Rejected, Span

EVENT = re.compile(r"(?P<actor>[A-Z]\w+) (?P<trigger>met|sanctioned) (?P<recipient>[A-Z]\w+)")
TYPES = {"met": "CONSULT", "sanctioned": "SANCTION"}


def read(sources: Iterable[str | Path]) -> Iterator[Document | Rejected]:
    for source in sources:
        path = Path(source)
        if not path.exists():
            yield Rejected(path.name, "read", "there is no such file", path.name)
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line == "[stop]":
                raise ReadError(f"{path.name}, line {number}: the disk is gone")
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                yield Rejected(f"line {number}", "read", str(error), path.name)
                continue
            published = Published(row.get("published"), "given")
            yield Document(id=row["id"], text=row["text"], input=path.name, part=number, published=published, language=row.get("language"))


def parse(documents: Sequence[Document]) -> Iterator[ParsedDocument]:
    for document in documents:
        if "[no parse]" in document.text:
            raise CodingError(f"{document.id} can't be parsed")
        if "[deep]" in document.text:
            _without_end(document.text)
        found = re.finditer(r"[^.]+\.?", document.text)
        yield ParsedDocument(document=document, sentences=tuple(Sentence(span=document.span(*match.span())) for match in found))


def code(parsed: ParsedDocument) -> Coding:
    document = parsed.document
    if "[no code]" in document.text:
        raise KeyError("an unknown frame")
    mentions = [_mention(document, sentence.span, match) for sentence in parsed.sentences for match in EVENT.finditer(sentence.span.text)]
    if "[loose]" in document.text:
        mentions = [replace(mention, reason=Span(document.id, 0, 4, "Oops")) for mention in mentions]
    if "[twice]" in document.text:
        mentions += [replace(mention, confidence=0.1) for mention in mentions]
    left = tuple(Rejected("talks", "code", "back-reference", document.id) for _ in re.findall("talks", document.text))
    return Coding(tuple(mentions), left)


def group(documents: Sequence[Document]) -> Mapping[str, str]:
    first: dict[str, str] = {}
    for document in sorted(documents, key=lambda each: each.id):
        first.setdefault(document.text.lower(), document.id)
    return {document.id: first[document.text.lower()] for document in documents}


def small_stages(codebook: str = "words 1", coder: str = "regular expression 1") -> Stages:
    return Stages(read=read, parse=parse, code=code, group=group, consolidate=consolidate, codebook=codebook, coder=coder)


def _mention(document: Document, sentence: Span, match: re.Match[str]) -> Mention:
    def span(group: str) -> Span:
        return document.span(sentence.start + match.start(group), sentence.start + match.end(group))

    def party(group: str) -> Participant:
        return Participant(span=span(group), name=match[group], country=match[group][:3].upper(), sector="GOV", sectors=("GOV",))

    return Mention(
        sentence=sentence,
        trigger=span("trigger"),
        event_type=TYPES[match["trigger"]],
        actors=(party("actor"),),
        recipients=(party("recipient"),),
        confidence=0.75,
    )


def _without_end(text: str) -> str:
    return _without_end(text)
