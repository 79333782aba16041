"""Joining over the annotated crises: order changes nothing, figures don't fall, and cost for each document doesn't grow."""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from detente.consolidating import cases, consolidate, entities, joining
from detente.evaluating import load_gold
from detente.evaluating.clusters import b_cubed, conll_f1
from detente.evaluating.gold_mentions import as_document, gold_mentions
from detente.records import When

FOLDER = Path(__file__).parent.parent.parent / "corpus" / "joining"
CRISES = ("fashaga", "bamako", "doha")


@cache
def crisis(name):
    gold = load_gold(FOLDER / f"{name}.jsonl")
    mentions = [gold_mentions(one) for one in gold]
    happening = {m.id: e.happening for one, told in zip(gold, mentions, strict=True) for m, e in zip(told, one.events, strict=True)}
    return [as_document(one) for one in gold], [m for told in mentions for m in told], happening


@pytest.mark.parametrize("name", CRISES)
def test_mentions_are_joined_as_annotators_did(name):
    """By the words of the texts alone, without the names that parsing gives: floors some points below what was measured."""
    documents, mentions, happening = crisis(name)
    gold = [{key for key, one in happening.items() if one == name} for name in sorted(set(happening.values()))]
    found = [event.mentions for event in consolidate(mentions, documents, {}).events]
    assert b_cubed(gold, found).f1 > 0.84
    assert conll_f1(gold, found) > 0.77


@pytest.mark.parametrize("seed", range(3))
def test_documents_in_any_order_give_one_record(seed):
    documents, mentions, _ = crisis("bamako")
    first = consolidate(mentions, documents, {})
    chance = random.Random(seed)
    documents, mentions = list(documents), list(mentions)
    chance.shuffle(documents)
    chance.shuffle(mentions)
    assert consolidate(mentions, documents, {}) == first


def test_an_event_keeps_its_id_when_reports_after_it_are_added():
    documents, mentions, _ = crisis("fashaga")
    early = {document.id for document in documents[: len(documents) // 2]}
    before = consolidate([m for m in mentions if m.document in early], [d for d in documents if d.id in early], {})
    after = {event.id for event in consolidate(mentions, documents, {}).events}
    kept = sum(event.id in after for event in before.events)
    assert kept > 0.9 * len(before.events)


def later(mention, days, turn):
    """The mention as another document's, `days` later."""

    def moved(span):
        return type(span)(f"{span.document}-{turn}", span.start, span.end, span.text)

    def side(parties):
        return tuple(type(p)(span=moved(p.span), name=p.name, country=p.country, sector=p.sector, sectors=p.sectors) for p in parties)

    when = mention.date
    days_later = [(date.fromisoformat(day) + timedelta(days=days)).isoformat() for day in (when.start, when.end)] if when else None
    return type(mention)(
        sentence=moved(mention.sentence),
        trigger=moved(mention.trigger),
        event_type=mention.event_type,
        mode=mention.mode,
        status=mention.status,
        actors=side(mention.actors),
        recipients=side(mention.recipients),
        date=When(start=days_later[0], end=days_later[1]) if days_later else None,
    )


def compared(turns, monkeypatch):
    """How many pairs are weighed for a crisis that repeats `turns` times."""
    _, mentions, _ = crisis("doha")
    told = [later(mention, 40 * turn, turn) for turn in range(turns) for mention in mentions]
    count = 0
    weigh = joining.weigh

    def counted(a, b):
        nonlocal count
        count += 1
        return weigh(a, b)

    monkeypatch.setattr(joining, "weigh", counted)
    joining.join_mentions(cases.make_cases(told, entities.join_names(told)[1], {}, {}))
    monkeypatch.setattr(joining, "weigh", weigh)
    return count


def test_pairs_that_are_compared_grow_with_mentions_not_with_their_square(monkeypatch):
    few, many = compared(4, monkeypatch), compared(16, monkeypatch)
    assert many < 2 * 4 * few  # all pairs would be sixteen times as many
