"""Who the names of a document are: titles, roles and countries told anywhere join with every later mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.codebook.model import Role
from detente.parsing.compose import STRONG, Parts, PartyPart, country_of, sectors_of
from detente.parsing.gazetteer import Hit
from detente.parsing.known import Known, read_hit
from detente.parsing.names import Found
from detente.parsing.roles import RoleIndex, small
from detente.parsing.words import Word, word_set

_ADJECTIVES = word_set(
    "new interim transitional acting deputy then outgoing incoming senior top veteran long-time longtime military civilian caretaker "
    "chief ruling main national local regional federal special late vice first second powerful influential young 's - . the a an its "
    "former prominent leading hardline right-wing left-wing far-right pro-government de facto self-declared"
)
_POSSESSIVES = word_set("his her their")
_NEAR = 3  # words before a role in which its "his" stands
_SCENES = (["in"], ["at"], ["near"], ["outside"])
_WINDOW = 14  # words looked at on either side of a name
_NOUN_ENDS = word_set(", ; ( ) : said says and but")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document tells of one name."""

    name: str
    kind: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    title: str | None = None

    def joined(self, other: Profile) -> Profile:
        """This profile, with what it lacks taken from `other`."""
        return replace(
            self,
            country=self.country or other.country,
            sectors=self.sectors or other.sectors,
            title=self.title or other.title,
            kind=other.kind if self.kind == "other" else self.kind,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as the name rules see it."""

    words: Sequence[Word]
    lower: Sequence[str]
    hits: Sequence[Hit]
    known: Mapping[int, Known]  # the reading of each hit, by its first word

    def party(self, hit: Hit) -> PartyPart:
        """The part that `hit` is in a phrase."""
        known = self.known[hit.first]
        return PartyPart(known.kind, known.country, known.sectors)


def make_row(words: Sequence[Word], hits: Sequence[Hit], day: str | None, favoured: Sequence[str]) -> Row:
    """The sentence of `words` with its `hits` read on `day` (see read_hit)."""
    return Row(words, small(words), hits, {hit.first: read_hit(hit, words, day, favoured) for hit in hits})


def _is_scene(row: Row, hit: Hit) -> bool:
    """Whether a known name says where, and not whose: "in Khartoum Ada Roe said"."""
    return row.lower[hit.first - 1 : hit.first] in _SCENES


def _off_scene(row: Row, found: Found) -> Found:
    """`found` without the place that its words begin with where that only says where."""
    scene = next((hit for hit in found.hits if hit.first == found.first and _is_scene(row, hit)), None)
    return replace(found, first=scene.last, hits=tuple(hit for hit in found.hits if hit is not scene)) if scene else found


class Profiler:
    """Reads profiles off names in their sentences."""

    def __init__(self, roles: RoleIndex) -> None:
        self._roles = roles

    def profile(self, row: Row, found: Found) -> tuple[Profile, int]:
        """The profile that the words around `found` give, and the word where the name with its titles begins."""
        found = _off_scene(row, found)
        name = "".join(_spaced(row.words, found.name, found.last))
        left, first = self._left(row, found)
        parts = self._parts(row, found, left)
        if not (parts.head or parts.modifiers) and found.kind == "person":
            parts = self._right(row, found, parts)
        elif not parts.parties:
            parts = replace(parts, parties=self._right(row, found, parts).parties)
        sectors = sectors_of(parts)
        title = " ".join(row.words[index].text for index in range(first, found.name)) or None
        kind = "organisation" if found.kind == "other" and parts.head and parts.head.kind == "body" and first < found.name else found.kind
        if kind == "organisation" and parts.head and parts.head.sector == "OPP" and "party" in parts.noun:
            sectors = ("PTY", *sectors)  # a named party is PTY first, people of the opposition are OPP
        return Profile(name, kind, country_of(parts.parties), sectors, title), first

    def _parts(self, row: Row, found: Found, left: Parts) -> Parts:
        """What stands within and left of the name."""
        within = tuple(hit.role for hit in reversed(found.roles))
        modifiers = [modifier[1] for index in range(found.first, found.name) if (modifier := self._roles.modifier(row.lower, index))]
        roles = (*within, *left.inner)
        parties = (*(row.party(hit) for hit in reversed(found.hits)), *left.parties)
        return Parts(roles[0] if roles else None, roles[0].noun if roles else "", roles[1:], (*modifiers, *left.modifiers), parties)

    def _left(self, row: Row, found: Found) -> tuple[Parts, int]:
        """Roles, modifiers and parties that lead up to the name without a break, and where they begin."""
        roles: list[Role] = []
        parties: list[PartyPart] = []
        modifiers: list[str] = []
        ends = {hit.last: hit for hit in row.hits}
        index, first, crossed = found.first, found.first, False
        while index > max(0, found.first - _WINDOW):
            role, hit = self._roles.ending(row.lower, index), ends.get(index)
            modifier = self._roles.modifier(row.lower, index - 1)
            if hit and row.known[hit.first].kind != "person":
                if index == found.first and _is_scene(row, hit):
                    break
                parties.append(row.party(hit))
                index = hit.first
            elif role:
                roles.append(role.role)
                index = role.first
            elif modifier and modifier[0] == index:
                modifiers.append(modifier[1])
                index -= 1
            elif (row.lower[index - 1] in _ADJECTIVES and index < found.first) or (
                row.lower[index - 1] == "of" and parties and self._roles.ending(row.lower, index - 1)
            ):
                index -= 1
            elif row.lower[index - 1] == "," and index == found.first and self._apposed(row, found):
                index, crossed = index - 1, True
            else:
                break
            if not crossed and row.lower[index] not in ("'s", "-", ".", "of", ","):
                first = index
        if crossed and not roles:
            return Parts(), found.first
        if crossed and not parties:
            parties += self._named_before(row, index)
        while first < found.first and row.lower[first] in ("the", "a", "an", "its", "'s", "-", "."):
            first += 1
        return Parts(None, "", tuple(roles), tuple(modifiers), tuple(parties)), first

    @staticmethod
    def _named_before(row: Row, index: int) -> list[PartyPart]:
        """Whom the "his" or "her" before the role at `index` stands for, where a known person is named: "Ada Roe and her adviser, X"."""
        place = next((at for at in range(index - 1, max(-1, index - 1 - _NEAR), -1) if row.lower[at] in _POSSESSIVES), None)
        people = [] if place is None else [hit for hit in row.hits if hit.last <= place and row.known[hit.first].kind == "person"]
        return [row.party(people[-1])] if people and row.known[people[-1].first].country else []

    @staticmethod
    def _apposed(row: Row, found: Found) -> bool:
        """Whether the name closes an apposition: "the president, X, said", "its leader, X."."""
        return found.last >= len(row.words) or row.lower[found.last] in (",", ".", ";", ")") or found.kind == "person"

    def _right(self, row: Row, found: Found, parts: Parts) -> Parts:
        """`parts` with what an apposition or bracket behind the name adds: "X, the head of Y's army,"."""
        index = found.last
        if index >= len(row.words) or row.lower[index] not in (",", "(", "of", "in"):
            return parts
        start, stop = index + 1, min(len(row.words), index + 1 + _WINDOW)
        end = next((place for place in range(start, stop) if row.lower[place] in _NOUN_ENDS), stop)
        roles = []
        modifiers = list(parts.modifiers)
        place = start
        while place < end:
            role, modifier = self._roles.starting(row.lower, place), self._roles.modifier(row.lower, place)
            if role and role.last <= end:
                roles.append(role.role)
            if modifier and (not roles or modifier[1] in STRONG):
                modifiers.append(modifier[1])
            place = role.last if role else place + 1
        inside = [hit for hit in row.hits if start <= hit.first < end and row.known[hit.first].kind != "person"]
        if row.lower[index] in (",", "(") and not roles:
            return parts
        if not inside:  # "X, Mr Roe's envoy"
            inside = [hit for hit in row.hits if start <= hit.first < end and row.lower[hit.last : hit.last + 1] == ["'s"]]
        parties = (*parts.parties, *(row.party(hit) for hit in inside))
        if row.lower[index] in ("of", "in") or not roles:
            return replace(parts, parties=parties)
        head = roles[0]
        return Parts(parts.head or head, parts.noun or head.noun, tuple(roles[1:]), tuple(modifiers), parties)


def _spaced(words: Sequence[Word], first: int, last: int) -> list[str]:
    """The words with single blanks where the text has white space."""
    out = []
    for index in range(first, last):
        if index > first and words[index].start > words[index - 1].end:
            out.append(" ")
        out.append(words[index].text)
    return out
