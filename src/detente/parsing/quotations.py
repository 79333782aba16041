"""Quoted words and who says them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from detente.parsing.parsed import Quotation, Sentence, Token
from detente.parsing.phrases import phrase_bounds
from detente.parsing.words import word_set
from detente.records import Document, Span

SPEECH = word_set(
    "say tell add state declare announce write claim insist argue warn note explain reply respond ask shout chant exclaim continue "
    "conclude stress remark recall admit concede confirm deny comment complain observe vow pledge promise urge post tweet quip sigh "
    "call describe think believe charge allege assert read quote demand caution reiterate emphasise emphasize acknowledge mutter put"
)
_MARKS = re.compile(r"[\"“”«»]")
_SPOKEN = re.compile(
    r"\b(?:said|says|told|added|adds|stated|declared|announced|wrote|writes|claimed|insisted|argued|warned|noted|explained|replied|asked|"
    r"shouted|continued|concluded|stressed|remarked|admitted|confirmed|denied|commented|vowed|urged|posted|asserted)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|He|She|They|It)\b")


def quoted_ranges(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where words stand in double quotation marks, marks left out; a paragraph that leaves a quotation open ends it.

    `paragraphs` are character ranges of `text`. Straight marks open and close by turns within a paragraph.
    """
    found = []
    for start, end in paragraphs:
        opened: int | None = None
        for mark in _MARKS.finditer(text, start, end):
            opens = mark[0] in "“«" or (mark[0] == '"' and opened is None)
            if opens:
                opened = mark.end()
            elif opened is not None:
                found.append((opened, mark.start()))
                opened = None
        if opened is not None:
            found.append((opened, end))
    return [(start, end) for start, end in found if text[start:end].strip()]


def find_quotations(document: Document, sentences: Sequence[Sentence]) -> tuple[tuple[Quotation, ...], ...]:
    """For each of `sentences` the quotations within it, with speakers; a quotation over several sentences is cut at their ends."""
    ranges = quoted_ranges(document.text, _paragraphs(sentences))
    results: list[list[Quotation]] = [[] for _ in sentences]
    starts, ends = [sentence.span.start for sentence in sentences], [sentence.span.end for sentence in sentences]
    known: dict[int, Span] = {}  # the speaker last heard, by paragraph
    for start, end in ranges:
        inside = list(range(bisect_right(ends, start), bisect_left(starts, end)))
        if not inside:
            continue
        paragraph = sentences[inside[0]].paragraph
        speaker = _speaker(document, sentences, inside, (start, end)) or _carried(document, sentences, inside[0], start, known)
        if speaker:
            known[paragraph] = speaker
        for number in inside:
            left = max(start, sentences[number].span.start)
            right = min(end, sentences[number].span.end)
            piece = document.text[left:right]
            left, right = left + len(piece) - len(piece.lstrip()), right - len(piece) + len(piece.rstrip())
            if left < right:
                results[number].append(Quotation(span=document.span(left, right), speaker=speaker))
    return tuple(tuple(found) for found in results)


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Character ranges of the paragraphs that `sentences` make up."""
    ranges: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = ranges.get(sentence.paragraph, (sentence.span.start, 0))
        ranges[sentence.paragraph] = (start, sentence.span.end)
    return list(ranges.values())


def _speaker(document: Document, sentences: Sequence[Sentence], inside: Sequence[int], quoted: tuple[int, int]) -> Span | None:
    """Who says the words at `quoted`, by a verb of speech in the sentences where they end and begin, outside of them."""
    for number in dict.fromkeys((inside[-1], inside[0])):
        sentence = sentences[number]
        found = _by_grammar(document, sentence, quoted) if sentence.tokens else _by_words(document, sentence, quoted)
        if found:
            return found
    return None


def _carried(document: Document, sentences: Sequence[Sentence], number: int, start: int, known: dict[int, Span]) -> Span | None:
    """The speaker of a quotation that stands alone: the one of its paragraph, else whoever speaks in the sentence before."""
    sentence = sentences[number]
    alone = not document.text[sentence.span.start : start].strip(' "“«—–-')
    if not alone:
        return None
    if sentence.paragraph in known:
        return known[sentence.paragraph]
    if number == 0:
        return None
    before = sentences[number - 1]
    end = (before.span.end, before.span.end)
    return _by_grammar(document, before, end) if before.tokens else _by_words(document, before, end)


def _by_grammar(document: Document, sentence: Sentence, quoted: tuple[int, int]) -> Span | None:
    """The subject of the verb of speech that stands nearest to the quotation, or whom "according to" names."""
    outside = [token for token in sentence.tokens if token.end <= quoted[0] or token.start >= quoted[1]]
    verbs = [token for token in outside if (token.lemma in SPEECH and token.pos in ("VERB", "AUX")) or token.text.lower() == "according"]
    for verb in sorted(verbs, key=lambda token: min(abs(token.start - quoted[1]), abs(token.end - quoted[0]))):
        who = _source(sentence.tokens, verb) if verb.text.lower() == "according" else _subject(sentence.tokens, verb)
        if who and (who.end <= quoted[0] or who.start >= quoted[1]) and who.tag not in ("WP", "WDT"):
            return _whole_name(document, sentence, who)
    return None


def _subject(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The subject of `verb`, its own or that of the verb it is coordinated with."""
    current, steps = verb, 0
    while steps < 4:
        found = next((token for token in tokens if token.head == current.index and token.dep in ("nsubj", "nsubjpass")), None)
        if found or current.dep not in ("conj", "xcomp", "advcl") or current.head == current.index:
            return found
        current, steps = tokens[current.head], steps + 1
    return None


def _source(tokens: Sequence[Token], according: Token) -> Token | None:
    """Whom "according to" names."""
    below = next((token for token in tokens if token.head == according.index and token.text.lower() == "to"), None)
    return next((token for token in tokens if below and token.head == below.index and token.dep == "pobj"), None)


def _whole_name(document: Document, sentence: Sentence, who: Token) -> Span:
    """The mention around `who`, else its noun phrase."""
    for mention in sentence.entities:
        if mention.kind != "nationality" and mention.span.start <= who.start and who.end <= mention.span.end:
            return mention.span
    first, last = phrase_bounds(sentence.tokens, who, sentence.entities)
    return document.span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _by_words(document: Document, sentence: Sentence, quoted: tuple[int, int]) -> Span | None:
    """For an unparsed sentence: the named party or pronoun that stands beside a word of speech outside the quotation."""
    text = document.text
    for verb in _SPOKEN.finditer(text, sentence.span.start, sentence.span.end):
        if quoted[0] <= verb.start() < quoted[1]:
            continue
        for candidate in _candidates(document, sentence):
            between = text[candidate.end : verb.start()] if candidate.end <= verb.start() else text[verb.end() : candidate.start]
            if len(between.split()) <= 2 and not re.search(r"[.;:\"“”]", between):
                return candidate
    return None


def _candidates(document: Document, sentence: Sentence) -> Iterator[Span]:
    """Named parties of `sentence` and its personal pronouns."""
    for mention in sentence.entities:
        if mention.kind not in ("nationality", "place"):
            yield mention.span
    for pronoun in _PRONOUN.finditer(document.text, sentence.span.start, sentence.span.end):
        yield document.span(pronoun.start(), pronoun.end())
