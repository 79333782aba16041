"""Precision, recall and F1 of events, triples and roles; shares of modes, dates, status and places; confusions and errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from detente.evaluating.fields import countries, differing, same_source, same_triple, shares, with_sector
from detente.evaluating.gold import GoldDocument, GoldEvent
from detente.evaluating.pairing import Row, is_excused, pair_up, text_of
from detente.evaluating.scores import MISSED, SPURIOUS, WRONG_FIELD, WRONG_TYPE, Fault, Judged, Scores, total


def evaluate(gold: Sequence[GoldDocument], rows: Iterable[Row]) -> Scores:
    """Compare coded mentions, as `detente code` prints them, with gold documents; mentions of other documents are left out."""
    return total(evaluate_each(gold, rows))


def evaluate_each(gold: Sequence[GoldDocument], rows: Iterable[Row]) -> list[Scores]:
    """The scores of each document by itself, in the order of `gold`; they add up to what `evaluate` gives."""
    coded: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        coded[str(row.get("document"))].append(row)
    return [_score_document(document, coded[document.doc_id]) for document in gold]


def _score_document(document: GoldDocument, rows: Sequence[Row]) -> Scores:
    scores, events = Scores(documents=1), document.events
    pairs = pair_up(events, rows)
    partner = {j: i for i, j in pairs}
    counted = [j for j, row in enumerate(rows) if j in partner or not is_excused(row, document.neutral)]
    right = {j: i for j, i in partner.items() if events[i].event_type == rows[j].get("event_type")}
    triples = sum(same_triple(events[i], rows[j]) for j, i in right.items())
    for rate, hits in ((scores.event, len(right)), (scores.detection, len(pairs)), (scores.triple, triples)):
        rate.add(hits, len(counted), len(events))
    for event in events:
        scores.types[event.event_type].gold += 1
    for j in counted:
        scores.types[str(rows[j].get("event_type"))].coded += 1
        scores.judged.append(Judged(rows[j].get("confidence"), j in right))
    for j, i in sorted(right.items(), key=lambda item: item[1]):
        scores.types[events[i].event_type].hits += 1
        for name, same in shares(events[i], rows[j]):
            scores.fields[name].add(same, 1, 1)
        _score_roles(events[i], rows[j], scores)
    _confuse(document, rows, partner, counted, scores)
    return scores


def _confuse(document: GoldDocument, rows: Sequence[Row], partner: dict[int, int], counted: Sequence[int], scores: Scores) -> None:
    """Fill the confusion matrix and the list of faults."""
    coded_as = {i: j for j, i in partner.items()}
    for i, event in enumerate(document.events):
        row = rows[coded_as[i]] if i in coded_as else None
        scores.confusion[event.event_type, str(row.get("event_type")) if row else MISSED] += 1
        scores.faults += _faults(document.doc_id, event, row)
    for j in counted:
        if j not in partner:
            kind, trigger = str(rows[j].get("event_type")), text_of(rows[j], "trigger")
            scores.confusion[SPURIOUS, kind] += 1
            scores.faults.append(
                Fault(SPURIOUS, document.doc_id, kind, trigger, text_of(rows[j], "sentence"), coded=kind, coded_trigger=trigger)
            )


def _faults(doc_id: str, event: GoldEvent, row: Row | None) -> list[Fault]:
    told = (doc_id, event.event_type, event.trigger, event.sentence)
    if row is None:
        return [Fault(MISSED, *told, gold=event.event_type)]
    trigger = text_of(row, "trigger")
    if event.event_type != row.get("event_type"):
        return [Fault(WRONG_TYPE, *told, "event_type", event.event_type, str(row.get("event_type")), trigger)]
    return [Fault(WRONG_FIELD, *told, name, gold, coded, trigger) for name, gold, coded in differing(event, row)]


def _score_roles(event: GoldEvent, row: Row, scores: Scores) -> None:
    for role, gold, coded in (
        ("actor", event.actors, row.get("actors") or ()),
        ("recipient", event.recipients, row.get("recipients") or ()),
    ):
        wide, wide_coded = countries(gold), countries(coded)
        scores.roles[f"{role} country"].add(len(wide & wide_coded), len(wide_coded), len(wide))
        fine, fine_coded = with_sector(gold), with_sector(coded)
        scores.roles[f"{role} country and sector"].add(len(fine & fine_coded), len(fine_coded), len(fine))
    scores.roles["attribution"].add(same_source(event, row), bool(text_of(row, "attribution")), bool(event.attributed_to))
