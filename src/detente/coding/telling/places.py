"""Where the two parties of a relation stand beside the word that tells it, for each part of the codebook's table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.codebook.relations import Relations, RelationWord
from detente.coding.telling.reading import SentenceReader
from detente.parsing.words import word_set

HAVING = word_set("have maintain enjoy keep share retain nurture cultivate boast preserve")  # verbs whose subject has ties
HOSTING = word_set("host house")
KEEPING = word_set("have maintain keep station base deploy")
STANDING = word_set("station base deploy garrison post")
CHARGING = word_set("accuse deny suspect")  # "accused Chad of backing them", "denied backing them"
PAST = word_set("fight pledge swear belong")  # verbs that tell a relation in the past tense too
COPULAS = word_set("be remain")


class Told(NamedTuple):
    """A word that tells a relation, the words to show with it, and the heads of both parties (the same list where it is mutual).

    Where `party` is empty, the word stands for the state that the text is about.
    """

    word: RelationWord
    head: int
    shown: Sequence[int]
    party: Sequence[int]
    other: Sequence[int]


def told_relations(reader: SentenceReader, lexicon: Relations) -> Iterator[Told]:
    """What the words of the lexicon tell in one sentence, in the order of the text."""
    tree = reader.tree
    for token in tree.tokens:
        for lemma in sorted(tree.lemmas[token.index]):
            for word in lexicon.words.get(lemma, ()):
                yield from _READERS[word.part](reader, word, token.index)


def _noun(reader: SentenceReader, word: RelationWord, noun: int) -> Iterator[Told]:
    """ "Chad, an ally of France", "France's ally Chad", "Chad is a French ally"."""
    tree = reader.tree
    if tree.tokens[noun].pos not in ("NOUN", "PROPN"):
        return
    behind, steps = _follow(reader, noun, word.path)
    kinds = reader.nationalities(noun)
    if word.bodies:
        kinds = tree.children(noun, "compound", "nmod")
    other = behind or tree.children(noun, "poss") or kinds
    party = _bearers(reader, noun)
    both = [each for one in party for each in tree.conjuncts(one)]
    if not other and len(both) > 1 and tree.tokens[noun].tag == "NNS" and word.part == "nouns":  # "Chad and Sudan, once allies"
        yield Told(word, noun, [noun], both, both)
    if other and (party or _lone(reader, noun, other)):
        yield Told(word, noun, [*other, noun, *steps], party, other)


def _lone(reader: SentenceReader, noun: int, other: Sequence[int]) -> bool:
    """Whether a noun stands for the state that the text is about: "restore order in a key French ally"."""
    tree = reader.tree
    token = tree.tokens[noun]
    indefinite = any(tree.low(child) in ("a", "an") for child in tree.children(noun, "det"))
    return indefinite and token.dep == "pobj" and tree.low(token.head) == "in" and any(map(reader.participants.is_nationality, other))


def _bearers(reader: SentenceReader, noun: int) -> list[int]:
    """Whom a noun describes: what it stands beside, the subject of "is", "seen as", a name behind it."""
    tree = reader.tree
    token = tree.tokens[noun]
    named = [child for child in tree.children(noun, "appos") if tree.tokens[child].pos == "PROPN"]
    own = tree.children(noun, "nsubj")  # a small clause: "makes Chad an ally"
    if named or own:
        return named or own
    if token.dep in ("appos", "compound", "nmod") and tree.tokens[token.head].pos == "PROPN":
        return [token.head]
    if token.dep == "appos":
        return [token.head]
    if token.dep == "attr" and not tree.lemmas[token.head].isdisjoint(COPULAS):
        return tree.subject(token.head)
    if token.dep == "pobj" and tree.low(token.head) == "as":
        verb = tree.tokens[token.head].head
        return tree.object(verb) if tree.is_verb(verb) else []
    return tree.object(token.head)[:1] if token.dep == "oprd" else []


def _adjective(reader: SentenceReader, word: RelationWord, index: int) -> Iterator[Told]:
    """ "forces loyal to the marshal", "Chad is allied with France"; never "Chad closed its sky to France"."""
    tree = reader.tree
    other, steps = _follow(reader, index, word.path)
    if not other or tree.low(index) != word.head:
        return
    token = tree.tokens[index]
    if token.dep in ("amod", "acl", "relcl") and not tree.is_verb(token.head):
        party = [token.head]
    elif tree.is_verb(index):
        party = tree.object(index) if tree.passive(index) else tree.subject(index)
    else:
        party = tree.subject(token.head) if tree.is_verb(token.head) else [token.head] if token.dep == "appos" else []
    if party:
        yield Told(word, index, [index, *steps, *other], party, other)


def _verb(reader: SentenceReader, word: RelationWord, verb: int) -> Iterator[Told]:
    """ "Turkey backs the government", "rebels backed by Turkey", "Turkish-backed rebels"; a single act in the past is an event."""
    tree = reader.tree
    if not tree.is_verb(verb) and tree.tokens[verb].tag != "JJ":
        return
    if word.path:
        other, steps = _follow(reader, verb, word.path)
        past = tree.tokens[verb].tag == "VBD" and tree.lemmas[verb].isdisjoint(PAST)
        if other and not past and not tree.infinitive(verb) and not tree.children(verb, "xcomp"):
            yield Told(word, verb, [verb, *steps, *other], tree.subject(verb), other)
        return
    if tree.tokens[verb].tag == "VBG" and not tree.lemmas[tree.verb_above(verb) or verb].isdisjoint(CHARGING):
        yield Told(word, verb, [verb, *tree.object(verb)], tree.subject(verb), tree.object(verb))
        return
    agents = [each for each in tree.agent(verb) if not _arms(reader, each)]
    beside = tree.children(verb, "npadvmod", "compound", "amod", "advmod", "nmod")
    before = [child for child in beside if child + 1 < verb and tree.low(child + 1) in ("-", "–")]
    if before and tree.tokens[verb].dep in ("amod", "compound") and not tree.is_verb(tree.tokens[verb].head):
        yield Told(word, verb, [*before, verb], before, [tree.tokens[verb].head])
    elif tree.passive(verb):
        standing = any(tree.low(aux) in ("is", "are", "been") for aux in tree.children(verb, "auxpass", "aux"))
        if agents and (standing or tree.tokens[verb].dep in ("acl", "amod", "advcl", "relcl")):
            yield Told(word, verb, [verb, *agents], agents, tree.object(verb))
    elif tree.tokens[verb].tag in ("VBZ", "VBP") or (tree.tokens[verb].tag == "VBN" and tree.children(verb, "aux")):
        other = tree.object(verb)
        if other:
            yield Told(word, verb, [verb, *other], tree.subject(verb), other)


def _arms(reader: SentenceReader, agent: int) -> bool:
    """Whether men or arms alone do it, which is a way to fight: "police backed by armoured vehicles"."""
    tree = reader.tree
    if tree.tokens[agent].pos != "NOUN" or reader.nationalities(agent):
        return False
    return any(found.sector == "MIL" for found in reader.participants.descriptions(agent))


def _between(reader: SentenceReader, word: RelationWord, noun: int) -> Iterator[Told]:
    """ "has close ties with", "close ties between A and B", "A's close ties with B", "A and B enjoy close ties"."""
    tree = reader.tree
    near = {
        lemma for child in tree.children(noun, "amod", "compound", "poss", "advmod") for lemma in (*tree.lemmas[child], tree.low(child))
    }
    said = tree.tokens[noun].head  # "ties between them are close"
    if tree.tokens[noun].dep in ("nsubj", "nsubjpass"):
        near |= {lemma for child in tree.children(said, "acomp", "attr", "oprd") for lemma in tree.lemmas[child]} | tree.lemmas[said]
    if tree.tokens[noun].pos != "NOUN" or near.isdisjoint(word.needs):
        return
    two = [each for first in tree.prep(noun, "between") for each in tree.conjuncts(first)]
    if len(two) > 1:
        yield Told(word, noun, [noun, *two], two, two)
        return
    verb = tree.verb_above(noun)
    having = verb is not None and not tree.lemmas[verb].isdisjoint(HAVING) and tree.tokens[noun].dep == "dobj"
    kinds = reader.nationalities(noun)
    with_own = tree.tokens[noun].dep == "pobj" and tree.low(tree.tokens[noun].head) == "with"  # "a group with close ties to X"
    host = tree.tokens[tree.tokens[noun].head].head if with_own else None
    owner = tree.children(noun, "poss") or kinds or (tree.subject(verb) if having and verb is not None else [])
    owner = owner or ([host] if host is not None and not tree.is_verb(host) else [])
    other, steps = _follow(reader, noun, word.path)
    other = other or ([n for n in tree.prep(verb, "with")] if having and verb is not None else [])
    if owner and other:
        yield Told(word, noun, [noun, *steps, *other], owner, other)
    elif owner and having and len(both := [each for one in owner for each in tree.conjuncts(one)]) > 1:
        yield Told(word, noun, [noun], both, both)


def _forces(reader: SentenceReader, word: RelationWord, noun: int) -> Iterator[Told]:
    """ "hosts 1,000 French troops", "French troops stationed in Chad", "France keeps a base in Chad"."""
    tree = reader.tree
    token = tree.tokens[noun]
    if token.pos != "NOUN":
        return
    verb = token.head if tree.is_verb(token.head) else None
    own = [noun] if _someones(reader, noun) else []
    if verb is not None and token.dep == "dobj" and not tree.lemmas[verb].isdisjoint(HOSTING):
        if own:
            yield Told(word, noun, [verb, noun], own, tree.subject(verb))
        return
    posted = [child for child in tree.children(noun, "acl", "relcl") if not tree.lemmas[child].isdisjoint(STANDING)]
    if verb is not None and token.dep == "nsubjpass" and not tree.lemmas[verb].isdisjoint(STANDING):
        posted.append(verb)
    there = tree.prep(noun, "in")
    if own and there and (tree.children(noun, "nummod") or tree.lemma(_above(reader, noun)) == "presence"):
        yield Told(word, noun, [noun, *there], own, there)
    for participle in posted:
        host = [n for name in ("in", "on", "at") for n in tree.prep(participle, name)]
        if own and host:
            yield Told(word, noun, [noun, participle, *host], own, host)
    if verb is not None and token.dep == "dobj" and tree.tokens[verb].tag in ("VBZ", "VBP") and not tree.lemmas[verb].isdisjoint(KEEPING):
        host = [*tree.prep(noun, "in"), *tree.prep(verb, "in")]
        if host:
            yield Told(word, noun, [noun, *host], tree.subject(verb), host)


_READERS = {
    "nouns": _noun,
    "inverse": _noun,
    "adjectives": _adjective,
    "verbs": _verb,
    "between": _between,
    "forces": _forces,
}


def _above(reader: SentenceReader, noun: int) -> int:
    """The noun that a noun behind "of" hangs on, else itself: "the presence of troops"."""
    tree = reader.tree
    token = tree.tokens[noun]
    return tree.tokens[token.head].head if token.dep == "pobj" and tree.low(token.head) == "of" else noun


def _someones(reader: SentenceReader, noun: int) -> bool:
    """Whether the text says whose men or base they are."""
    tree = reader.tree
    told = tree.children(noun, "amod", "compound", "nmod", "poss") or tree.prep(noun, "of")
    return bool(told) and any(party.country for party in reader.parties([noun], joined=False, strange=False))


def _follow(reader: SentenceReader, head: int, path: Sequence[frozenset[str]]) -> tuple[list[int], list[int]]:
    """Where a path of words leads from `head`: the objects of its last word, and the words on the way; nothing where one is missing."""
    tree = reader.tree
    here, steps = head, []
    for slot in path:
        below = tree.children(here) + [inner for child in tree.children(here, "prt", "advmod") for inner in tree.children(child, "prep")]
        found = next(
            (child for child in below if child > head and (tree.low(child) in slot or not tree.lemmas[child].isdisjoint(slot))), None
        )
        if found is None:
            return [], []
        steps.append(found)
        here = found
    return (tree.children(here, "pobj") if steps else []), steps
