"""Triggers that are no events of their own: content, consequences, purposes, descriptions, opinions, and the same act named twice."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.lexicon_model import Lexicon
from detente.coding.content import carrier_of, content_levels
from detente.coding.denials import accusation_above, denied, denies
from detente.coding.questions import asked
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing.words import word_set

VIOLENT = frozenset(("ASSAULT", "PROTEST"))
ENDING = frozenset((("SANCTION", "discontinue"), ("REJECT", "meet")))  # nouns behind which stands what is ended or refused
ATTITUDES = frozenset(("ACCUSE", "SUPPORT"))
FORCEFUL = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
DANGERS = word_set("threat menace")
POSING = word_set("pose be remain constitute represent face become see perceive view regard present counter address combat assess confront")
ALLEGED = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "PROTEST", "RETREAT", "COOPERATE"))


def turned_away(tree: Tree, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> str:
    """Why `trigger` is no event of its own among the triggers of its sentence; "" where it may be one."""
    carrier = carrier_of(tree, trigger, others)
    if carrier is not None:
        return f"the content of {carrier.entry.phrase!r}"
    token = tree.tokens[trigger.head]
    if token.dep == "amod" and trigger.verbal and not tree.coordinated_participle(trigger.head):
        return "describes somebody, reports nothing"
    if token.dep == "compound" and not trigger.verbal:
        return "only modifies another noun"
    if trigger.verbal and _manner(tree, trigger):
        return "a manner of speaking: what somebody calls or does, or who says it"
    if _refused_talks(tree, trigger, others):
        return "the meeting that is refused"
    if _consequence(tree, trigger, others, lexicon):
        return "the outcome of an act that is coded"
    if _purpose(tree, trigger, others):
        return "the purpose of an act that is coded"
    if _same_act(tree, trigger, others) is not None:
        return "names the same act again"
    if _object_of_act(tree, trigger, others):
        return "what another act is done to"
    return _no_act(tree, trigger, others, lexicon)


def void(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> str:
    """Why `trigger` is none at all, so that no other may be its content or part; "" where it may be one."""
    if denies(tree, trigger):
        return "only denies what is told"
    if trigger.entry.event_type != "AGREE":
        return ""
    for word in trigger.words:  # "announced [the suspension of its loans]" promises no loans
        between = {head for head in tree.ancestors(word) if trigger.head in tree.ancestors(head)}
        owner = next((o for o in others if o.entry.event_type == "SANCTION" and o.head in between and word in o.words), None)
        if owner is not None:
            return f"{tree.tokens[word].text!r} belongs to {owner.entry.phrase!r}"
    return ""


def _no_act(tree: Tree, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> str:
    """Why what the trigger names is no act of a party; "" where it may be one."""
    if asked(tree, trigger.head):
        return "only asked: a question asserts nothing"
    if _turns_round(tree, trigger):
        return "turns round of itself, and nobody turns it back"
    if _opinion(tree, trigger, lexicon):
        return "an opinion of people who only look on"
    if _nature(tree, trigger, lexicon.classes.get("nature", frozenset())):
        return "nature or an accident does it"
    if _danger(tree, trigger):
        return "a danger, and nobody's threat"
    if denied(tree, trigger, others):
        return "what somebody denies"
    if accusation_above(tree, trigger, others) is not None and trigger.entry.event_type not in ALLEGED:
        return "a vague act that somebody is accused of"
    return ""


def means_of(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> str | None:
    """The mode that a noun of the same act gives: "killed by artillery fire" is by heavy weapons."""
    found = [other for other in others if _same_act(tree, other, others) is trigger and other.entry.mode]
    return found[0].entry.mode if found else None


def _manner(tree: Tree, trigger: Trigger) -> bool:
    """Whether a verb only takes up "what" somebody does, or brings in what is said before it: "nothing was agreed, an aide conceded"."""
    if any(tree.tokens[child].tag == "WP" for child in tree.children(trigger.head, "dobj")):
        return True
    if trigger.entry.event_type != "CONCEDE" or len(trigger.words) > 1:
        return False
    return any(
        child < trigger.head and tree.tokens[child].tag in ("VBD", "VBZ", "VBP", "VBN") for child in tree.children(trigger.head, "ccomp")
    )


def _refused_talks(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether a meeting is only named as what is refused: "snubbed earlier attempts, including meetings with an envoy"."""
    if trigger.entry.event_type == "AGREE" and tree.tokens[trigger.head].dep in ("acl", "relcl"):
        talks = tree.tokens[trigger.head].head  # "the talks planned for Monday were called off"
        return any((o.entry.event_type, o.entry.mode) == ("REJECT", "meet") and talks in (*o.words, *tree.object(o.head)) for o in others)
    if trigger.entry.event_type != "CONSULT" or trigger.verbal:
        return False
    refusals = {word for other in others if (other.entry.event_type, other.entry.mode) == ("REJECT", "meet") for word in other.words}
    below = trigger.head
    for head in tree.ancestors(trigger.head):
        if tree.is_verb(head) or tree.tokens[below].dep in ("nsubj", "relcl"):
            return head in refusals and tree.tokens[below].dep in ("dobj", "nsubjpass", "prep")
        if head in refusals:
            return True
        below = head
    return False


