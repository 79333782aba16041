"""The review applied to what was coded: mentions that hold, ties for consolidation, and what finds no place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.consolidating.entities import normal_name
from detente.consolidating.ties import Ties
from detente.errors import ConfigError
from detente.records import Correction, Document, Evidence, Mention, Unmatched
from detente.reviewing.constraints import Wish, hold_latest
from detente.reviewing.matching import Slot, Slots, evidence_of
from detente.reviewing.values import Passage, parse_object, read_values
from detente.reviewing.withdrawing import in_order, taken_back

ONE_CODING = ("accept", "reject")  # say something of one coding of a passage, not of what it reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What holds after the review.

    `mentions` by document and place; `states` tells of each, by id, coded (as the machine had it), accepted, revised or added;
    `rejected` are those turned down, `evidence` the passage by which to speak of any of them again. `overruled` are the coded
    mentions that do not hold as they were coded, `withdrawn` the ids of corrections that were taken back.
    """

    mentions: tuple[Mention, ...] = ()
    states: Mapping[str, str]
    rejected: tuple[Mention, ...] = ()
    evidence: Mapping[str, Evidence]
    overruled: tuple[str, ...] = ()
    ties: Ties = field(default_factory=Ties)
    unmatched: tuple[Unmatched, ...] = ()
    withdrawn: frozenset[str] = frozenset()


def review(mentions: Iterable[Mention], corrections: Iterable[Correction], documents: Iterable[Document]) -> Reviewed:
    """Apply `corrections` to coded `mentions` of `documents`. Pure; the order of `mentions` and `documents` does not matter.

    Corrections count by their time, a later one over an earlier one, without those that were withdrawn. Each finds its mention by
    passage: the same trigger, type and mode; the same trigger and type; the same trigger (but for accept and reject, which speak of
    one coding); a trigger of the same type that overlaps in the sentence. What finds none is in `unmatched`, with the reason.
    """
    coded = sorted(mentions, key=_place)
    ordered = in_order(corrections)
    withdrawn = taken_back(ordered)
    work = _Work(Slots(coded), {document.id: document for document in documents}, {one.id for one in ordered})
    active = [(number, one) for number, one in enumerate(ordered) if one.id not in withdrawn]
    for number, one in active:
        if one.kind == "add":
            work.try_(number, one)
    for number, one in active:
        if one.kind != "add":
            work.try_(number, one)
    return work.result(coded, withdrawn)


def _place(mention: Mention) -> tuple[str, int, int, str]:
    return mention.document, mention.trigger.start, mention.trigger.end, mention.id


class _MisplacedError(Exception):
    """A correction that has no place in the record, and why."""


