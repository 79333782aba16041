"""How texts style persons: "the ousted president, A B", "A B, the self-proclaimed chief of defence", "Acting Minister A B".

Read from the characters around each noun of an office (the codebook's roles), since a record keeps no parse, and many who are styled
take part in no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from detente.codebook import Codebook
from detente.records import Document, Span

_PART = r"(?:(?:al|el|an|ar|as|ash|ad|at|ez)-)?[A-Z](?:[\w-]|[’'](?!s?\b))+"
_NAME = rf"(?P<name>{_PART}(?: (?:(?:bin|ben|ibn|ould|abu|al|el|de|da|dos|von|van|la|le|du) )?{_PART}){{0,4}})"
_RANK = (
    r"(?:(?:Brigadier |Brig· |Lieutenant |Lt· |Major |Maj· )?"
    r"(?:General|Gen·|Colonel|Col·|Maj·|Admiral|Captain|Capt·|Marshal|Mr·?|Mrs·?|Ms·?|Dr·?|Sheikh) )?"
)
_NAME_BEHIND = re.compile(rf"(?: of (?P<of>[^,]{{2,50}}),|,)? {_RANK}{_NAME}")
_OWNER = r"(?:the|an?|his|her|its|their|[A-Z][\w·-]*['’]s?)"
_SELF = r"who (?P<self>(?:had )?(?:declared|proclaimed|named|styled) (?:him|her)self) |"
_WORDS = r"(?P<words>(?:[\w’'·-]+ ){0,7})$"
_NAME_BEFORE = re.compile(rf"{_NAME}(?: \(\w+\))?(?:,? (?:{_SELF}who (?:serves as|is|was) )|, (?={_OWNER} )){_WORDS}")
_BARE = re.compile(rf"{_NAME}, $")  # "A B, foreign minister of Chad"
_APPOINTED = re.compile(
    rf"\b(?:named|appointed|made|elected|swore in|installed|nominated)\b(?: [\w ]{{0,30}},)? {_NAME},? (?:as )?{_WORDS}"
)
_SWORN = re.compile(rf"{_NAME} (?:was|has been|had been) (?:named|appointed|elected|sworn in|inaugurated|installed)(?: as)? {_WORDS}")
_HEADS = re.compile(rf"{_NAME},? who (?:heads|leads|chairs) (?P<of>(?:the )?{_PART}(?: (?:of|for|and|the|{_PART})){{0,6}})")
_BODY = r"(?:[A-Z][\w’'·-]*|(?:defen[cs]e|state|staff|central|national|armed|army|bank|forces|security|council|junta)\b)"
_OF = re.compile(rf" (?:of|to) (?P<of>(?:the )?{_BODY}(?:(?: (?:of|for|the|and)){{0,3}} {_BODY})*)")
_ALSO = re.compile(rf"(?:{_OF.pattern})? and (?P<words>(?:(?!the )[\w’'·-]+ ){{0,3}})$")  # "A B, premier of Chad and foreign minister"
_APART = re.compile(r"[.;:!?—()“”\"\n]")
_DOT = re.compile(r"\b(?:[A-Z]|Gen|Lt|Col|Maj|Capt|Brig|Mr|Mrs|Ms|Dr|Adm|Sen|Gov|St)\.")
_PROVISIONAL = re.compile(r"^(?:acting|interim|transitional|caretaker|provisional) ")
_STOPS = frozenset(("the", "a", "an", "with", "of", "by", "to", "from", "and", "that", "for", "in", "on", "at", "as", "when", "but", "or"))
_LEFT, _RIGHT = 110, 110  # characters looked at before and behind a post


class Style(NamedTuple):
    """A passage that styles somebody: his name, the words before the post, the post, what it is of, whether he took it himself."""

    name: str
    words: str
    post: str
    of: str
    proclaimed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Stylist:
    """The nouns of offices as one pattern; those that say little alone ("head"), and the words that are no part of a post's name."""

    posts: re.Pattern[str]
    vague: frozenset[str]
    adjectives: frozenset[str]

    def styles(self, document: Document) -> Iterator[Style]:
        """The passages of `document` that style somebody, in order."""
        text = _DOT.sub(lambda match: match[0][:-1] + "·", document.text)
        end, opened, named = 0, 0, ""  # of the last style: where it ends and begins, and the name that stands before its post
        for match in self.posts.finditer(text):
            left = _APART.split(text[max(end, match.start() - _LEFT) : match.start()])[-1]
            right = _APART.split(text[match.end() : match.end() + _RIGHT])[0]
            before = self._named_before(left, right) or self._bare(match[0], left, right)
            before = before or (_also(named, text[opened : match.start()], end - opened, right) if named else None)
            found = before or self._named_behind(left, right)
            if found:
                name, words, of, proclaimed, ahead, behind = found
                end, opened, named = match.end(), match.start() - ahead, before[0] if before else ""
                span = document.span(opened, end + behind)
                yield Style(name.replace("·", "."), words, self._post(match[0], words, of), of, proclaimed, span)
        for match in _HEADS.finditer(text):
            yield Style(match["name"], "", f"head of {match['of']}", match["of"], False, document.span(*match.span()))

    def _named_before(self, left: str, right: str) -> tuple[str, str, str, bool, int, int] | None:
        match = _APPOINTED.search(left) or _SWORN.search(left) or _NAME_BEFORE.search(left)
        if match is None:
            return None
        of, proclaimed = _OF.match(right), bool(match.groupdict().get("self"))
        return match["name"], match["words"], of["of"] if of else "", proclaimed, len(left) - match.start(), of.end() if of else 0

    def _bare(self, noun: str, left: str, right: str) -> tuple[str, str, str, bool, int, int] | None:
        """A post in small letters right behind a name and a comma, with no name of its own behind it."""
        match = _BARE.search(left)
        if match is None or not noun[0].islower() or _NAME_BEHIND.match(right):
            return None
        of = _OF.match(right)
        return match["name"], "", of["of"] if of else "", False, len(left) - match.start(), of.end() if of else 0

    def _named_behind(self, left: str, right: str) -> tuple[str, str, str, bool, int, int] | None:
        match = _NAME_BEHIND.match(right)
        if match is None:
            return None
        words = left.split(" ")
        kept: list[str] = []
        for word in reversed([word for word in words if word]):
            if word.lower() in _STOPS or "," in word or not self._belongs(word):
                break
            kept.insert(0, word)
        joined = " ".join(kept[-6:])
        of = _OF.match(right, match.end())  # "President A B of Chad"
        return (
            match["name"],
            joined,
            match["of"] or (of["of"] if of else ""),
            False,
            len(joined) + 1 if joined else 0,
            of.end() if of else match.end(),
        )

    def _belongs(self, word: str) -> bool:
        """Whether a word before a post may be part of its phrase: a name, a title, an adjective; no verb."""
        return word[0].isupper() or word.lower() in self.adjectives or word.endswith("ly") or "-" in word

    def _post(self, noun: str, words: str, of: str) -> str:
        """The post's name: a vague noun takes in the nouns before it and what it is of ("central bank chief", "head of the agency")."""
        noun = _PROVISIONAL.sub("", noun.lower())
        if noun not in self.vague:
            return noun
        compound: list[str] = []
        for word in reversed(words.split()):
            if not word[:1].islower() or word in self.adjectives or word in _STOPS:
                break
            compound.insert(0, word)
        return " ".join([*compound[-2:], noun]) + (f" of {of}" if of else "")