def _consequence(tree: Tree, trigger: Trigger, others: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Whether the trigger counts the dead or hurt of an attack that the sentence names: "bombed the market, killing nine"."""
    if trigger.entry.event_type != "ASSAULT" or tree.lemmas[trigger.head].isdisjoint(lexicon.classes.get("casualty", ())):
        return False
    token = tree.tokens[trigger.head]
    bound = token.dep in ("advcl", "relcl", "acl", "xcomp", "ccomp", "dep") or (token.dep == "conj" and token.tag == "VBG")
    attacks = [other for other in others if other is not trigger and other.entry.event_type in VIOLENT and other.head < trigger.head]
    return bound and any(_same_act(tree, attack, others) is not trigger for attack in attacks)  # "a bombing killed" is one act


def _purpose(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether the trigger is an infinitive that says what for another act was done."""
    token = tree.tokens[trigger.head]
    infinitive = any(tree.low(child) == "to" for child in tree.children(trigger.head, "aux"))
    if not infinitive or token.dep not in ("advcl", "xcomp"):
        return False
    return any(other is not trigger and token.head in other.words for other in others)


def _same_act(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> Trigger | None:
    """The verb trigger of the same type whose object, agent or means this noun is."""
    if trigger.entry.part == "phrases":
        return None
    if trigger.verbal:
        return _hosted(tree, trigger, others)
    verb = _carrier_verb(tree, trigger.head)
    return next((o for o in others if o.verbal and o.head == verb and o.entry.event_type == trigger.entry.event_type), None)


def _carrier_verb(tree: Tree, noun: int) -> int | None:
    """The verb whose subject, object, agent or means `noun` is; None where it stands in another relation."""
    below = noun
    for head in tree.ancestors(noun):
        if tree.is_verb(head):
            return head
        if tree.tokens[head].dep == "prep" and tree.low(head) not in ("by", "with"):
            return None
        if tree.tokens[below].dep == "conj" and tree.tokens[below].pos == "ADP":
            return None
        below = head
    return None


def _hosted(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> Trigger | None:
    """The meeting that a clause only adds a host or place to: "talks that Oman hosted"."""
    if trigger.entry.event_type != "CONSULT" or tree.tokens[trigger.head].dep not in ("relcl", "acl"):
        return None
    above = set(tree.ancestors(trigger.head))
    return next((o for o in others if o.entry.event_type == "CONSULT" and above & set(o.words)), None)


def _object_of_act(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether a noun is only what another act is done to ("banned its meetings", "a halt to sales"), not what it is about."""
    if trigger.verbal or trigger.entry.part == "phrases":
        return False
    token = tree.tokens[tree.first_conjunct(trigger.head)]
    if token.dep == "pobj" and tree.low(token.head) in ("of", "to", "in", "on"):
        ended = tree.tokens[token.head].head
        return any(o.entry.part != "phrases" and ended in o.words and (o.entry.event_type, o.entry.mode) in ENDING for o in others)
    if token.dep not in ("dobj", "nsubjpass"):
        return False
    return any(o.verbal and o.head == token.head and o.entry.event_type not in ATTITUDES for o in others)


def _turns_round(tree: Tree, trigger: Trigger) -> bool:
    """Whether somebody turns back, and isn't turned back: "the convoy turned back at the river"."""
    head = trigger.head
    if not trigger.verbal or trigger.entry.event_type != "REJECT" or tree.lemma(head) != "turn" or tree.passive(head):
        return False
    return not tree.object(head) and all(tree.low(word) in ("back", "away") for word in trigger.words if word != head)


def _opinion(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> bool:
    people = lexicon.classes.get("opinion", frozenset())
    return trigger.verbal and any(not tree.lemmas[noun].isdisjoint(people) for noun in tree.subject(trigger.head))


def _nature(tree: Tree, trigger: Trigger, nature: frozenset[str]) -> bool:
    """Whether nature or an accident does what would be violence: "floods killed nine"; or is what somebody warns of."""
    if trigger.entry.event_type == "THREATEN" and trigger.entry.content:
        nearest = next(content_levels(tree, trigger))
        return bool(nearest) and any(not tree.lemmas[word].isdisjoint(nature) for word in nearest)
    if not trigger.verbal or trigger.entry.event_type not in FORCEFUL:
        return False
    doers = [*tree.agent(trigger.head)] if tree.passive(trigger.head) else [*tree.subject(trigger.head)]
    return any(not tree.lemmas[noun].isdisjoint(nature) for noun in doers)


def _danger(tree: Tree, trigger: Trigger) -> bool:
    """Whether a threat is one that something is, and not one that somebody makes: "poses a threat", "faces threats", "under threat"."""
    if trigger.verbal or trigger.entry.event_type != "THREATEN" or tree.lemmas[trigger.head].isdisjoint(DANGERS):
        return False
    token = tree.tokens[tree.first_conjunct(trigger.head)]
    if any(not tree.lemmas[verb].isdisjoint(POSING) for verb in tree.children(trigger.head, "acl", "relcl")):
        return True
    if token.dep == "pobj":
        return tree.low(token.head) in ("under", "as")
    return token.dep in ("dobj", "attr", "nsubjpass") and not tree.lemmas[token.head].isdisjoint(POSING)