class _Work:
    """A review under way."""

    def __init__(self, slots: Slots, documents: Mapping[str, Document], log: set[str]) -> None:
        self.slots = slots
        self.documents = documents
        self.log = log
        self.wishes: list[tuple[Correction, list[tuple[Slot, ...]]]] = []
        self.of_names: list[Correction] = []
        self.unmatched: dict[str, Unmatched] = {}

    def try_(self, number: int, correction: Correction) -> None:
        """Do what a correction says, or note why that can't be done."""
        try:
            self._do(number, correction)
        except (_MisplacedError, ConfigError) as error:
            self._note(correction, str(error))

    def _note(self, correction: Correction, reason: str) -> None:
        self.unmatched.setdefault(correction.id, Unmatched(correction, reason))

    def _do(self, number: int, correction: Correction) -> None:
        kind = correction.kind
        if kind in ("rename", "join", "part"):
            self.of_names.append(correction)
        elif kind == "withdraw":
            if correction.of not in self.log:
                raise _MisplacedError(f"the log holds no correction {correction.of}")
        elif kind in ("merge", "split"):
            self._tie(correction)
        elif not correction.evidence:
            raise _MisplacedError("it names no passage")
        elif kind == "add":
            self._add(number, correction)
        else:
            slot = self._find(correction.evidence[0], any_type=kind not in ONE_CODING)
            if kind == "correct":
                slot.fields |= read_values(correction.values, self._passage(slot.origin))
            slot.verdict = "rejected" if kind == "reject" else "accepted"
            slot.touched = number

    def _add(self, number: int, correction: Correction) -> None:
        """A mention by hand; where the machine has one of the same trigger and type by now, the hand's values go on top of it."""
        evidence = correction.evidence[0]
        self._check_text(evidence)
        mention = Mention(
            sentence=evidence.sentence, trigger=evidence.trigger, event_type=evidence.event_type, mode=evidence.mode, confidence=1.0
        )
        fields = read_values(correction.values, self._passage(mention))
        slot = self.slots.match(evidence, any_type=False)
        if slot is None or slot.origin.trigger != evidence.trigger:
            self.slots.put(Slot(mention, True, "accepted", fields, number))
        else:
            slot.fields |= {"mode": evidence.mode, "confidence": 1.0, **fields}
            slot.verdict, slot.touched = "accepted", number

    def _tie(self, correction: Correction) -> None:
        slots = [self._maybe(evidence) for evidence in correction.evidence]
        lost = slots.count(None)
        groups = parse_object(correction.values).get("groups") if correction.kind == "split" else None
        if groups is None:
            groups = [list(range(len(slots)))] if correction.kind == "merge" else [[number] for number in range(len(slots))]
        if not _are_groups(groups, len(slots)):
            raise _MisplacedError("its groups are no lists of places in its evidence")
        found = [tuple(dict.fromkeys(slot for number in group if (slot := slots[number]) is not None)) for group in groups]
        if sum(map(len, found)) < 2 or (correction.kind == "split" and sum(map(bool, found)) < 2):
            raise _MisplacedError(f"{lost} of its {len(slots)} mentions are no longer there, and what is left makes no {correction.kind}")
        if lost:
            self._note(correction, f"in part: {lost} of its {len(slots)} mentions are no longer there; the others are held to it")
        self.wishes.append((correction, found))

    def _maybe(self, evidence: Evidence) -> Slot | None:
        try:
            return self._find(evidence, any_type=True)
        except _MisplacedError:
            return None

    def _find(self, evidence: Evidence, any_type: bool) -> Slot:
        self._check_text(evidence)
        slot = self.slots.match(evidence, any_type)
        if slot is None:
            raise _MisplacedError(f"no mention of {evidence.event_type} is coded at {evidence.trigger.text!r} any more")
        return slot

    def _check_text(self, evidence: Evidence) -> None:
        document = self.documents.get(evidence.trigger.document)
        if document is None:
            raise _MisplacedError(f"the record has no document {evidence.trigger.document}")
        within = evidence.sentence.start <= evidence.trigger.start and evidence.trigger.end <= evidence.sentence.end
        if not (document.holds(evidence.trigger) and document.holds(evidence.sentence) and within):
            raise _MisplacedError(f"{evidence.trigger.text!r} is not what stands in document {document.id} at its place")

    def _passage(self, mention: Mention) -> Passage:
        return Passage(document=self.documents[mention.document], sentence=mention.sentence)

    def result(self, coded: Sequence[Mention], withdrawn: frozenset[str]) -> Reviewed:
        """All that holds, once every correction was tried."""
        holders, rejected = self._holders()
        ids = {slot: key for key, slots in holders.items() for slot in slots}
        kept = {key: slots[0] for key, slots in holders.items()}
        effective = {key: _made(slot) for key, slot in kept.items()}
        evidence = {mention.id: evidence_of(slot.origin) for mention, slot in rejected}
        evidence |= {key: evidence_of(slot.origin) for key, slot in kept.items()}
        return Reviewed(
            mentions=tuple(sorted(effective.values(), key=_place)),
            states={key: _state(slot) for key, slot in kept.items()},
            rejected=tuple(sorted((mention for mention, _ in rejected), key=_place)),
            evidence=evidence,
            overruled=tuple(sorted(mention.id for mention in coded if effective.get(mention.id) != mention)),
            ties=self._ties(ids, effective.values()),
            unmatched=tuple(sorted(self.unmatched.values(), key=lambda one: (one.correction.time, one.correction.id))),
            withdrawn=withdrawn,
        )

    def _holders(self) -> tuple[dict[str, list[Slot]], list[tuple[Mention, Slot]]]:
        """By id of the mention that holds the slots that came to be it, last touched first; and the slots that were rejected."""
        holders: dict[str, list[Slot]] = {}
        rejected = []
        for slot in self.slots.all():
            if slot.verdict == "rejected":
                rejected.append((_made(slot), slot))
            else:
                holders.setdefault(_made(slot).id, []).append(slot)
        for slots in holders.values():
            slots.sort(key=lambda slot: (-slot.touched, slot.origin.id))
        return holders, rejected

    def _ties(self, ids: Mapping[Slot, str], mentions: Iterable[Mention]) -> Ties:
        wishes = []
        for correction, groups in self.wishes:
            held = [tuple(dict.fromkeys(ids[slot] for slot in group if slot in ids)) for group in groups]
            left = [group for group in held if group]
            if len(set().union(*left)) < 2 or (correction.kind == "split" and len(left) < 2):
                self._note(correction, f"its mentions were rejected or have become one: what is left makes no {correction.kind}")
            else:
                wishes.append(Wish(correction.kind == "merge", tuple(left)))
        together, apart = hold_latest(wishes)
        names = _Names(mentions)
        for correction in self.of_names:
            try:
                names.take(correction)
            except _MisplacedError as error:
                self._note(correction, str(error))
        names_together, names_apart = hold_latest(names.wishes)
        return Ties(
            together=together,
            apart=apart,
            names_together=names_together,
            names_apart=names_apart,
            renames=tuple(names.renames.values()),
        )


