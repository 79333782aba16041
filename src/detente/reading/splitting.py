"""The articles that a page or file holds: where one ends and the next begins, and which lines are no article's text.

Lines that aren't body text stand in runs between body paragraphs. A run before all body heads the first article. A run in the middle
either heads a new article, or holds teasers of articles elsewhere (dropped) and subheadings (kept). What decides is whether the text
that follows is about the headline and goes on with the story before.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from detente.reading.chrome import Kind, Line
from detente.reading.headlines import TITLE_CASE_SHARE, coverage, names, stems, title_case_share, words
from detente.reading.phrases import folded

# Share of a headline's content words that the first paragraphs of its own article repeat: 0.25 or more in 90 of 100 joined pairs of
# articles; for a teaser's neighbours 0.22 or less in 95 of 100.
OWN_COVERAGE = 0.25
# A line in sentence case without a name is rather a subheading: it needs more.
NAMELESS_COVERAGE = 0.5
# A subheading's or teaser's text; above it a line in title case may be a subheading about the text that follows.
ABOUT_COVERAGE = 0.75
# Share of the names of the following text that the article before knows: other stories share 0.36 at most.
CONTINUES = 0.4
# Share of the shorter lead's content words that the other lead holds too: the same story told again from its lead.
RETOLD = 0.3
_SHORTEST_TEASER, _TEASER_WORDS, _PLAIN_TEASER_WORDS = 5, 6, 8
_LEAD_PARAGRAPHS = 3
_LEAD_WORDS = 12  # a longer line under a known title is a first sentence without its full stop
_BODY_WORDS = 20  # fewer words after a headline are no article

_TEXT = (Kind.BODY, Kind.FAQ)


@dataclass(slots=True)
class Draft:
    """An article in the making: its headline, body lines and the date that stood at its head."""

    title: str | None = None
    lines: list[Line] = field(default_factory=list)
    stamp: Line | None = None
    known: set[str] = field(default_factory=set)  # stems of all its text

    def extend(self, lines: Sequence[Line]) -> None:
        """Adds text to the article."""
        self.lines.extend(lines)
        self.known.update(stem for line in lines for stem in stems(line.block.text))

    @property
    def texts(self) -> list[str]:
        """The paragraphs' texts."""
        return [line.block.text for line in self.lines]


def articles(lines: Sequence[Line], known: str | None = None) -> list[Draft]:
    """The articles of a page in order; none where it has no body text. `known` is the title that the page gives itself, if it does."""
    drafts = [Draft()]
    headlines: set[str] = set()
    for run, body in _runs(lines):
        draft = drafts[-1]
        following = [line.block.text for line in body]
        if not draft.lines:
            kept = _head(draft, run, following)
            kept = kept or [line for line in run if known and _belongs(line, known)]
        elif body and (title := _new_title(run, draft, following, headlines)):
            drafts.append(draft := Draft())
            kept = _head(draft, run[run.index(title) :] if title.kind is Kind.HEADLINE else run, following, title)
        else:
            kept = [line for line in _without_lists(run) if not _dropped(line, draft.known, following)]
        headlines.update(folded(line.block.text) for line in run if line.kind is Kind.HEADLINE)
        draft.extend([*kept, *body])
    return _with_file_stamp([draft for draft in drafts if draft.lines])


def _with_file_stamp(drafts: list[Draft]) -> list[Draft]:
    """A scrape stamp at the head of a file is about all its articles."""
    first = drafts[0].stamp if drafts else None
    if first and first.how == "file":
        for draft in drafts:
            draft.stamp = draft.stamp or first
    return drafts


