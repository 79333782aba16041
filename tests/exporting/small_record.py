"""A small record written by hand that has something in every table, with values that break careless writers."""

from __future__ import annotations

from typing import Any

from detente.records import (
    Access,
    Alignment,
    Attribution,
    Bond,
    Cause,
    Condition,
    Contradiction,
    Correction,
    Demand,
    Detention,
    Document,
    Entity,
    Event,
    Evidence,
    Measure,
    Mention,
    Office,
    Participant,
    Published,
    Rejected,
    Run,
    Saying,
    Side,
    Snapshot,
    Stage,
    Stated,
    Track,
    Tracking,
    Unmatched,
    When,
    Where,
)

TEXT = '=HYPERLINK("x") was sent.\n\nOn Monday the Norland, the Sudland ministers reportedly met in Port\tTown, she said, citing rain; 1.'
DOCUMENT = Document(
    id="a", text=TEXT, input="a.txt", title="-5 degrees", outlet="Post;Mail", published=Published("2024-03-04", "url"), language="en"
)
OTHER = Document(id="b", text="Norland denied talks.", input="b.txt", published=Published("2024-03"))


def span(word: str):  # type: ignore[no-untyped-def]
    start = TEXT.index(word)
    return DOCUMENT.span(start, start + len(word))


PLACE = Where(span=span("Port\tTown"), name="Port Town", country="NOR", latitude=1.25, longitude=-3.0, geonameid=77)
MET = Mention(
    sentence=span(TEXT.split("\n\n")[1]),
    trigger=span("met"),
    event_type="CONSULT",
    mode="visit",
    contexts=("diplomatic", "military"),
    actors=(Participant(span=span("Norland"), name="Norland", country="NOR", sector="GOV", sectors=("GOV", "MIL")),),
    recipients=(Participant(span=span("the Sudland"), name="Sudland", country="SUD"), Participant(span=span("she"), name="Sudland")),
    date=When(start="2024-03-04", end="2024-03-04", span=span("On Monday")),
    location=PLACE,
    attribution=Attribution(span=span("she"), name="the minister", firmness="reported", quoted=True),
    reason=span("citing rain"),
    hedge=span("reportedly"),
    intensity=4.0,
    confidence=0.625,
)
DENIED = Mention(sentence=OTHER.span(0, 21), trigger=OTHER.span(8, 14), event_type="REJECT", status="negated", confidence=0.5)


ACCEPTED = Correction(
    kind="accept",
    author="=analyst",
    time="2026-01-02T08:00:00+00:00",
    reason="reads so",
    evidence=(Evidence(trigger=MET.trigger, sentence=MET.sentence, event_type="CONSULT", mode="visit"),),
)
ADDED = Correction(
    kind="add",
    author="=analyst",
    time="2026-01-03T08:00:00+00:00",
    reason="missed",
    evidence=(
        Evidence(trigger=DENIED.trigger, sentence=DENIED.sentence, event_type="REJECT"),
        Evidence(trigger=MET.trigger, sentence=MET.sentence, event_type="AGREE"),
    ),
)
RENAMED = Correction(kind="rename", author="b", time="2026-01-04T08:00:00+00:00", reason="spelling", names=("Norland", "Northland"))


def event(key: str, mention: Mention, **fields: Any) -> Event:
    shared = {"mode": mention.mode, "contexts": mention.contexts, "status": mention.status, "mentions": (mention.id,)}
    blank = {"actors": (), "recipients": (), "start": None, "end": None, "location": None, "corroboration": 1, "intensity": 4.0}
    return Event(id=key, event_type=mention.event_type, confidence=0.5, **(shared | blank | fields))