def _also(name: str, left: str, at: int, right: str) -> tuple[str, str, str, bool, int, int] | None:
    """One more post of him whose style fills `left` up to `at`: "A B, premier of Chad and foreign minister"."""
    match = _ALSO.match(left, at)
    if match is None or _NAME_BEHIND.match(right):
        return None
    of = _OF.match(right)
    return name, match["words"], of["of"] if of else "", False, len(left), of.end() if of else 0


def stylist(codebook: Codebook) -> Stylist:
    """The stylist of a codebook: posts are its roles of the kind office, without standing words before them ("ousted president")."""
    words = {label: frozenset(phrases) for label, phrases in codebook.tracking["post_words"].phrases.items()}
    nouns = {role.noun for role in codebook.roles if role.kind == "office" and role.noun not in words["no post"]}
    ordered = sorted(nouns, key=lambda noun: (-len(noun), noun))
    standing = {word for label in codebook.tracking["standings"].phrases.values() for phrase in label for word in phrase.split()}
    adjectives = frozenset(standing) | words["adjective"]
    bare = (noun for noun in ordered if noun.split()[0] not in adjectives)
    return Stylist(
        posts=re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, bare))})(?![\w’'-])", re.IGNORECASE),
        vague=words["vague"],
        adjectives=adjectives,
    )
