"""What was known when, and what had happened by when: the two times of a record, for any record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from gulf_record import gulf_crisis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente
from detente.errors import ConfigError
from detente.records import Correction, Document, Evidence, Mention, Participant, Published, Snapshot, Span, When
from detente.tracking import known_on
from detente.tracking.demands import demands
from detente.tracking.text import around, last_day
from detente.tracking.tracks import STAGES
from detente.tracking.view import view

WORDS = ("secret talks", "a meeting to free prisoners", "calls to hold elections", "the truce", "an envoy, sent by Ghana, to mediate")
CODES = (
    *("CONSULT/visit", "CONSULT/phone", "CONSULT/third-party", "REQUEST/meet", "REQUEST/yield", "REJECT/meet", "AGREE/", "SUPPORT/"),
    *(
        "RETREAT/release",
        "CONCEDE/",
        "COERCE/arrest",
        "SANCTION/discontinue",
        "SANCTION/withdraw",
        "ACCUSE/disapprove",
        "THREATEN/violence",
    ),
)
PARTIES = (("Ghana", "GHA", "GOV"), ("the junta", "MLI", "MIL"), ("Amadou Keita", "MLI", "ELI"), ("African Union", "IGO", "GOV"))
DAYS = [(date(2021, 1, 1) + timedelta(days=31 * n)).isoformat() for n in range(12)]


def _mention(key, number, told):
    code, (actors, recipients), day, status, words = told
    text = f"{' and '.join(name for name, _, _ in PARTIES)} told of {words}."
    start = number * 200

    def named(chosen):
        return tuple(
            Participant(
                span=Span(key, start + text.index(name), start + text.index(name) + len(name), name),
                name=name,
                country=country,
                sector=sector,
                sectors=(sector,),
            )
            for name, country, sector in chosen
        )

    at = text.index("told")
    kind, _, mode = code.partition("/")
    return Mention(
        sentence=Span(key, start, start + len(text), text),
        trigger=Span(key, start + at, start + at + 4, "told"),
        event_type=kind,
        mode=mode or None,
        status=status,
        actors=named(actors),
        recipients=named(recipients),
        date=When(start=day, end=day) if day else None,
        confidence=0.5,
    ), text.ljust(200)


sides = st.tuples(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True), st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))
told = st.tuples(
    st.sampled_from(CODES),
    sides,
    st.none() | st.sampled_from(DAYS),
    st.sampled_from(("actual", "future", "negated", "historical", "hypothetical")),
    st.sampled_from(WORDS),
)
reports = st.lists(st.tuples(st.none() | st.sampled_from((*DAYS, "2021-03", "2021")), st.lists(told, max_size=5)), min_size=1, max_size=4)


def _snapshot(drawn):
    documents, mentions = [], []
    for number, (published, events) in enumerate(drawn):
        made = [_mention(f"d{number}", at, event) for at, event in enumerate(events)]
        text = "".join(text for _, text in made) or "Nothing."
        documents.append(Document(id=f"d{number}", text=text, input=f"{number}.txt", published=Published(published, "given")))
        mentions.extend(mention for mention, _ in made)
    groups = {document.id: document.id for document in documents}
    found = detente.consolidate(mentions, documents, groups)
    return Snapshot(documents=tuple(documents), groups=groups, mentions=tuple(mentions), entities=found.entities, events=found.events)


SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(reports)
def test_ids_are_unique_events_are_the_records_and_the_same_record_gives_the_same_views(codebook, drawn):
    snapshot = _snapshot(drawn)
    found = detente.track(snapshot, codebook=codebook)
    assert found == detente.track(snapshot, codebook=codebook)
    ids = {event.id for event in snapshot.events}
    for rows in (found.tracks, found.demands, found.alignments):
        assert len({row.id for row in rows}) == len(rows)
        assert all(set(row.events) <= ids and row.stages for row in rows)
    assert all(stage.name in STAGES for row in found.tracks for stage in row.stages)
    assert all(row.party != row.toward for row in found.alignments)


@SLOW
@given(reports, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_what_counts_on_a_day_counts_on_every_later_day(codebook, drawn, one, two):
    snapshot = _snapshot(drawn)
    earlier, later = (detente.track(snapshot, day, codebook=codebook) for day in sorted((one, two)))
    for name in ("tracks", "demands", "alignments"):
        assert {row.id for row in getattr(earlier, name)} <= {row.id for row in getattr(later, name)}


@SLOW
@given(reports, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_replay_never_shows_what_was_published_later(codebook, drawn, one, two):
    snapshot = _snapshot(drawn)
    known, later = sorted((one, two))
    kept, more = known_on(snapshot, known), known_on(snapshot, later)
    assert {document.id for document in kept.documents} <= {document.id for document in more.documents}
    assert all((last_day(document.published.anchor) or "9999") <= known for document in kept.documents)
    assert {mention.document for mention in kept.mentions} <= {document.id for document in kept.documents}
    found = detente.track(snapshot, known=known, codebook=codebook)
    told = {event.id for event in kept.events}
    assert all(set(row.events) <= told for rows in (found.tracks, found.demands, found.alignments) for row in rows)
    assert set(found.undated) == {document.id for document in snapshot.documents if document.published.value is None}


def test_a_replay_keeps_what_an_analyst_parted_and_the_log_of_what_was_out(record):
    told = [("met", "CONSULT", "Ghana:GHA:GOV;the junta:MLI:MIL", "", {"day": "2021-05-09"})]
    joined = record(
        ("2021-05-10", "Envoys of Ghana met the junta. ", told),
        ("2021-05-11", "Ghana said that it met the junta. ", told),
        ("2021-06-01", "It is told that Ghana met the junta. ", told),
    )
    evidence = tuple(
        Evidence(trigger=mention.trigger, sentence=mention.sentence, event_type=mention.event_type, mode=mention.mode)
        for mention in joined.mentions
    )
    log = (
        Correction(kind="split", author="an analyst", time="2021-07-01T10:00:00Z", reason="two meetings", evidence=evidence[:2]),
        Correction(kind="accept", author="an analyst", time="2021-07-01T11:00:00Z", reason="well told", evidence=evidence[2:]),
    )
    replayed = known_on(replace(joined, corrections=log), "2021-05-20")
    assert (len(known_on(joined, "2021-05-20").events), len(replayed.events)) == (1, 2)
    assert [correction.kind for correction in replayed.corrections] == ["split"]


def test_a_document_dated_by_month_is_known_from_the_months_end():
    assert (last_day("2023-02"), last_day("2024"), last_day("2023-08-09T10:00:00"), last_day(None)) == (
        "2023-02-28",
        "2024-12-31",
        "2023-08-09",
        None,
    )


def test_a_doubtful_date_is_no_date_for_a_replay(codebook):
    snapshot = gulf_crisis(codebook)
    found = detente.track(snapshot, known="2017-12-31", codebook=codebook)
    doubtful = {document.id for document in snapshot.documents if document.published.doubtful or not document.published.value}
    assert set(found.undated) == doubtful


def test_the_emirs_talks_are_mediation_and_the_refused_meeting_is_refused(codebook):
    snapshot = gulf_crisis(codebook)
    names = {entity.id: entity.name for entity in snapshot.entities}
    found = detente.track(snapshot, codebook=codebook)
    assert any("Sabah al-Ahmad al-Sabah" in {names[each] for each in row.mediators} for row in found.tracks)
    assert any(row.stage == "refused" and row.obstacles for row in found.tracks)


def test_the_list_of_demands_is_rejected_in_july_not_before(codebook):
    snapshot = gulf_crisis(codebook)
    states = {day: {demand.state for demand in demands(view(snapshot, codebook, day))} for day in ("2017-06-10", "2017-07-10")}
    assert "refused" not in states["2017-06-10"]


@pytest.mark.parametrize("day", ["2023", "9 August", "2023-13-01", ""])
def test_a_day_that_is_none_is_refused_with_the_remedy(codebook, day):
    for options in ({"day": day}, {"known": day}):
        with pytest.raises(ConfigError, match="write it as 2023-08-08"):
            detente.track(Snapshot(), codebook=codebook, **options)


@given(st.text(alphabet="ab. !\nGen", max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(0, 2), st.integers(0, 2))
def test_text_around_a_sentence_holds_it_and_stays_in_its_paragraph(text, start, length, before, after):
    piece = text[start : start + length]
    if not piece or "\n" in piece:
        return
    document = Document(id="d", text=text, input="d")
    found = around(document, document.span(start, start + len(piece)), before, after)
    assert found.start <= start
    assert found.end >= start + len(piece)
    assert "\n" not in found.text.strip("\n") or "\n" in text[start : start + len(piece)]


def test_neighbours_are_whole_sentences_and_titles_end_none():
    text = "First one. Gen. Keita spoke. Last one.\nAnother paragraph."
    document = Document(id="d", text=text, input="d")
    start = text.index("Gen.")
    middle = document.span(start, start + len("Gen. Keita spoke."))
    assert around(document, middle, 0, 0) == middle
    assert around(document, middle, 1, 1).text == "First one. Gen. Keita spoke. Last one."
