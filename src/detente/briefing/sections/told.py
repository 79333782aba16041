"""What is told beside events: how parties stand to each other as a state of things, and who says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.briefing import dates
from detente.briefing.blocks import Row, Section, Table
from detente.briefing.dossier import NAME, REASON, Dossier
from detente.briefing.sections.cards import names
from detente.briefing.text import count, shorten
from detente.records import Bond, Saying, When

ROWS = 2  # times the rows that other tables show
NOBODY = "nobody’s word"


def relations(dossier: Dossier) -> Section | None:
    """Standing relations, those that most sources tell first; nothing where there are none."""
    found = dossier.tracking.relations
    if not found:
        return None
    most = ROWS * dossier.options.rows
    ranked = sorted(found, key=lambda each: (-each.sources, each.published or "9", each.id))[:most]
    rows = tuple(_relation(dossier, each) for each in ranked)
    head = ("Party", "Relation", "To whom", "As told")
    table = Table(caption="Relations by the number of their sources", head=head, rows=rows, more=len(found) - len(rows))
    lede = f"{count(len(found), 'relation')} that reports tell as a state of things, and no event; each from the day of its report."
    return Section(id="relations", title="Standing relations", lede=lede, blocks=(table,))


def _relation(dossier: Dossier, bond: Bond) -> Row:
    passages, more = dossier.quotes(bond.evidence, dossier.options.passages)
    told = [dossier.words.name("relation_statuses", bond.status)]
    told += [f"{word} {_days(when)}" for word, when in (("since", bond.since), ("until", bond.until)) if when]
    told += [f"according to {names(dossier, bond.attributed)}"] if bond.attributed else []
    cells = (dossier.name(bond.party), dossier.words.name("relations", bond.kind), dossier.name(bond.other), ", ".join(told))
    return Row(cells=cells, passages=passages, more=more)


def statements(dossier: Dossier) -> Section | None:
    """What no event tells: the latest statements of named speakers in passages without one, then hedges that are nobody's word."""
    ends: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in dossier.mentions.values():
        ends[mention.document].append((mention.sentence.start, mention.sentence.end))
    found = [each for each in dossier.tracking.statements if not _is_coded(each, ends[each.document])]
    if not found:
        return None
    named = [each for each in reversed(found) if each.speakers]
    hedged = [each for each in reversed(found) if not each.speakers]
    tables = (
        _table(dossier, "Statements in passages that tell no event, the latest first", named),
        _table(dossier, "Fears, suspicions and reports that are nobody’s word, the latest first", hedged),
    )
    total = len(dossier.tracking.statements)
    lede = f"{count(total, 'statement')}; of these {len(found)} stand in passages that tell no event. None of them is a finding."
    return Section(id="statements", title="Who says what", lede=lede, blocks=tuple(table for table in tables if table.rows))


def _is_coded(saying: Saying, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether an event was coded in the sentence that the statement stands in."""
    (content,) = saying.content.evidence
    return any(start <= content.start and content.end <= end for start, end in sentences)


def _table(dossier: Dossier, caption: str, found: Sequence[Saying]) -> Table:
    rows = tuple(_statement(dossier, each) for each in found[: dossier.options.rows])
    return Table(caption=caption, head=("Who", "How", "What", "Published"), rows=rows, more=len(found) - len(rows))


def _statement(dossier: Dossier, saying: Saying) -> Row:
    passages, more = dossier.quotes(saying.content.evidence, dossier.options.passages)
    who = names(dossier, saying.speakers) or NOBODY
    through = f", through {names(dossier, saying.through)}" if saying.through else ""
    marks = ("“", "”") if saying.manner == "direct" else ("", "")
    said = f"{marks[0]}{shorten(saying.content.value, REASON)}{marks[1]}"
    when = dates.interval(saying.published, saying.published) if saying.published else "undated"
    cells = (f"{shorten(who, NAME)}{through}", dossier.words.name("statements", saying.kind), said, when)
    return Row(cells=cells, passages=passages, more=more)


def _days(when: When) -> str:
    return dates.interval(when.start, when.end)
