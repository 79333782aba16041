"""Finding triggers: which words of a sentence fill which entry of the lexicon, the most specific entry winning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.codebook.lexicon_model import LOOKALIKE, PARTY, PREPOSITIONS, Entry, Lexicon, fold
from detente.coding.scope import scope_of
from detente.coding.tree import RETAINING, Tree

REACH = 14  # tokens that a phrase may stretch over
CLIMB = 3  # steps of the tree between a word of a phrase and its head
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_PARTICLES = PREPOSITIONS | {"up", "out", "off", "down", "back", "away", "over", "through", "together", "aside", "around", "for"}
_LINKS = ("dobj", "prep", "advmod", "dative", "prt")  # through which a particle may hang on a phrase
_GAP = 4  # tokens between the words of a look-alike
_BREAKS = frozenset(("relcl", "advcl", "parataxis", "appos"))
_IRREGULAR = {
    "met": "meet", "held": "hold", "spoke": "speak", "spoken": "speak", "shot": "shoot", "struck": "strike", "fought": "fight",
    "broke": "break", "broken": "break", "froze": "freeze", "frozen": "freeze", "sent": "send", "shut": "shut", "cut": "cut",
    "drove": "drive", "driven": "drive", "threw": "throw", "thrown": "throw", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "let": "let", "left": "leave", "lent": "lend", "paid": "pay", "fed": "feed", "tore": "tear", "torn": "tear",
    "blew": "blow", "blown": "blow", "burnt": "burn", "laid": "lay", "rose": "rise", "sat": "sit", "said": "say", "told": "tell",
    "went": "go", "gone": "go", "came": "come", "beat": "beat", "bade": "bid", "swore": "swear", "flew": "fly", "flown": "fly",
    "stood": "stand", "withdrew": "withdraw", "withdrawn": "withdraw", "withheld": "withhold", "overthrew": "overthrow",
    "overthrown": "overthrow", "slain": "slay", "slew": "slay", "sold": "sell", "bought": "buy", "brought": "bring", "sought": "seek",
    "saw": "see", "seen": "see", "fell": "fall", "fled": "flee", "put": "put", "set": "set", "ran": "run", "forbade": "forbid",
    "forbidden": "forbid", "overran": "overrun", "retook": "retake", "hung": "hang", "won": "win", "led": "lead", "fired": "fire",
    "swam": "swim", "bent": "bend", "clung": "cling", "forsook": "forsake", "besought": "beseech", "strove": "strive", "leapt": "leap",
    "undid": "undo", "undone": "undo", "withstood": "withstand", "beheld": "behold", "rang": "ring", "sank": "sink",
    "kept": "keep", "made": "make", "stole": "steal", "trod": "tread", "undertook": "undertake", "gathering": "gather", "raped": "rape",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry found: the token that heads it and all tokens that fill its phrase, in order."""

    head: int
    words: tuple[int, ...]
    entry: Entry

    @property
    def verbal(self) -> bool:
        """Whether a verb heads it."""
        return self.entry.part == "verbs"


Unfit = Callable[[Trigger], None]
"""Told of an entry whose words stand in the sentence but which is only for a negation, for the future, or without an infinitive."""


def sentence_test(lexicon: Lexicon) -> Callable[[str], bool]:
    """A cheap test of a raw sentence: whether its words, whatever their endings, can head a trigger and fill the rest of its phrase."""
    alone: set[str] = set()
    partners: dict[str, set[str]] = {}
    for table in (lexicon.verbs, lexicon.nouns):
        for head, entries in table.items():
            for entry in entries:
                others = frozenset().union(*(slot for place, slot in enumerate(entry.words) if place != entry.head))
                if not others or PARTY in others:
                    alone.add(head)
                partners.setdefault(head, set()).update(others)

    def wanted(text: str) -> bool:
        stems = [_stems(word) for word in _WORD.findall(text.lower())]
        if any(not alone.isdisjoint(forms) for forms in stems):
            return True
        found = set().union(*stems)
        return any(not partners[form].isdisjoint(found) for form in found if form in partners)

    return wanted


