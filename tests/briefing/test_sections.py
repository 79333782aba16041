"""What each section finds, and what it keeps apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefing.blocks import Card, Cards, Figure, Group, Lines, Notes, Section, Sides, Source, Table
from detente.briefing.dossier import Dossier, dossier
from detente.briefing.options import BriefOptions
from detente.briefing.sections import build_page
from detente.codebook import Codebook
from detente.records import Published, Rejected, Snapshot


@pytest.fixture(scope="module")
def sections(crisis: Snapshot, codebook: Codebook) -> dict[str, Section]:
    return {section.id: section for section in build_page(dossier(crisis, codebook, BriefOptions())).sections}


def lists_of(section: Section) -> dict[str, list[str]]:
    """Sentences of the lines under each heading."""
    found: dict[str, list[str]] = {}
    for block in section.blocks:
        for lines in block.lists if isinstance(block, Group) else (block,) if isinstance(block, Lines) else ():
            found.setdefault(lines.heading, []).extend(line.sentence for line in lines.lines)
    return found


def notes_of(section: Section) -> list[str]:
    return [note.text for block in section.blocks if isinstance(block, Notes) for note in block.notes]


def cards_of(section: Section) -> dict[str, list[Card]]:
    """Cards under each heading."""
    return {block.heading: list(block.cards) for block in section.blocks if isinstance(block, Cards)}


def facts_of(card: Card) -> dict[str, tuple[str, ...]]:
    return {fact.label: tuple(told.text for told in fact.values) for fact in card.facts}


def test_a_line_says_who_whom_what_when_where_and_on_how_many_sources(sections: dict[str, Section]) -> None:
    parties, what = "Sabah al-Ahmad al-Sabah → Saudi Arabia", "talks mediated or hosted by a third party"
    assert f"{parties}: {what}, 6 June 2017 (Jeddah), reported as done, 1 source" in lists_of(sections["timeline"])["June 2017"]


def test_rewrites_count_as_one_source(sections: dict[str, Section]) -> None:
    cut, border = [line for line in lists_of(sections["timeline"])["June 2017"] if "trade or relations cut" in line]
    assert cut.endswith("1 source")
    assert border.endswith("1 source")


def test_a_refused_meeting_shows_its_stated_reasons_in_its_track(sections: dict[str, Section]) -> None:
    ended = cards_of(sections["talks"])["Refused, called off or failed"]
    reasons = {text for card in ended for text in facts_of(card).get("Obstacles and reasons as stated", ())}
    assert {"“a full calendar”", "“because the answer was negative”"} <= reasons
    assert {card.tone for card in ended} == {"conflict"}


def test_every_value_of_a_card_leads_to_a_marked_passage(crisis: Snapshot, codebook: Codebook) -> None:
    record = dossier(crisis, codebook, BriefOptions())
    marked = {f"d{record.numbers[key]}-{start}" for key, ranges in record.places.marks.items() for start, _ in ranges}
    shown = [card for section in build_page(record).sections for found in cards_of(section).values() for card in found]
    cites = {cite.anchor for card in shown for fact in card.facts for told in fact.values for cite in told.cites}
    assert len(shown) > 8
    assert cites
    assert cites <= marked
    assert all(card.passages for card in shown)


def test_threats_ultimatums_and_acts_are_kept_apart(sections: dict[str, Section]) -> None:
    found = cards_of(sections["pressure"])
    assert {card.state for card in found["In force"]} == {"in force"}
    assert all(card.state != "in force" for card in found["Ultimatums and deadlines"])
    (ultimatum,) = found["Ultimatums and deadlines"]
    assert "“ten-day”" in facts_of(ultimatum)["Deadline"][0]


def test_no_event_of_a_view_stands_in_the_list_of_what_no_view_holds(crisis: Snapshot, codebook: Codebook) -> None:
    record = dossier(crisis, codebook, BriefOptions())
    views = record.tracking
    held = {event for rows in (views.tracks, views.measures, views.demands, views.detentions) for row in rows for event in row.events}
    told = {record.line(record.by_id[key]).sentence for key in held}
    rest = [line for section in build_page(record).sections[1:5] for lines in lists_of(section).values() for line in lines]
    assert rest
    assert told.isdisjoint(rest)


def test_what_is_only_possible_never_counts_as_done(sections: dict[str, Section]) -> None:
    table = next(block for block in sections["dyads"].blocks if isinstance(block, Table))
    american = [row.cells for row in table.rows if row.cells[0].startswith("United States")]
    assert american == [("United States → Qatar", "talks 1", "+4", "1")]  # the possible withdrawal isn't among them
    open_lines = [
        line for lines in sections["timeline"].blocks if isinstance(lines, Lines) for line in lines.lines if line.status == "only possible"
    ]
    assert [(line.tone, line.intensity) for line in open_lines] == [("open", "(+8)")]


def test_a_demand_stands_with_its_answer(sections: dict[str, Section]) -> None:
    states = {card.state for found in cards_of(sections["demands"]).values() for card in found}
    assert states
    assert states <= {"asked", "asked again", "refused", "met", "partly met", "withdrawn"}


def test_releases_are_found(sections: dict[str, Section]) -> None:
    cards = [card for found in cards_of(sections["detentions"]).values() for card in found]
    lines = [line for found in lists_of(sections["detentions"]).values() for line in found]
    assert any(card.state == "released" for card in cards) or "Qatar: release of captives, undated, reported as done, 1 source" in lines


def test_contradictions_stand_side_by_side(sections: dict[str, Section]) -> None:
    found = [block for block in sections["differences"].blocks if isinstance(block, Sides)]
    assert found
    assert all(len(block.sides) > 1 and all(side.passages for side in block.sides) for block in found)
    assert all("independent source" in side.support for block in found for side in block.sides)


def test_contradictions_are_told_once(sections: dict[str, Section]) -> None:
    assert [key for key, section in sections.items() if any(isinstance(block, Sides) for block in section.blocks)] == ["differences"]


def test_an_event_that_reports_date_differently_shows_each_date(crisis: Snapshot, codebook: Codebook) -> None:
    first = next(event for event in crisis.events if len(event.mentions) > 1)
    events = tuple(
        replace(e, disagreements=(("date", ("2017-06-05/2017-06-05", "2017-06-06/2017-06-06")),)) if e == first else e
        for e in crisis.events
    )
    page = build_page(dossier(replace(crisis, events=events), codebook, BriefOptions()))
    (table,) = [b for s in page.sections if s.id == "differences" for b in s.blocks if isinstance(b, Table)]
    assert ("date", "5 June 2017 and 6 June 2017") in [row.cells[1:] for row in table.rows]


def test_hedged_and_attributed_statements_name_their_source(sections: dict[str, Section]) -> None:
    headings = [block.heading for block in sections["attributed"].blocks if isinstance(block, Group)]
    assert {"According to a Kuwaiti daily", "Denied by Cairo"} <= set(headings)
    assert len(lists_of(sections["attributed"])["Hedged by the report itself"]) == 1


def test_the_page_says_what_the_record_cant_tell(sections: dict[str, Section]) -> None:
    notes = " | ".join(notes_of(sections["glance"]))
    for words in ("1 document of doubtful date", "1 document without a publication date", "1 document in Arabic", "rest on a single source",
                  "never reported as acting", "42 items that could not be read or coded"):  # fmt: skip
        assert words in notes


def test_the_first_finding_is_told_as_done_and_names_its_actor(sections: dict[str, Section]) -> None:
    findings = next(block for block in sections["glance"].blocks if isinstance(block, Lines))
    assert 0 < len(findings.lines) <= BriefOptions().findings
    assert all(line.actors != "A party not named" and line.status != "only possible" for line in findings.lines)


def test_more_independent_sources_come_first(crisis: Snapshot, codebook: Codebook) -> None:
    weak = next(event for event in crisis.events if event.event_type == "SUPPORT" and event.recipients)
    events = tuple(replace(event, corroboration=4) if event.id == weak.id else event for event in crisis.events)
    page = build_page(dossier(replace(crisis, events=events), codebook, BriefOptions()))
    findings = next(block for block in page.sections[0].blocks if isinstance(block, Lines))
    assert findings.lines[0].sources == "4 independent sources"


def test_a_doubtful_date_is_marked_with_its_reason(sections: dict[str, Section]) -> None:
    doubtful = [source for source in sections["sources"].blocks if isinstance(source, Source) and source.doubt]
    assert [source.doubt for source in doubtful] == ["the text tells of July as of this week"]
    assert {source.known for source in sections["sources"].blocks if isinstance(source, Source)} >= {"from the byline", "not known"}


def test_rewrites_name_each_other(sections: dict[str, Section]) -> None:
    groups = [source.group for source in sections["sources"].blocks if isinstance(source, Source) and source.group]
    assert groups == ["tells the same story as [3]", "tells the same story as [2]"]


def test_a_document_of_unknown_date_comes_last(crisis: Snapshot, codebook: Codebook) -> None:
    documents = (replace(crisis.documents[0], published=Published()), *crisis.documents[1:])
    record: Dossier = dossier(replace(crisis, documents=documents), codebook, BriefOptions())
    assert record.numbers[crisis.documents[0].id] >= len(documents) - 1


def test_rejected_items_are_counted_by_reason_and_folded(sections: dict[str, Section]) -> None:
    coding = next(block for block in sections["rejected"].blocks if isinstance(block, Notes) and "coding" in block.heading)
    assert coding.heading == "In coding: 41 items"
    assert coding.notes[0].text == "no actor in the sentence (40 items)"
    assert len(coding.notes[0].items) + coding.notes[0].more == 40


def test_reasons_that_differ_only_in_quoted_words_are_one(crisis: Snapshot, codebook: Codebook) -> None:
    rejected = tuple(
        Rejected(f"'{word}' at 1-2", "code", f"part of '{word} off'", crisis.documents[0].id) for word in ("call", "cut", "break")
    )
    page = build_page(dossier(replace(crisis, rejected=rejected), codebook, BriefOptions()))
    (block,) = next(section for section in page.sections if section.id == "rejected").blocks
    assert isinstance(block, Notes)
    assert [note.text for note in block.notes] == ["part of ‘…’ (3 items)"]


def test_a_date_that_no_sentence_names_says_where_it_comes_from(sections: dict[str, Section]) -> None:
    june = lists_of(sections["timeline"])["June 2017"]
    assert [line for line in june if line.startswith("Iran")] == [
        "Iran: call for talks or a meeting, 5 June 2017 (day of the report), reported as done, 1 source"
    ]
    assert not any("(" in line.split("5 June 2017")[1] for line in june if line.startswith("Saudi Arabia, "))


def test_places_have_points_and_countries_in_words(sections: dict[str, Section]) -> None:
    figure, table = sections["places"].blocks
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert table.rows[0].cells[:3] == ("1", "Doha", "Qatar")


def test_undated_events_stand_apart(sections: dict[str, Section]) -> None:
    found = lists_of(sections["timeline"])
    assert list(found) == ["June 2017", "July 2017", "Undated"]
    assert all(", undated" in line for line in found["Undated"])
