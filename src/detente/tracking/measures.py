"""Measures: who puts what pressure on whom, how far it has come by a day, on what terms.

The fields follow TIES, Threat and Imposition of Economic Sanctions (Morgan, Bapat, Kobayashi 2014): sender, target, type, threat,
imposition, end, and the Global Sanctions Data Base (Felbermayr et al. 2020): case, sanctioning side, sanctioned side, type, begin, end,
easing. From neither: ultimatums' terms, conditions, and kinds of pressure other than sanctions (kinds.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.records import Condition, Measure, Stage, Stated, When, stable_id
from detente.tracking.conditions import conditions_among
from detente.tracking.kinds import WARNING
from detente.tracking.measure_groups import Act, Group, acts_of, groups_of
from detente.tracking.terms import Terms, end_of, is_deadline, terms_of
from detente.tracking.view import HAPPENED, View

_RANK = {name: rank for rank, name in enumerate(("hypothetical", "threatened", "announced", "in force", "eased", "lifted", "expired"))}
_OVER = ("lifted", "expired")
_NO_TERMS = Terms(None, None, None, None)


def measures(view: View) -> tuple[Measure, ...]:
    """All measures that had begun by the day asked for, by kind and id: the state is that of the day, later stages are kept.

    A thing told without a day counts on every day; a stage without one stands behind the earlier stages it presupposes.
    """
    groups = groups_of(view, acts_of(view, view.codebook.tracking))
    today = view.day or _last_day(view)
    found = (_measure(view, group, today) for group in groups)
    return tuple(sorted((measure for measure in found if measure), key=lambda measure: (measure.kind, measure.id)))


def state_after(stages: Iterable[str]) -> str:
    """The state that the names of stages, in order, lead to: a later threat or announcement doesn't undo what is in force."""
    state = ""
    for stage in stages:
        begins = stage == "in force" or (state in _OVER and stage != "eased")
        if begins or not state or _RANK[stage] > _RANK[state]:
            state = stage
    return state


@dataclass(frozen=True, slots=True)
class _Told:
    """An act with the terms of its sentences, and the days of its stage."""

    act: Act
    terms: Terms
    when: When | None
    day: str | None


def _measure(view: View, group: Group, today: str | None) -> Measure | None:
    ordered = _in_order([_told(view, act) for act in group.acts])
    known = [one for one in ordered if view.day is None or (one.day or "") <= view.day]
    if not known:
        return None
    stages = tuple(Stage(one.act.step.stage, one.when, one.act.event.id) for one in ordered)
    events = [one.act.event for one in ordered]
    end = _end(view, ordered)
    state = state_after(one.act.step.stage for one in known)
    if end and today and end.end < today and _RANK["threatened"] < _RANK[state] < _RANK["lifted"]:
        state = "expired"
    deadline = next((one.terms.deadline for one in reversed(ordered) if one.terms.deadline), None)
    return Measure(
        id=stable_id("measure", *group.key),
        kind=group.kind,
        imposers=_unique(party for one in ordered for party in one.act.actors),
        targets=_unique(party for one in ordered for party in one.act.recipients if view.side(party) in group.targets),
        state=state,
        announced=_first_day(ordered, "announced"),
        since=_first_day(ordered, "in force"),
        until=end,
        stages=stages,
        deadline=deadline,
        passed=deadline.end < today if deadline and today else None,
        term=_first(one.terms.term for one in ordered),
        demand=_first(one.terms.demand for one in ordered) if group.kind != WARNING else None,
        consequence=_first(one.terms.consequence for one in ordered),
        conditions=_conditions(ordered),
        reasons=_reasons(ordered),
        events=_unique(event.id for event in events),
    )


def _told(view: View, act: Act) -> _Told:
    """Terms are read where something is threatened or to come. A deadline in place of a day dates no threat: the report does."""
    terms, when = _NO_TERMS, _when(view, act)
    day = when.start if when else view.day_of(act.event)
    if act.step.stage in ("threatened", "announced"):
        terms = _terms(view, act)
        if any(is_deadline(mention, terms.term) for mention in act.mentions):
            day = view.first_published(act.event)
            when = When(start=day, end=day) if day else None
    return _Told(act, terms, when if act.step.onset else None, day)


def _when(view: View, act: Act) -> When | None:
    """The days that the act's own mentions give, before those of other mentions of its event; of what is to come, the report's."""
    own = [mention.date for mention in act.mentions if mention.date]
    if act.event.status in HAPPENED and own:
        return min(own, key=lambda when: (_length(when), when.start))
    return view.when(act.event) if len(act.mentions) == len(act.event.mentions) else None


def _length(when: When) -> int:
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days


def _terms(view: View, act: Act) -> Terms:
    found = [terms_of(mention, _anchor(view, mention.document)) for mention in act.mentions]
    return Terms(
        deadline=next((terms.deadline for terms in found if terms.deadline), None),
        term=_first(terms.term for terms in found),
        demand=_first(terms.demand for terms in found),
        consequence=_first(terms.consequence for terms in found),
    )


def _anchor(view: View, document: str) -> str | None:
    known = view.documents.get(document)
    return known.published.anchor if known else None


def _in_order(told: Sequence[_Told]) -> list[_Told]:
    """By day; what nobody dated comes behind the stages before its own in the life of a measure."""

    def key(one: _Told) -> tuple[str, int]:
        rank = _RANK[one.act.step.stage]
        day = one.day or max((other.day for other in told if other.day and _RANK[other.act.step.stage] <= rank), default="")
        return day, rank

    return sorted(told, key=key)


def _first_day(ordered: Sequence[_Told], stage: str) -> When | None:
    days = [one.when for one in ordered if one.act.step.stage == stage and one.when]
    return min(days, key=lambda when: (when.start, when.end), default=None)


def _end(view: View, ordered: Sequence[_Told]) -> When | None:
    """The day of its lifting or expiry after its last imposition; else the day until which the last report says it is to last."""
    end = None
    for one in ordered:
        if one.act.step.stage in _OVER:
            end = one.when or end
        elif one.act.step.stage in ("in force", "announced"):
            ends = (end_of(mention, mention.trigger.end, _anchor(view, mention.document)) for mention in one.act.mentions)
            end = next((when for when in ends if when), None)
    return end


def _conditions(ordered: Sequence[_Told]) -> tuple[Condition, ...]:
    open_ = (one.act for one in ordered if one.act.step.stage in ("threatened", "announced", "hypothetical"))
    return conditions_among((mention, act.event) for act in open_ for mention in act.mentions)


def _reasons(ordered: Sequence[_Told]) -> tuple[Stated, ...]:
    spans = {mention.reason.text.casefold(): mention.reason for one in ordered for mention in one.act.mentions if mention.reason}
    return tuple(Stated(span.text, (span,)) for span in spans.values())


def _first(values: Iterable[Stated | None]) -> Stated | None:
    return next((value for value in values if value), None)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _last_day(view: View) -> str | None:
    """The last day that a document of the record came out on."""
    return max((day for mention in view.snapshot.mentions if (day := view.published(mention))), default=None)