SNAPSHOT = Snapshot(
    documents=(DOCUMENT, OTHER),
    groups={"a": "a", "b": "a"},
    mentions=(MET, DENIED),
    entities=(
        Entity(id="n", name="Norland", country="NOR", sectors=("GOV", "MIL"), names=("Norland",), mentions=(MET.id,), wikidata="Q4115189"),
        Entity(id="s", name="Sudland", country="SUD", names=("Sudland", "Sudland; the"), mentions=(MET.id,)),
        Entity(id="u", name="United Nations", country="UNO", mentions=(MET.id,)),
    ),
    events=(
        event(
            "v",
            MET,
            actors=("n",),
            recipients=("s", "u"),
            start="2024-03-04",
            end="2024-03-04",
            location=PLACE,
            disagreements=(("date", ("1", "2")),),
        ),
        event("w", DENIED),
    ),
    rejected=(Rejected("talks", "code", "back-reference", "a"), Rejected("c.txt", "read", "@risk", "c.txt")),
    runs=(
        Run(id="q", version="9.8", codebook="c", coder="k", options="{}", started="2025-12-31T08:00:00+00:00"),
        Run(id="r", version="9.9", codebook="c", coder="k", options="{}", started="2026-01-01T08:00:00+00:00"),
    ),
    corrections=(ACCEPTED, ADDED, RENAMED),
    unmatched=(Unmatched(RENAMED, "no party goes by that name"),),
)

DAY = When(start="2024-03-04", end="2024-03-04")
RAIN = Stated("rain", (span("citing rain"), span("met")))
STAGES = (Stage("proposed", None, "w"), Stage("under way", DAY, "v"))
TRACKING = Tracking(
    day="2024-03-05",
    tracks=(
        Track(
            id="t",
            mediators=("n",),
            senders=("u",),
            parties=("s", "n"),
            channels=(Stated("visit", (span("met"),)),),
            level="minister",
            issues=(RAIN,),
            stages=STAGES,
            stage="under way",
            outcome=None,
            obstacles=(RAIN,),
            events=("v", "w"),
            conditions=(Condition(RAIN, Stated("talks", (span("met"),)), "w", "until"),),
        ),
    ),
    measures=(
        Measure(
            id="m",
            kind="sanctions",
            imposers=("n",),
            targets=("s",),
            state="in force",
            announced=DAY,
            since=DAY,
            until=None,
            stages=STAGES,
            deadline=DAY,
            passed=True,
            demand=RAIN,
            conditions=(Condition(RAIN, Stated("talks", (span("met"),)), "v"), Condition(RAIN, RAIN, "")),
            reasons=(RAIN,),
            events=("v",),
        ),
    ),
    demands=(
        Demand(id="d", demanders=("n",), addressees=("s",), content=RAIN, issue="access", state="made", stages=STAGES, events=("v",)),
    ),
    detentions=(
        Detention(
            id="h",
            held=("s",),
            holders=("n",),
            place=PLACE,
            since=DAY,
            until=None,
            state="held",
            stages=STAGES,
            access=(Access(("u",), "asked", "visit", DAY, "v"), Access((), "refused", "", None, "")),
            events=("v",),
            manner=(RAIN,),
        ),
    ),
    alignments=(Alignment(id="a", party="n", toward="s", stance="opposes", stages=STAGES, events=("v",)),),
    relations=(
        Bond(
            id="b",
            party="n",
            kind="rival",
            other="Westland",
            status="alleged",
            since=DAY,
            until=None,
            published="2024-03-04",
            sources=1,
            attributed=("the minister",),
            documents=("a",),
            evidence=(span("met"),),
        ),
    ),
    statements=(
        Saying(
            id="y",
            speakers=("n", "=she"),
            kind="says",
            firmness="stated",
            manner="indirect",
            content=Stated("met in Port\tTown", (span("met in Port\tTown"),)),
            through=(),
            published="2024-03-04",
            document="a",
        ),
    ),
    offices=(
        Office(
            id="o",
            person="n",
            post="minister",
            country="NOR",
            standing="holds",
            start="2024-03",
            end="2024-03-04",
            evidence=(span("she"),),
            documents=("a",),
        ),
    ),
    causes=(
        Cause(
            id="k",
            kind="reason",
            effect="v",
            cause="v",
            actors=("n",),
            recipients=("s",),
            result=Stated("met", (span("met"),)),
            ground=Stated("citing rain", (span("citing rain"),)),
            published="2024-03-04",
            sources=1,
            attributed=("the minister",),
            documents=("a",),
            evidence=(span("met"),),
        ),
    ),
    contradictions=(
        Contradiction(
            id="c",
            kind="reason",
            about="v",
            sides=(Side("rain", (span("citing rain"),), ("a",), 1, "2024-03-04"), Side("none", (), ("b",), 1)),
            independent=False,
        ),
    ),
)
