"""The parties of a document in the order in which a reader meets them: what pronouns and descriptions can stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.parsing.parsed import EntityMention, Sentence, Token
from detente.parsing.words import word_set

SUBJECTS = ("nsubj", "nsubjpass", "agent")
_MALE = word_set("mr king prince emir sultan sheikh lord sir baron duke father brother son husband spokesman chairman businessman")
_FEMALE = word_set("mrs ms queen princess dame lady mother sister daughter wife spokeswoman chairwoman businesswoman")
_MODIFYING = ("compound", "amod", "nmod", "poss")


@dataclass(frozen=True, slots=True)
class Item:
    """A party as it stands in the text.

    `head` and `verb` are token indices in its sentence (-1 where it wasn't parsed), `noun` its head noun in small letters, `main` tells
    an argument of the main clause, `many` a group of several people, `gender` m, f or "".
    """

    mention: EntityMention
    sentence: int
    paragraph: int
    head: int = -1
    verb: int = -1
    subject: bool = False
    main: bool = False
    many: bool = False
    gender: str = ""
    noun: str = ""
    modifies: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.mention.span.start


def head_token(tokens: Sequence[Token], start: int, end: int) -> Token | None:
    """The token between the characters `start` and `end` whose head lies outside; the last one where several do."""
    inside = [token for token in tokens if token.start >= start and token.end <= end]
    indices = {token.index for token in inside}
    heads = [token for token in inside if token.pos != "PUNCT" and (token.head not in indices or token.head == token.index)]
    return heads[-1] if heads else (inside[-1] if inside else None)


def governor(tokens: Sequence[Token], token: Token) -> int:
    """The index of the verb that `token` is an argument of, through coordinations; -1 where there is none."""
    current, steps = token, 0
    while current.dep in ("conj", "appos", "poss", "compound") and current.head != current.index and steps < len(tokens):
        if current.dep == "poss":
            return -1
        current, steps = tokens[current.head], steps + 1
    above = tokens[current.head]
    if current.dep == "pobj":
        above = tokens[above.head]
    return above.index if above.pos in ("VERB", "AUX") else -1


def sharing(tokens: Sequence[Token], verb: int) -> frozenset[int]:
    """The verbs from `verb` upwards whose subject is its subject too: "met him and asked", "came to ask", "seeing him, asked"."""
    found: list[int] = []
    subjects = {token.head for token in tokens if token.dep in SUBJECTS}
    while verb not in (-1, *found):
        found.append(verb)
        above = tokens[verb].head
        told = tokens[verb].dep == "xcomp" and any(token.dep == "dobj" and token.head == above for token in tokens)
        if verb in subjects or tokens[verb].dep not in ("conj", "xcomp", "advcl", "pcomp") or told:
            break
        verb = governor(tokens, tokens[verb]) if tokens[verb].dep == "pcomp" else above
    return frozenset(found)


def _main(tokens: Sequence[Token], verb: int) -> bool:
    """Whether `verb` heads the sentence, alone or coordinated."""
    while tokens[verb].dep == "conj":
        verb = tokens[verb].head
    return tokens[verb].head == verb


def make_item(mention: EntityMention, number: int, sentence: Sentence) -> Item:
    """`mention` of sentence `number` with what its tokens tell."""
    token = head_token(sentence.tokens, mention.span.start, mention.span.end)
    gender = _gender(mention)
    if token is None:
        return Item(mention, number, sentence.paragraph, gender=gender, noun=mention.name.split(" ")[-1].lower())
    current = token
    while current.dep == "conj" and current.head != current.index:
        current = sentence.tokens[current.head]
    verb = governor(sentence.tokens, token)
    many = token.tag == "NNS" or (token.tag == "NNPS" and mention.kind not in ("state", "person"))
    return Item(
        mention,
        number,
        sentence.paragraph,
        head=token.index,
        verb=verb,
        subject=current.dep in SUBJECTS,
        main=verb != -1 and _main(sentence.tokens, verb),
        many=many,
        gender=gender,
        noun=token.text.lower(),
        modifies=token.dep in _MODIFYING,
    )


def _gender(mention: EntityMention) -> str:
    """What title words tell of a person's gender: m, f or ""."""
    told = {word.strip(".").lower() for word in (mention.title or "").split()} | {mention.name.split(" ")[-1].lower()}
    return "m" if told & _MALE else "f" if told & _FEMALE else ""