def find_triggers(
    tree: Tree, lexicon: Lexicon, is_party: Callable[[int], bool], closed: frozenset[int] = frozenset(), unfit: Unfit | None = None
) -> tuple[list[Trigger], list[tuple[Trigger, str]]]:
    """The triggers of a sentence in order, and those turned away with the reason. At most one entry stands on a head.

    `is_party` tells whether a token heads a phrase for somebody; tokens in `closed` (parts of names and dates) are no triggers.
    Entries that match but whose condition isn't met are told to `unfit`, where one is given.
    """
    best: dict[int, Trigger] = {}
    for index in range(len(tree)):
        for trigger in _matches(tree, lexicon, index, is_party) if index not in closed else ():
            if not _applies(tree, trigger):
                if unfit is not None:
                    unfit(trigger)
                continue
            known = best.get(trigger.head)
            if known is None or _rank(trigger) > _rank(known):
                best[trigger.head] = trigger
    kept, rejected = [], []
    others = list(best.values())
    for trigger in sorted(others, key=lambda t: t.head):
        reason = _consumed(tree, trigger, others)
        if trigger.entry.event_type == LOOKALIKE:
            rejected.append((trigger, f"a look-alike: {trigger.entry.phrase!r}"))
        elif reason:
            rejected.append((trigger, reason))
        else:
            kept.append(trigger)
    return kept, rejected


def _applies(tree: Tree, trigger: Trigger) -> bool:
    """Whether the entry's condition on negation, future or what follows holds."""
    entry = trigger.entry
    if not entry.polarity and not entry.future:
        return True
    if entry.polarity == "bare":
        return not any(tree.is_verb(c) and tree.tokens[c].tag == "VB" for c in tree.children(trigger.head, *_CLAUSES))
    scope = scope_of(tree, trigger.head, trigger.verbal)
    if entry.future:
        return scope.future and not scope.negated
    return scope.negated and (entry.polarity == "negative" or scope.future or scope.hypothetical)


def _rank(trigger: Trigger) -> tuple[int, int, int, bool]:
    exact = sum(len(slot) == 1 and PARTY not in slot for slot in trigger.entry.words)
    return (len(trigger.words), exact, trigger.verbal, bool(trigger.entry.polarity))


