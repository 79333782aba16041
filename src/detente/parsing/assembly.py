"""From a document's outline and its parsed sentences to a ParsedDocument: every reading of the room in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.parsing.context import make_context, weigh_states
from detente.parsing.entities import in_order, name_parties
from detente.parsing.gazetteer import Gazetteer, Hit
from detente.parsing.known import read_hit
from detente.parsing.parsed import EntityMention, ParsedDocument, Sentence
from detente.parsing.pipeline import Analysis, is_place_label, plain
from detente.parsing.places import PlaceIndex, find_places
from detente.parsing.quotations import find_quotations
from detente.parsing.references import resolve
from detente.parsing.roles import RoleIndex
from detente.parsing.sentences import Bounds, asks_or_heads
from detente.parsing.speakers import first_persons
from detente.parsing.times import read_times
from detente.parsing.words import Word, words_of
from detente.records import Document, Rejected, Span, Where

_RECOGNISED = {"PERSON": "person", "ORG": "organisation"}


@dataclass(frozen=True, slots=True)
class Outline:
    """A document before parsing: its sentences, their words and known names, and which of them are to be parsed."""

    document: Document
    bounds: tuple[Bounds, ...]
    words: tuple[list[Word], ...]
    hits: tuple[list[Hit], ...]
    parsed: tuple[int, ...]
    rejected: tuple[Rejected, ...]

    def texts(self) -> list[tuple[str, int]]:
        """The texts of the sentences to be parsed, from where their grammar begins, and that place."""
        places = [self.bounds[index] for index in self.parsed]
        return [(self.document.text[place.body : place.end], place.body) for place in places]

    def openings(self) -> list[int]:
        """For each sentence the word that opens it, behind a dateline or crosshead."""
        return [
            next((index for index, word in enumerate(line) if word.start >= place.body and word.text[0].isalnum()), 0)
            for line, place in zip(self.words, self.bounds, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a codebook gives to parsing, indexed; `common` is the common noun ("bloc") by party name."""

    gazetteer: Gazetteer
    roles: RoleIndex
    places: PlaceIndex
    common: Mapping[str, str]


def assemble(outline: Outline, analyses: Sequence[Analysis], tables: Tables) -> ParsedDocument:
    """The parsed document of `outline`; `analyses` are those of outline.texts(), in order. Pure."""
    document = outline.document
    named = name_parties(document, outline.words, outline.hits, outline.openings(), tables.roles)
    analysed = dict(zip(outline.parsed, analyses, strict=True))
    drafts, candidates = [], [span for free in named.candidates for span in free]
    for index, place in enumerate(outline.bounds):
        tokens, names = analysed.get(index, ((), ()))
        entities = named.mentions[index]
        for start, end, label in names:
            span = document.span(start, end)
            if is_place_label(label):
                candidates.append(span)
            elif label in _RECOGNISED and not _overlaps(span, entities):
                entities = in_order((*entities, EntityMention(span=span, name=span.text, kind=_RECOGNISED[label])))
        span = document.span(place.start, place.end)
        asks = asks_or_heads(document.text, outline.bounds, index, document.faq)
        drafts.append(Sentence(span=span, tokens=tokens, entities=entities, paragraph=place.paragraph, is_question=asks))
    placed = _placed(document, drafts, sorted(set(candidates)), tables.places)
    about = weigh_states(placed, _titled(document, tables.gazetteer))
    read = _read(document, placed, about, tables)
    return ParsedDocument(document=document, sentences=read, rejected=outline.rejected, about=tuple(about.items()))


def _overlaps(span: Span, entities: Sequence[EntityMention]) -> bool:
    return any(mention.span.start < span.end and span.start < mention.span.end for mention in entities)


def _placed(document: Document, sentences: Sequence[Sentence], candidates: Sequence[Span], index: PlaceIndex) -> list[Sentence]:
    """`sentences` with their places, which are entities too where no party is named by the same words."""
    parties = [
        mention.span for sentence in sentences for mention in sentence.entities if mention.kind in ("person", "organisation", "armed_group")
    ]
    places = list(find_places(document, candidates, index, parties))
    results, first = [], 0
    for sentence in sentences:
        last = first
        while last < len(places) and places[last].span.start < sentence.span.end:
            last += 1
        inside = tuple(
            place for place in places[first:last] if place.span.start >= sentence.span.start and place.span.end <= sentence.span.end
        )
        new = [_place_mention(place) for place in inside if place.country and not _overlaps(place.span, sentence.entities)]
        results.append(replace(sentence, places=inside, entities=in_order((*sentence.entities, *new))))
        first = last
    return results


def _place_mention(place: Where) -> EntityMention:
    return EntityMention(span=place.span, name=place.name, kind="place", country=place.country)


def _titled(document: Document, gazetteer: Gazetteer) -> list[str]:
    """The countries of the known names in the title."""
    words = words_of(plain(document.title or ""))
    return [read_hit(hit, words, document.published.anchor).country for hit in gazetteer.find(words)]


def _read(document: Document, sentences: Sequence[Sentence], about: Mapping[str, float], tables: Tables) -> tuple[Sentence, ...]:
    """`sentences` with role phrases among their entities, and with references, quotations and times."""
    context = make_context(tables.roles, sentences, about)
    resolved = resolve(document, sentences, context, tables.common)
    referred = [
        replace(sentence, references=references, entities=in_order((*sentence.entities, *phrases)))
        for sentence, references, phrases in zip(sentences, resolved.references, resolved.phrases, strict=True)
    ]
    quotations = find_quotations(document, referred)
    times = read_times(document, [sentence.span for sentence in sentences])
    told = [replace(sentence, quotations=quoted, times=told) for sentence, quoted, told in zip(referred, quotations, times, strict=True)]
    return first_persons(document, told)
