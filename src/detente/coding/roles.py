"""Who is actor and who recipient of a trigger: the positions of its frame, looked up in the sentence's tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.codebook.lexicon_model import Lexicon
from detente.coding.participants import Participants
from detente.coding.positions import Positions
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.records import Participant

TOGETHER = ("with", "alongside")
ON_PEOPLE = frozenset(("COERCE", "ASSAULT", "REQUEST", "ACCUSE"))  # done to one's own people too: "arrested its own deputies"
TOWARDS_THINGS = frozenset(("AGREE", "CONCEDE", "SUPPORT", "RETREAT", "REJECT"))


class Placed(NamedTuple):
    """The head of a noun phrase and the position of the frame where it stands."""

    position: str
    head: int


class Cast(NamedTuple):
    """Who acts and who is acted on, each with its position."""

    actors: tuple[Placed, ...]
    recipients: tuple[Placed, ...] = ()


class Roles:
    """Finds the parties of the triggers of one sentence."""

    def __init__(self, tree: Tree, participants: Participants, lexicon: Lexicon, triggers: Sequence[Trigger] = ()) -> None:
        self._tree = tree
        self._participants = participants
        self._lexicon = lexicon
        self._positions = Positions(tree, participants, lexicon, frozenset(trigger.head for trigger in triggers if trigger.verbal))
        self._things = lexicon.classes.get("thing", frozenset())
        self._relational = lexicon.classes.get("relational", frozenset())

    def parties(self, trigger: Trigger) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Actors and recipients of `trigger` in the order of the text; both may be empty."""
        return self.read(self.cast(trigger))

    def read(self, cast: Cast) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """The participants that a cast's noun phrases name, each once."""
        return self._read(cast.actors), self._read(cast.recipients)

    def _read(self, placed: Iterable[Placed]) -> tuple[Participant, ...]:
        return self._participants.read_all(found.head for found in placed)

    def cast(self, trigger: Trigger) -> Cast:
        """The noun phrases that play a role in `trigger`, with their positions."""
        frame = self._lexicon.frames[trigger.entry.frame]
        places, others = (frame.actor, frame.recipient) if trigger.verbal else (frame.noun_actor, frame.noun_recipient)
        if frame.both:
            return Cast(self.whole(self._all_sides(trigger, places)))
        actors = self._first(trigger, places)
        if trigger.verbal and actors:
            heads = [found.head for found in actors]
            actors += [Placed(f"actor.{name}", head) for name in TOGETHER for head in self._joined(heads, name)]
        return Cast(self.whole(actors), self.whole(self._others(trigger, others, actors)))

    def whole(self, placed: Sequence[Placed]) -> tuple[Placed, ...]:
        """One for each noun phrase, and none that stands in another's: "Polish and Dutch jets", and not "Dutch" beside them."""
        bounds = {self._participants.bounds(found.head): found for found in placed}

        def inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
            return one != other and other[0] <= one[0] and one[1] <= other[1]

        return tuple(found for one, found in bounds.items() if not any(inside(one, other) for other in bounds))

    def who(self, head: int) -> tuple[tuple[str, str, str], ...]:
        """Name, country and sector of each party that the noun phrase stands for."""
        return tuple((party.name, party.country, party.sector) for party in self._participants.read(head))

    def named(self, trigger: Trigger, head: int, place: str = "") -> int:
        """The head of the whole name around `head`, where that can be a party of the trigger; else `head`."""
        top = self._participants.top(head)
        return top if top not in (trigger.head, *trigger.words) and self.accepts(top, place) else head

    @property
    def tree(self) -> Tree:
        """The tree that roles are looked up in."""
        return self._tree

    def reciprocal(self, trigger: Trigger) -> bool:
        """Whether all sides of the trigger act (PLOVER manual, Compound and Reciprocal Actors)."""
        return self._lexicon.frames[trigger.entry.frame].both

    def is_bare(self, trigger: Trigger) -> bool:
        """Whether a noun only refers back: "the talks", "the raid", with nobody named beside it; agreements also with parties."""
        tree = self._tree
        if not any(
            tree.low(child) in ("the", "this", "that", "these", "those", "such") for child in tree.children(trigger.head, "det", "predet")
        ):
            return False
        if trigger.entry.event_type in ("AGREE", "SUPPORT") and tree.tokens[trigger.head].dep in ("pobj", "dobj"):
            return True
        places = ["own", "of", "by", "between", "with", "against", "among", "kind", "on", "to"]
        if len(trigger.words) > 1:
            places += ("of.kind", "of.own", "of.from", "of.to", "of.by", "of.with")
        return not any(self.accepts(head) for place in places for head in self.heads(trigger, place))

    def thing_does(self, trigger: Trigger) -> bool:
        """Whether the active subject of a verb is a common noun for no party: "the stalemate threatens", "the meeting raised concern"."""
        tree = self._tree
        if tree.passive(trigger.head) or "subject" not in self._lexicon.frames[trigger.entry.frame].actor:
            return False
        groups = self._lexicon.classes.get("collective", frozenset())
        nouns = [noun for noun in tree.subject(trigger.head) if tree.tokens[noun].pos == "NOUN" and tree.lemmas[noun].isdisjoint(groups)]
        return any(not self.accepts(noun, "subject") for noun in nouns)

    def _others(self, trigger: Trigger, places: Sequence[str], actors: Sequence[Placed]) -> list[Placed]:
        """Recipients: the first position that holds one who isn't the actor and not only the actor's own ("closed its embassy")."""
        own = {party.country for party in self._read(actors)}
        acting = {found.head for found in actors}
        for place in places:
            heads = [head for head in self.heads(trigger, place) if head not in acting]
            found = [head for head in heads if self.accepts(head, place) or self._under_fire(trigger, head)]
            if trigger.entry.event_type == "COERCE":  # what is done at home is done to people, not to "the country"
                found = [head for head in found if not self._land(trigger, head)]
            kept = [head for head in found if not self._own(trigger, head, own)]
            if kept:
                return [Placed(place, head) for head in kept]
        return []

    def _under_fire(self, trigger: Trigger, head: int) -> bool:
        """Whether `head` is a place with people in it that is shelled, bombed or burned, not taken."""
        return trigger.entry.event_type == "ASSAULT" and trigger.entry.mode is not None and self._participants.is_party(head)

    def _land(self, trigger: Trigger, head: int) -> bool:
        """Whether `head` is a country as a thing, or a state where only people can be meant."""
        arrested = trigger.entry.mode == "arrest" and any(found.kind == "state" for found in self._participants.descriptions(head))
        return arrested or not self._tree.lemmas[head].isdisjoint(self._things)

    def _own(self, trigger: Trigger, head: int, own: set[str]) -> bool:
        """Whether `head` leads back to the actor (of the countries `own`), or is a thing that "it" stands for."""
        if self._tree.low(head) in ("we", "i"):  # "said that we must work": who speaks is among them
            return True
        same = all(party.country in own for party in self._participants.read(head))
        if same and self._tree.tokens[head].tag in ("PRP", "PRP$") and not self._other_person(head):
            return True
        if same and self._possessed(head) and self._tree.lemmas[head].isdisjoint(self._relational):
            people = trigger.entry.event_type in ON_PEOPLE or trigger.entry.mode == "expel"
            return not (people and self._participants.is_people(head))
        return self._tree.low(head) == "it" and trigger.entry.event_type in TOWARDS_THINGS

    def _other_person(self, index: int) -> bool:
        """Whether the token is a pronoun for somebody else than the actor, as far as its form tells."""
        return self._tree.tokens[index].tag == "PRP" and self._tree.low(index) in ("him", "her", "them")

    def _possessed(self, index: int) -> bool:
        return any(self._tree.tokens[child].tag == "PRP$" for child in self._tree.children(index, "poss"))

    def heads(self, trigger: Trigger, position: str) -> list[int]:
        """The heads of the noun phrases that stand at `position` of `trigger`, coordination opened."""
        starts = [index for start in self._positions.at(trigger, position) for index in self._tree.conjuncts(start)]
        found = [self.named(trigger, index, position) for index in starts]
        return [index for index in dict.fromkeys(found) if index != trigger.head and not self._spells(trigger, index)]

    def _spells(self, trigger: Trigger, index: int) -> bool:
        """Whether the token is a fixed word of the phrase itself: "emergency" in "declare emergency"."""
        if index not in trigger.words:
            return False
        return any(len(slot) == 1 and not slot.isdisjoint(self._tree.lemmas[index]) for slot in trigger.entry.words)

    def _first(self, trigger: Trigger, places: Sequence[str]) -> list[Placed]:
        for place in places:
            found = [Placed(place, head) for head in self.heads(trigger, place) if self.accepts(head, place)]
            if found:
                return found
        return []

    def _all_sides(self, trigger: Trigger, places: Sequence[str]) -> list[Placed]:
        """Parties from one position after the other until there are two sides."""
        found: dict[int, Placed] = {}
        for place in places:
            fresh = [head for head in self.heads(trigger, place) if head not in found and self.accepts(head)]
            found |= {head: Placed(place, head) for head in fresh}
            if len(self._read(found.values())) > 1:
                break
        return [found[head] for head in sorted(found)]

    def accepts(self, index: int, place: str = "") -> bool:
        """Whether the noun phrase headed by `index` can be a party at `place`."""
        return self._positions.accepts(index, place)

    def _joined(self, heads: Sequence[int], name: str) -> list[int]:
        """'together with X' that hangs on an actor itself."""
        return [
            other for head in heads for found in self._tree.prep(head, name) for other in self._tree.conjuncts(found) if self.accepts(other)
        ]
