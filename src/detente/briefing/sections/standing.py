"""Where parties stand to one another, and who is said to hold which office."""

from __future__ import annotations

from detente.briefing import dates
from detente.briefing.blocks import Row, Section, Table
from detente.briefing.dossier import NAME, Dossier
from detente.briefing.sections.cards import days
from detente.briefing.text import count, shorten
from detente.records import Alignment, Office

ROWS = 4  # times the rows that other tables show: these are lists to look things up in


def alignments(dossier: Dossier) -> Section:
    """Each stance of one party to another, with the days it was told of."""
    found = dossier.tracking.alignments
    most = ROWS * dossier.options.rows
    kept = {each.id for each in sorted(found, key=lambda each: (-len(each.events), each.id))[:most]}
    ordered = sorted(
        (each for each in found if each.id in kept), key=lambda each: (dossier.name(each.party), dossier.name(each.toward), each.id)
    )
    rows = tuple(_alignment(dossier, each) for each in ordered)
    table = Table(caption="Stances by party", head=("Party", "Stance", "To whom", "When"), rows=rows, more=len(found) - len(rows))
    lede = f"{count(len(found), 'stance')} in words, recognition or membership; force and pressure stand in sections of their own."
    return Section(
        id="alignments",
        title="Who stands with whom",
        lede=lede if found else "No party was reported to support, recognise, join, leave or condemn another.",
        blocks=(table,) if found else (),
    )


def _alignment(dossier: Dossier, alignment: Alignment) -> Row:
    passages, more = dossier.passages(dossier.mentions_of(alignment.events))
    if not alignment.events:
        passages, more = dossier.quotes(alignment.evidence, dossier.options.passages)
    told = list(dict.fromkeys(days(stage.when) for stage in alignment.stages if stage.when))
    when = told[0] if len(told) == 1 else f"{told[0]} to {told[-1]}" if told else "not told" if alignment.events else "standing"
    cells = (dossier.name(alignment.party), dossier.words.name("states", alignment.stance), dossier.name(alignment.toward), when)
    return Row(cells=cells, passages=passages, more=more)


def offices(dossier: Dossier) -> Section:
    """Posts by state, the disputed first, with who is styled as holding each and between which days."""
    found = dossier.tracking.offices
    disputed = _disputed(dossier)
    most = ROWS * dossier.options.rows
    ranked = sorted(found, key=lambda each: (each.id not in disputed, -len(each.documents), each.id))[:most]
    ordered = sorted(
        ranked, key=lambda each: (each.id not in disputed, dossier.words.country(each.country), each.post, each.start or "9", each.id)
    )
    rows = tuple(_office(dossier, each, each.id in disputed) for each in ordered)
    head = ("Person", "Post", "As told", "In reports of")
    table = Table(caption="Offices as documents style them", head=head, rows=rows, more=len(found) - len(rows))
    lede = f"{count(len(found), 'styling')} of persons as holders of an office. The days are those of the reports that say so."
    if disputed:
        lede += f" {count(len(disputed), 'is', 'are')} disputed; both sides stand under Contradictions."
    empty = "No person was told to hold an office."
    return Section(id="offices", title="Offices", lede=lede if found else empty, blocks=(table,) if found else ())


def _disputed(dossier: Dossier) -> frozenset[str]:
    """Offices whose passages stand in a contradiction."""
    spans = {span for each in dossier.tracking.contradictions if each.kind == "office" for side in each.sides for span in side.evidence}
    return frozenset(office.id for office in dossier.tracking.offices if not spans.isdisjoint(office.evidence))


def _office(dossier: Dossier, office: Office, disputed: bool) -> Row:
    passages, more = dossier.quotes(office.evidence, dossier.options.passages)
    standing = dossier.words.name("standings", office.standing) + (" (disputed)" if disputed else "")
    between = dates.interval(office.start, office.end) if office.start else "no known date"
    post = ", ".join(part for part in (shorten(office.post, NAME), dossier.words.state(office.country)) if part)
    cells = (dossier.name(office.person), post, standing, between)
    return Row(cells=cells, passages=passages, more=more)