def _runs(lines: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The lines as pairs: a run without body text, then the body text up to the next run."""
    pairs: list[tuple[list[Line], list[Line]]] = [([], [])]
    for line in lines:
        if line.kind in _TEXT:
            pairs[-1][1].append(line)
        elif pairs[-1][1]:
            pairs.append(([line], []))
        else:
            pairs[-1][0].append(line)
    return pairs


def _head(draft: Draft, run: Sequence[Line], following: Sequence[str], title: Line | None = None) -> list[Line]:
    """Takes title and stamp from the run at an article's head; what is left of it and belongs to the text is returned."""
    stamps = [line for line in run if line.kind is Kind.STAMP]
    draft.stamp = next((line for line in stamps if line.how == "byline"), stamps[0] if stamps else None)
    candidates = [line for line in run if line.kind in (Kind.HEADLINE, Kind.SHORT)]
    if not following:  # a page of headlines only: each is text
        return candidates
    chosen = title or _best_title(candidates, following)
    draft.title = chosen.block.text if chosen else None
    return []


def _belongs(line: Line, known: str) -> bool:
    """Whether a line at the head of a page whose title is known is text of the article: long, and not that title again."""
    text = line.block.text
    return line.kind is Kind.HEADLINE and len(words(text)) > _LEAD_WORDS and coverage(known, [text]) < NAMELESS_COVERAGE


def _best_title(candidates: Sequence[Line], following: Sequence[str]) -> Line | None:
    """The last headline before the text, or the one before it where that is far more about the text; a short line where no other is."""
    headlines = [line for line in candidates if line.kind is Kind.HEADLINE] or list(candidates)
    if len(headlines) < 2:
        return headlines[0] if headlines else None
    lead = following[:_LEAD_PARAGRAPHS]
    best = max(headlines, key=lambda line: coverage(line.block.text, lead))
    last = headlines[-1]
    return last if coverage(last.block.text, lead) >= coverage(best.block.text, lead) - 0.25 else best


def _without_lists(run: Sequence[Line]) -> list[Line]:
    """The run without furniture, and without the lines under a heading such as "Most viewed"."""
    kept: list[Line] = []
    for line in run:
        if line.kind is Kind.LISTING:
            return kept
        dated = line.kind in (Kind.STAMP, Kind.BYLINE) and not any(other.kind is Kind.CHROME for other in run)
        if dated or line.kind in (Kind.HEADLINE, Kind.SHORT):
            kept.append(line)
    return kept


def _new_title(run: Sequence[Line], draft: Draft, following: Sequence[str], earlier: set[str]) -> Line | None:
    """The headline of the run that begins an article of its own with the text that follows, if one does."""
    if sum(len(words(text)) for text in following) < _BODY_WORDS:
        return None
    for index in reversed(range(len(run))):
        line = run[index]
        furnished = any(_dates_an_article(other) for other in run[index + 1 :])
        if line.kind is Kind.HEADLINE and _begins(line.block.text, draft, following, furnished, earlier):
            return line
    return None


def _dates_an_article(line: Line) -> bool:
    """Whether a line is what stands between a headline and its article: date, byline, "Published"."""
    opening = ("published", "posted", "updated")
    return line.kind in (Kind.STAMP, Kind.BYLINE) or (line.kind is Kind.CHROME and folded(line.block.text).startswith(opening))


def _begins(headline: str, draft: Draft, following: Sequence[str], furnished: bool, earlier: set[str]) -> bool:
    """Whether `headline` heads the text that follows, as an article apart from `draft`."""
    if folded(headline) in earlier or (draft.title and folded(headline) == folded(draft.title)):
        return True
    lead = following[:_LEAD_PARAGRAPHS]
    own = coverage(headline, lead)
    if furnished:
        return own >= OWN_COVERAGE or not continues(draft.known, following)
    named = title_case_share(headline) >= TITLE_CASE_SHARE or bool(names(headline))
    if len(words(headline)) < _SHORTEST_TEASER or own < (OWN_COVERAGE if named else NAMELESS_COVERAGE):
        return False
    return not continues(draft.known, following) or (
        own >= NAMELESS_COVERAGE and retold([line.block.text for line in draft.lines[:2]], lead[:2])
    )


def continues(known: AbstractSet[str], after: Sequence[str]) -> bool:
    """Whether text re-uses many of its names from the text before it, whose stems are `known`."""
    named = {stem for text in after for name in names(text) for stem in stems(name)}
    return len(named & known) >= CONTINUES * len(named) if named else True


def retold(lead: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two leads tell one story: they share much of the shorter one's content words."""
    first = {stem for text in lead for stem in stems(text)}
    second = {stem for text in other for stem in stems(text)}
    return len(first & second) >= RETOLD * min(len(first), len(second)) > 0


def _dropped(line: Line, before: AbstractSet[str], following: Sequence[str]) -> bool:
    """Whether a line between paragraphs is the headline of an article elsewhere."""
    if line.kind is not Kind.HEADLINE:
        return False
    text = line.block.text
    count = len(words(text))
    own = set(stems(text))
    known = len(own & (before | {stem for other in following for stem in stems(other)})) / len(own) if own else 1.0
    if title_case_share(text) < TITLE_CASE_SHARE:
        return count >= _PLAIN_TEASER_WORDS and known < NAMELESS_COVERAGE
    if count >= _TEASER_WORDS:
        return coverage(text, following[:1]) < ABOUT_COVERAGE
    return count == _SHORTEST_TEASER and known < NAMELESS_COVERAGE