class _Names:
    """Corrections of entities, by the names that the mentions that hold give to parties."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        parties = (party.name for mention in mentions for party in (*mention.actors, *mention.recipients))
        self.present: dict[str, str] = {}
        for name in sorted(set(parties)):
            self.present.setdefault(normal_name(name), name)
        self.aliases: dict[str, str] = {}  # a name that was given, to the one that stands in the texts
        self.renames: dict[str, tuple[str, str]] = {}
        self.wishes: list[Wish] = []

    def take(self, correction: Correction) -> None:
        """Note a rename, join or part. Raises _MisplacedError where nobody bears its names."""
        if correction.kind == "rename":
            if len(correction.names) != 2:
                raise _MisplacedError("a rename has two names: that of the party, and the one it shall bear")
            old, new = self._known(correction.names[0]), correction.names[1]
            if old is None:
                raise _MisplacedError(f"no party bears the name {correction.names[0]!r} any more")
            self.renames.pop(normal_name(old), None)
            self.renames[normal_name(old)] = (old, new)
            self.aliases[normal_name(new)] = old
            return
        found = tuple(dict.fromkeys(known for name in correction.names if (known := self._known(name)) is not None))
        if len(found) < 2:
            raise _MisplacedError(f"of the names {', '.join(correction.names)} fewer than two are borne by parties any more")
        self.wishes.append(Wish(correction.kind == "join", (found,) if correction.kind == "join" else tuple((name,) for name in found)))

    def _known(self, name: str) -> str | None:
        key = normal_name(name)
        return self.present.get(key, self.aliases.get(key))


def _are_groups(groups: object, size: int) -> bool:
    return isinstance(groups, list) and all(
        isinstance(group, list) and all(isinstance(number, int) and 0 <= number < size for number in group) for group in groups
    )


def _made(slot: Slot) -> Mention:
    return replace(slot.origin, **slot.fields)


def _state(slot: Slot) -> str:
    if slot.added:
        return "added"
    return "revised" if _made(slot) != slot.origin else slot.verdict or "coded"
