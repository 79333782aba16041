"""Who is actor and who recipient of a trigger: the positions of its frame, looked up in the sentence's tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.codebook.lexicon_model import Lexicon
from detente.coding.dating import is_aside
from detente.coding.participants import Participants
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.records import Participant

TOGETHER = ("with", "alongside")
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
        self._acts = {trigger.head for trigger in triggers if trigger.verbal}
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
            return Cast(tuple(self._all_sides(trigger, places)))
        actors = self._first(trigger, places)
        if trigger.verbal and actors:
            heads = [found.head for found in actors]
            actors += [Placed(f"actor.{name}", head) for name in TOGETHER for head in self._joined(heads, name)]
        return Cast(tuple(actors), tuple(self._others(trigger, others, actors)))

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
            places += ("of.kind", "of.own", "of.from", "of.to")
        return not any(self.accepts(head) for place in places for head in self.heads(trigger, place))

    def thing_does(self, trigger: Trigger) -> bool:
        """Whether the active subject of a verb is a common noun for no party: "the stalemate threatens", "the meeting raised concern"."""
        tree = self._tree
        if tree.passive(trigger.head):
            return False
        groups = self._lexicon.classes.get("collective", frozenset())
        nouns = [noun for noun in tree.subject(trigger.head) if tree.tokens[noun].pos == "NOUN" and tree.lemmas[noun].isdisjoint(groups)]
        return any(not self.accepts(noun, "subject") for noun in nouns)

    def _others(self, trigger: Trigger, places: Sequence[str], actors: Sequence[Placed]) -> list[Placed]:
        """Recipients: the first position that holds one who isn't the actor and not only the actor's own ("closed its embassy")."""
        own = {party.country for party in self._read(actors)}
        acting = {found.head for found in actors}
        for place in places:
            found = [head for head in self.heads(trigger, place) if head not in acting and self.accepts(head, place)]
            if trigger.entry.event_type == "COERCE":  # what is done at home is done to people, not to "the country"
                found = [head for head in found if not self._land(trigger, head)]
            kept = [head for head in found if not self._own(trigger, head, own)]
            if kept:
                return [Placed(place, head) for head in kept]
        return []

    def _land(self, trigger: Trigger, head: int) -> bool:
        """Whether `head` is a country as a thing, or a state where only people can be meant."""
        arrested = trigger.entry.mode == "arrest" and any(found.kind == "state" for found in self._participants.descriptions(head))
        return arrested or not self._tree.lemmas[head].isdisjoint(self._things)

    def _own(self, trigger: Trigger, head: int, own: set[str]) -> bool:
        """Whether `head` leads back to the actor (of the countries `own`), or is a thing that "it" stands for."""
        same = all(party.country in own for party in self._participants.read(head))
        if same and self._tree.tokens[head].tag in ("PRP", "PRP$") and not self._other_person(head):
            return True
        if same and self._possessed(head) and self._tree.lemmas[head].isdisjoint(self._relational):
            return True
        return self._tree.low(head) == "it" and trigger.entry.event_type in TOWARDS_THINGS

    def _other_person(self, index: int) -> bool:
        """Whether the token is a pronoun for somebody else than the actor, as far as its form tells."""
        return self._tree.tokens[index].tag == "PRP" and self._tree.low(index) in ("him", "her", "them")

    def _possessed(self, index: int) -> bool:
        return any(self._tree.tokens[child].tag == "PRP$" for child in self._tree.children(index, "poss"))

    def heads(self, trigger: Trigger, position: str) -> list[int]:
        """The heads of the noun phrases that stand at `position` of `trigger`, coordination opened."""
        found = [index for start in self._at(trigger, position) for index in self._tree.conjuncts(start)]
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
        states = self._tree.low(index) in ("countries", "nations", "states")
        if place not in ("subject", "agent") and not states and not self._tree.lemmas[index].isdisjoint(self._things):
            return any(found.kind == "state" for found in self._participants.descriptions(index))
        return self._participants.is_party(index) or self._participants.is_pronoun(index)

    def _joined(self, heads: Sequence[int], name: str) -> list[int]:
        """'together with X' that hangs on an actor itself."""
        return [
            other for head in heads for found in self._tree.prep(head, name) for other in self._tree.conjuncts(found) if self.accepts(other)
        ]

    def _at(self, trigger: Trigger, position: str) -> list[int]:
        first, _, rest = position.partition(".")
        tree, frame = self._tree, self._lexicon.frames[trigger.entry.frame]
        if first == "verb":
            governor = trigger.head if tree.is_verb(trigger.head) else tree.verb_above(trigger.head)
            if is_aside(tree, trigger.head) and not tree.is_verb(trigger.head):
                return []
            if governor in self._acts and trigger.entry.part != "phrases":
                return self._blamed_or_thanked(governor, trigger.head) if rest == "subject" else []
            return self._verb_place(governor, rest, trigger) if governor is not None else []
        if first == "content":
            verbs = [child for child in tree.children(trigger.head, "xcomp", "ccomp", "acl", "advcl") if tree.is_verb(child)]
            return [head for verb in verbs for head in self._verb_place(verb, rest, trigger)]
        if first == "host":
            head = tree.tokens[trigger.head].head
            return [head] if not tree.is_verb(head) else []
        starts = self._verb_place(trigger.head, first, trigger) if trigger.verbal else self._noun_place(trigger.head, first)
        if not rest:
            return starts
        if frame.both and first == "object":  # "negotiated the release of X": only the parties of talks are sides
            starts = [start for start in starts if start in trigger.words or not self._participants.names_act(start)]
        for name in rest.split("."):
            starts = [head for start in starts for noun in tree.conjuncts(start) for head in self._noun_place(noun, name)]
        return starts

    def _verb_place(self, verb: int, name: str, trigger: Trigger) -> list[int]:
        tree = self._tree
        if name == "subject":
            return [] if tree.passive(verb) else self._doers(verb)
        if name == "object":
            return tree.object(verb)
        if name == "agent":
            return tree.agent(verb) if tree.passive(verb) else []
        if name == "dative":
            return [child for child in tree.children(verb, "dative") if tree.low(child) not in ("to", "for")]
        if name == "reason":
            return self._blamed_in_reason(verb) if tree.passive(verb) and not tree.agent(verb) else []
        found = tree.prep(verb, name)
        if name == "to":
            found = found + [noun for child in tree.children(verb, "dative") for noun in tree.children(child, "pobj")]
        inner = [noun for word in trigger.words if word != trigger.head and verb == trigger.head for noun in self._word_prep(word, name)]
        return list(dict.fromkeys(found + inner))

    def _doers(self, verb: int) -> list[int]:
        """The subject; for a clause that hangs on a thing ("a resolution calling on X") who does what is done with the thing."""
        tree = self._tree
        found = tree.subject(verb)
        if tree.tokens[verb].dep != "acl" or any(self.accepts(head) for noun in found for head in tree.conjuncts(noun)):
            return found
        above = tree.verb_above(tree.tokens[verb].head)
        return tree.subject(above) if above is not None and not tree.passive(above) else found

    def _blamed_or_thanked(self, verb: int, noun: int) -> list[int]:
        """Whose act a noun is that somebody is praised or blamed for: "thanked X for the release"."""
        tree = self._tree
        top = tree.tokens[tree.first_conjunct(noun)]
        if top.dep == "pobj" and tree.low(top.head) in ("for", "over"):
            return tree.object(verb)
        return []

    def _blamed_in_reason(self, verb: int) -> list[int]:
        """Who stands behind a passive by its reason: "was cancelled due to the junta's objections"."""
        tree = self._tree
        clauses = [c for c in tree.children(verb, "advcl") if any(tree.low(m) == "because" for m in tree.children(c, "mark"))]
        if clauses:
            return tree.subject(clauses[0])
        given = [c for c in tree.children(verb, "prep", "advmod", "acomp") if tree.low(c).startswith(("due", "because", "owing"))]
        inner = [noun for child in given for noun in tree.subtree(child) if tree.tokens[noun].dep == "pobj"][:1]
        return [owner for noun in inner for owner in (*tree.children(noun, "poss"), *tree.prep(noun, "by"), *tree.prep(noun, "from"))]

    def _word_prep(self, word: int, name: str) -> list[int]:
        """Objects behind a particle or noun of the phrase itself: "call on X", "impose sanctions on X"."""
        tree = self._tree
        own = tree.children(word, "pobj") if tree.low(word) == name else []
        return own + tree.prep(word, name)

    def _noun_place(self, noun: int, name: str) -> list[int]:
        tree = self._tree
        if name == "own":
            return tree.children(noun, "poss")
        if name == "doer":
            return tree.children(noun, "poss") if tree.prep(noun, "of") else []
        if name == "kind":
            return [child for child in tree.children(noun, "amod", "compound", "nmod") if self._names(child)]
        if name == "by":
            doers = [agent for verb in tree.children(noun, "acl") for agent in tree.agent(verb)]
            gaps = [verb for verb in tree.children(noun, "relcl") if noun in tree.object(verb) and not tree.passive(verb)]
            return tree.prep(noun, "by") + doers + [subject for verb in gaps for subject in tree.subject(verb)]
        return tree.prep(noun, name)

    def _names(self, index: int) -> bool:
        if self._participants.is_nationality(index):
            return True
        if self._tree.tokens[index].pos not in ("NOUN", "PROPN"):
            return any(found.sector not in ("", "GOV", "CVL") for found in self._participants.descriptions(index))
        return self._participants.is_party(index)
