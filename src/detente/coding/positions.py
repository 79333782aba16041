"""Where a frame's positions lie in a sentence's tree: the subject of a verb, its object, what stands behind a preposition, an owner."""

from __future__ import annotations

from detente.codebook.lexicon_model import Lexicon
from detente.coding.dating import is_aside
from detente.coding.denials import denier
from detente.coding.participants import Participants
from detente.coding.saying import STATING
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger

DYING = frozenset(("die", "perish", "fall"))
RAISING = frozenset(("expect", "schedule", "set", "slate", "plan", "due"))
HELD = frozenset(
    ("detain", "jail", "imprison", "arrest", "captive", "hostage", "prisoner", "detainee", "oust", "depose", "topple", "inmate")
)
MADE = frozenset(("dobj", "appos", "npadvmod", "attr", "dep", "pobj", "oprd"))  # where a thing stands that a clause tells somebody made


class Positions:
    """Looks positions up in one sentence; `acts` are the heads of its verbal triggers."""

    def __init__(self, tree: Tree, participants: Participants, lexicon: Lexicon, acts: frozenset[int]) -> None:
        self._tree = tree
        self._participants = participants
        self._lexicon = lexicon
        self._acts = acts
        self._things = lexicon.classes.get("thing", frozenset())
        self._casualty = lexicon.classes.get("casualty", frozenset())

    def accepts(self, index: int, place: str = "") -> bool:
        """Whether the noun phrase headed by `index` can be a party at `place`."""
        states = self._tree.low(index) in ("countries", "nations", "states")
        if place == "at" and self._participants.is_venue(index):
            return False
        if place not in ("subject", "agent") and not states and not self._tree.lemmas[index].isdisjoint(self._things):
            return any(found.kind == "state" for found in self._participants.descriptions(index))
        return self._participants.is_party(index) or self._participants.is_pronoun(index)

    def at(self, trigger: Trigger, position: str) -> list[int]:
        """The heads at `position` of `trigger`, without those coordinated with them."""
        first, _, rest = position.partition(".")
        tree, frame = self._tree, self._lexicon.frames[trigger.entry.frame]
        if first == "verb":
            governor = trigger.head if tree.is_verb(trigger.head) else tree.verb_above(trigger.head)
            if is_aside(tree, trigger.head) and not tree.is_verb(trigger.head):
                return []
            if trigger.entry.event_type == "ACCUSE" and denier(tree, trigger.head):
                return []
            if governor in self._acts and trigger.entry.part != "phrases":
                return self._blamed_or_thanked(governor, trigger.head) if rest == "subject" else []
            return self._verb_place(governor, rest, trigger) if governor is not None else []
        if first == "content":
            clauses = [child for child in tree.children(trigger.head, "xcomp", "ccomp", "acl", "advcl") if tree.is_verb(child)]
            rows = [(verb, head) for verb in clauses if verb > trigger.head for head in self._verb_place(verb, rest, trigger)]
            seen = trigger.words if trigger.entry.mode == "meet" else ()  # "refused to see a delegation"
            return [head for verb, head in rows if rest != "object" or verb in seen or self._participants.is_named(head)]
        if first == "denier":
            return denier(tree, trigger.head)
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
        raised = verb == trigger.head and self._raised(trigger)
        if name == "subject":
            return [] if tree.passive(verb) and not raised else self._doers(verb)
        if name == "object" and raised:
            return [noun for clause in tree.children(verb, "xcomp") for noun in tree.object(clause)]
        if name == "speaker":
            return self._speakers(verb)
        if name == "kept":
            return self._kept(verb)
        if name == "object":
            return tree.object(verb) or (self._particle_object(trigger) if verb == trigger.head else [])
        if name == "victim":
            return self._victims(verb)
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

    def _speakers(self, verb: int) -> list[int]:
        """Who says of a passive that nobody is named as the doer of: "force was not excluded, the bloc said"."""
        tree, token = self._tree, self._tree.tokens[verb]
        while token.dep == "conj" and tree.is_verb(token.head):
            token = tree.tokens[token.head]
        if not tree.passive(verb) or tree.agent(verb) or token.dep != "ccomp" or tree.lemma(token.head) not in STATING:
            return []
        return tree.subject(token.head)

    def _raised(self, trigger: Trigger) -> bool:
        """Whether a passive has the doer of its infinitive as subject: "is expected to visit"."""
        tree, verb = self._tree, trigger.head
        if tree.lemmas[verb].isdisjoint(RAISING) or not tree.passive(verb):
            return False
        return any(tree.infinitive(clause) and clause in trigger.words for clause in tree.children(verb, "xcomp"))

    def _kept(self, verb: int) -> list[int]:
        """What a passive keeps as its object: "was refused a meeting" the meeting; not one with a captive, who refuses nothing."""
        tree = self._tree
        if not tree.passive(verb) or tree.agent(verb):
            return []
        partners = tree.object(verb) + [noun for kept in tree.children(verb, "dobj") for noun in tree.prep(kept, "with")]
        held = any(not tree.lemmas[word].isdisjoint(HELD) for noun in partners for word in (noun, *tree.children(noun, "amod")))
        return [] if held else tree.children(verb, "dobj")

    def _particle_object(self, trigger: Trigger) -> list[int]:
        """What stands behind a preposition that belongs to the phrase itself: "laid into them", "called in the envoy"."""
        tree = self._tree
        words = [word for word in trigger.words if word > trigger.head and tree.tokens[word].tag in ("IN", "RP", "RB")]
        return [noun for word in words for noun in tree.children(word, "pobj")]

    def _victims(self, verb: int) -> list[int]:
        """Who is killed or hurt by it, as a clause beside tells: "shelled the port, killing two men", "six died when they shelled it"."""
        tree = self._tree
        beside = [child for child in tree.children(verb, "advcl", "xcomp", "conj") if tree.tokens[child].tag == "VBG"]
        found = [head for child in beside if not tree.lemmas[child].isdisjoint(self._casualty) for head in tree.object(child)]
        above = tree.tokens[verb].head
        if (
            not found
            and tree.tokens[verb].dep == "advcl"
            and any(tree.low(c) in ("when", "as", "after") for c in tree.children(verb, "advmod", "mark"))
        ):
            if not tree.lemmas[above].isdisjoint(self._casualty) and tree.passive(above):
                return tree.object(above)
            if tree.lemma(above) in DYING:
                return tree.subject(above)
        return found

    def _blamed_or_thanked(self, verb: int, noun: int) -> list[int]:
        """Whose act a noun is that somebody is praised or blamed for: "thanked X for the release"."""
        tree = self._tree
        top = tree.tokens[tree.first_conjunct(noun)]
        if top.dep == "pobj" and tree.low(top.head) in ("for", "over"):
            return tree.object(verb)
        return []

    def _blamed_in_reason(self, verb: int) -> list[int]:
        """Who stands behind a passive by its reason: "was cancelled due to the junta's objections", "put off at Egypt's request"."""
        tree = self._tree
        clauses = [c for c in tree.children(verb, "advcl") if any(tree.low(m) == "because" for m in tree.children(c, "mark"))]
        if clauses:
            return tree.subject(clauses[0])
        asked = [noun for noun in tree.prep(verb, "at") if tree.lemma(noun) in ("request", "behest", "insistence", "demand")]
        if asked:
            return [*tree.children(asked[0], "poss"), *tree.prep(asked[0], "of")]
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
        if name == "maker":
            return self._makers(noun)
        if name == "doer":
            return tree.children(noun, "poss") if tree.prep(noun, "of") else []
        if name == "kind":
            return [child for child in tree.children(noun, "amod", "compound", "nmod") if self._names(child)]
        if name == "by":
            doers = [agent for verb in tree.children(noun, "acl") for agent in tree.agent(verb)]
            gaps = [verb for verb in tree.children(noun, "relcl") if noun in tree.object(verb) and not tree.passive(verb)]
            return tree.prep(noun, "by") + doers + [subject for verb in gaps for subject in tree.subject(verb)]
        return tree.prep(noun, name)

    def _makers(self, noun: int) -> list[int]:
        """Whose thing a clause behind it judges: "X made an offer, which Y rejected", "X did this, a step that Y hailed"."""
        tree = self._tree
        token = tree.tokens[noun]
        if not tree.children(noun, "relcl", "acl") or token.dep not in MADE:
            return []
        above = tree.verb_above(noun)
        if above is None:
            return []
        return tree.agent(above) if tree.passive(above) else tree.subject(above)

    def _names(self, index: int) -> bool:
        if self._participants.is_nationality(index):
            return True
        if self._tree.tokens[index].pos not in ("NOUN", "PROPN"):
            return any(found.sector not in ("", "GOV", "CVL") for found in self._participants.descriptions(index))
        return self._participants.is_party(index)
