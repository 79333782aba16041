"""What an analyst said comes before every weight; sources that hang on one another count once; reasons are told."""

import random

import pytest
from made_mentions import document, mention

from detente.consolidating import Ties, consolidate, field_values, why_joined
from detente.records import Attribution, Snapshot, Span

US = ("United States", "USA", "GOV")
NIGER = ("Niger", "NER", "GOV")
PEER = ("Peru", "PER", "GOV")


def pause(doc, start=0, **fields):
    return mention(doc, start, "SANCTION", [US], [NIGER], "2023-08-04", **fields)


def test_a_split_survives_new_reports():
    docs = [document(name) for name in "abcd"]
    told = [pause(name) for name in "ab"]
    ties = Ties(apart=(frozenset(one.id for one in told),))
    assert len(consolidate(told, docs, {}).events) == 1
    assert len(consolidate(told, docs, {}, ties).events) == 2
    more = [*told, pause("c"), pause("d")]
    home = {key: event.id for event in consolidate(more, docs, {}, ties).events for key in event.mentions}
    assert home[told[0].id] != home[told[1].id]


def test_a_merge_joins_what_nothing_else_would():
    docs = [document(name) for name in "abc"]
    one, two, other = pause("a"), mention("b", 0, "REJECT", [PEER], day="2021-01-01"), mention("c", 0, "ACCUSE", [PEER])
    ties = Ties(together=(frozenset({one.id, two.id}),))
    assert sorted(len(event.mentions) for event in consolidate([one, two, other], docs, {}, ties).events) == [1, 2]


def test_merges_chain():
    assert set(Ties(together=(frozenset("ab"), frozenset("cd"), frozenset("bc"))).bundles().values()) == {"a"}


def test_what_is_apart_from_one_of_a_bundle_is_apart_from_all():
    docs = [document(name) for name in "abc"]
    one, two, other = (pause(name) for name in "abc")
    ties = Ties(together=(frozenset({one.id, other.id}),), apart=(frozenset({two.id, other.id}),))
    assert sorted(len(event.mentions) for event in consolidate([one, two, other], docs, {}, ties).events) == [1, 2]


def source(doc, name):
    return Attribution(span=Span(doc, 60, 61, "x"), name=name)


@pytest.mark.parametrize(
    ("outlets", "quoted", "sources"),
    [
        (("Lake Post", "Hill Post"), (None, None), 2),
        (("Lake Post", "Lake Post"), (None, None), 1),  # one outlet twice
        (("Lake Post", "Hill Post"), (None, "the Lake Post"), 1),  # "the Lake Post reported"
        ((None, None), ("Valley News Agency", "Valley News Agency"), 1),  # both have it from a third
        ((None, None), ("the army", "the army"), 2),  # two reporters of one statement
    ],
)
def test_corroboration_counts_independent_sources(outlets, quoted, sources):
    docs = [document(name, outlet=outlet) for name, outlet in zip("ab", outlets, strict=True)]
    told = [pause(name, attribution=source(name, by) if by else None) for name, by in zip("ab", quoted, strict=True)]
    (event,) = consolidate(told, docs, {}).events
    assert event.corroboration == sources


def snapshot(mentions, documents):
    found = consolidate(mentions, documents, {})
    return found.events, Snapshot(documents=tuple(documents), mentions=tuple(mentions), entities=found.entities, events=found.events)


def test_each_later_mention_says_why_it_was_joined():
    docs = [document("a"), document("b")]
    told = [pause("a"), mention("b", 0, "SANCTION", [US], [NIGER], ("2023-08-01", "2023-08-31"))]
    (event,), record = snapshot(told, docs)
    (reason,) = why_joined(event, record).values()
    assert reason.split("; ") == [
        "same type SANCTION",
        "same actors (United States)",
        "same recipients (Niger)",
        "dates 2023-08-04 and 2023-08-01 to 2023-08-31",
    ]


def test_joined_by_an_analyst_says_so():
    docs = [document("a"), document("b")]
    told = [pause("a"), mention("b", 0, "REJECT", [PEER])]
    ties = Ties(together=(frozenset(one.id for one in told),))
    (event,) = consolidate(told, docs, {}, ties).events
    record = Snapshot(documents=tuple(docs), mentions=tuple(told))
    assert list(why_joined(event, record, ties).values()) == ["an analyst joined them"]


def test_every_value_is_kept_with_who_gives_it():
    docs = [document("a"), document("b")]
    told = [pause("a"), mention("b", 0, "SANCTION", [US], [NIGER], ("2023-08-01", "2023-08-31"))]
    (event,), _ = snapshot(told, docs)
    values = field_values(event, {one.id: one for one in told})
    dates = {value.value: value.mentions for value in values if value.field == "date"}
    assert dates == {"2023-08-04/2023-08-04": (told[0].id,), "2023-08-01/2023-08-31": (told[1].id,)}
    assert [value.mentions for value in values if value.field == "actor"] == [event.mentions]


def test_second_and_third_rounds_are_two():
    round_two, round_three = (mention(doc, 0, "CONSULT", [US, NIGER], day=("2023-08-01", "2023-08-31")) for doc in "ab")
    texts = "It was the second talks between them, they said, in August", "A third talks between them was held, they said, in August"

    def saying(one, text):
        start = text.index("talks")
        fields = {name: getattr(one, name) for name in one.__dataclass_fields__ if name not in ("sentence", "trigger")}
        doc = one.document
        return type(one)(sentence=Span(doc, 0, len(text), text), trigger=Span(doc, start, start + 5, "talks"), **fields)

    told = [saying(one, text) for one, text in zip((round_two, round_three), texts, strict=True)]
    assert len(consolidate(told, [document("a"), document("b")], {}).events) == 2


def test_a_report_of_the_night_and_of_the_morning_may_be_one():
    docs = [document("a"), document("b")]
    night, morning, days_later = (
        mention(doc, 0, "COERCE", [PEER], [US], day, mode="arrest")
        for doc, day in (("a", "2023-08-04"), ("b", "2023-08-05"), ("b", "2023-08-07"))
    )
    assert len(consolidate([night, morning], docs, {}).events) == 1
    assert len(consolidate([night, days_later], docs, {}).events) == 2


def test_ties_do_not_depend_on_order():
    docs = [document(name) for name in "abcdef"]
    told = [pause(name) for name in "abcdef"]
    ties = Ties(together=(frozenset({told[0].id, told[3].id}),), apart=(frozenset({told[3].id, told[5].id}),))
    first = consolidate(told, docs, {}, ties)
    random.Random(3).shuffle(told)
    assert consolidate(told, docs, {}, ties) == first