def _consumed(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> str:
    """Why `trigger` is only a part of another one; "" where it's none."""
    for other in others:
        inside = other.head != trigger.head and len(other.words) >= len(trigger.words) and bool(set(other.words) & set(trigger.words))
        if other.entry.event_type == LOOKALIKE and inside:
            return f"part of a look-alike: {other.entry.phrase!r}"
        if other.head == trigger.head or trigger.head not in other.words:
            continue
        longer = len(other.words) > len(trigger.words) or (
            len(other.words) == len(trigger.words) and other.head in tree.ancestors(trigger.head)
        )
        if longer or (other.verbal and not trigger.verbal):
            return f"part of {other.entry.phrase!r}"
    return ""


def _matches(tree: Tree, lexicon: Lexicon, index: int, is_party: Callable[[int], bool]) -> list[Trigger]:
    token = tree.tokens[index]
    found: list[Trigger] = []
    if tree.is_verb(index) or token.pos == "ADJ":
        for lemma in sorted(tree.lemmas[index]) if token.pos == "ADJ" else _verb_lemmas(tree, index):
            for entry in lexicon.verbs.get(lemma, ()):
                words = _verb_words(tree, entry, index, is_party) if _possible(tree, entry) else None
                if words and (token.pos != "ADJ" or token.tag in ("VBN", "VBG") or len(words) > 1):
                    found.append(Trigger(index, tuple(sorted(words)), entry))
    for lemma in sorted(tree.lemmas[index] & lexicon.nouns.keys()):
        for entry in lexicon.nouns[lemma]:
            words = _noun_words(tree, entry, index, is_party) if _possible(tree, entry) else None
            if words:
                head = next((w for w in words if tree.tokens[w].head not in words), index)
                found.append(Trigger(head, tuple(sorted(words)), entry))
    return found


def _verb_lemmas(tree: Tree, index: int) -> list[str]:
    """The lemmas a verb form may have: the tagger's, an irregular one, and regular ones that the tagger misses ("dined" as "din")."""
    low = tree.low(index)
    found = [tree.lemma(index), _IRREGULAR.get(low, "")]
    for ending in ("ed", "ing"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            found.append(fold(low[: -len(ending)] + "e"))
    return list(dict.fromkeys(found))


def _possible(tree: Tree, entry: Entry) -> bool:
    """Whether the sentence holds a word for every slot beside the head, wherever it stands: a quick test before the tree is asked."""
    return not entry.needs or not any(map(tree.vocabulary.isdisjoint, entry.needs))


def _verb_words(tree: Tree, entry: Entry, head: int, is_party: Callable[[int], bool]) -> list[int] | None:
    words = [head]
    for place, slot in enumerate(entry.words[1:], 2):
        index = _fill(tree, entry, slot, words, is_party)
        if index is None and slot == {"to"} and place < len(entry.words):
            index = _preposition(tree, words)
        if index is None:
            return None
        words.append(index)
    return words


def _noun_words(tree: Tree, entry: Entry, index: int, is_party: Callable[[int], bool]) -> list[int] | None:
    start = index - entry.head
    if start < 0:
        return None
    for place, slot in enumerate(entry.words[: entry.head]):
        if tree.lemmas[start + place].isdisjoint(slot):
            return None
    if entry.part == "nouns" and "-" not in entry.phrase and tree.tokens[index].pos not in ("NOUN", "PROPN"):
        return None
    words = list(range(start, index + 1))
    for slot in entry.words[entry.head + 1 :]:
        found = _fill(tree, entry, slot, words, is_party)
        if found is None:
            return None
        words.append(found)
    return words


def _fill(tree: Tree, entry: Entry, slot: frozenset[str], words: list[int], is_party: Callable[[int], bool]) -> int | None:
    """The token that fills `slot`: the next one, or one that hangs on the phrase within reach."""
    head = words[0] if tree.is_verb(words[0]) else words[-1]
    top = max(words)
    if top + 1 < len(tree) and _fits(tree, slot, top + 1, is_party):
        return top + 1
    if entry.event_type == LOOKALIKE and not slot.isdisjoint(_PARTICLES):
        return None
    if slot == {"to"}:
        return _infinitive(tree, words)
    reach = REACH if entry.event_type != LOOKALIKE else _GAP + 1
    for index in range(words[0] + 1, min(len(tree), words[0] + reach)):
        if index not in words and _fits(tree, slot, index, is_party) and _hangs(tree, index, slot, words):
            return index
    for noun in tree.object(head) if tree.is_verb(head) else ():
        near = tree.conjuncts(noun) if PARTY in slot else [*tree.conjuncts(noun), *tree.children(noun, "compound", "amod")]
        near += tree.children(noun, "appos") if tree.lemma(head) in RETAINING else []  # "refused the envoy an audience"
        found = next((index for index in near if index not in words and _fits(tree, slot, index, is_party)), None)
        if found is not None:
            return found
    return None


def _infinitive(tree: Tree, words: list[int]) -> int | None:
    """The "to" of an infinitive that completes the phrase: of the verb itself, or of its object."""
    head = words[0]
    governors = [head, *(word for word in words if word != head), *tree.children(head, "dobj", "dative")]
    governors += [noun for word in (head, *words) for child in tree.children(word, "prep") for noun in tree.children(child, "pobj")]
    for governor in governors:
        for verb in tree.children(governor, *_CLAUSES):
            for mark in tree.children(verb, "aux"):
                if tree.low(mark) == "to" and mark > head and tree.tokens[verb].dep != "relcl":
                    return mark
    return None


def _preposition(tree: Tree, words: list[int]) -> int | None:
    """The preposition "to" that hangs on the phrase, its object or particle: "took the ministry to task"."""
    for index in range(words[0] + 1, min(len(tree), words[0] + REACH)):
        if (
            tree.low(index) == "to"
            and index not in words
            and tree.tokens[index].dep in ("prep", "dative")
            and _hangs(tree, index, frozenset(("to",)), words)
        ):
            return index
    return None


def _fits(tree: Tree, slot: frozenset[str], index: int, is_party: Callable[[int], bool]) -> bool:
    return not tree.lemmas[index].isdisjoint(slot) or (PARTY in slot and tree.tokens[index].pos != "DET" and is_party(index))


def _hangs(tree: Tree, index: int, slot: frozenset[str], words: list[int]) -> bool:
    """Whether `index` hangs on one of `words` closely enough: prepositions and parties directly, other words within a few steps."""
    dep = tree.tokens[index].dep
    if PARTY in slot:
        head = tree.tokens[index].head
        return head in words and (dep in ("dobj", "dative", "oprd", "attr", "nsubjpass") or (dep == "pobj" and head != words[0]))
    if slot == {"in"}:
        return dep == "prt"
    if tree.low(index) in _PARTICLES:
        head = tree.tokens[index].head
        return head in words or (tree.tokens[head].dep in _LINKS and tree.tokens[head].head in words)
    if dep in _BREAKS or (dep == "pobj" and tree.low(tree.tokens[index].head) == "at" and tree.tokens[index].head not in words):
        return False
    for step, head in enumerate(tree.ancestors(index), 1):
        if head in words:
            return True
        if step >= CLIMB or tree.tokens[head].dep in _BREAKS or (tree.tokens[head].dep == "conj" and tree.is_verb(head)):
            return False
        if tree.tokens[head].dep == "ccomp" and dep not in ("aux", "mark"):  # "announced that it would stop all aid" announces no aid
            return False
    return False


def _stems(word: str) -> set[str]:
    """The words that `word` may be a form of."""
    low = fold(word)
    found = {low, _IRREGULAR.get(low, low)}
    for ending, repairs in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) > 1:
            stem = low[: -len(ending)]
            found |= {fold(stem + repair) for repair in repairs}
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


_ENDINGS = (("ies", ("y",)), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("d", ("",)), ("ing", ("", "e")))
