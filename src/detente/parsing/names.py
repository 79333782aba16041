"""Capitalised names and the titles that stand with them, by the order of words alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.parsing.gazetteer import Hit
from detente.parsing.roles import RoleHit, RoleIndex, small
from detente.parsing.words import Word, word_set

_PARTICLES = word_set("de del della di da dos das du la le el al bin ibn ben von van der den ter ould ag abu e y")
_NEVER = word_set(
    "a an the this that these those it its he she they we i you his her their our my in on at by for from with without after before "
    "but and or so yet as if when while where since because although though despite however meanwhile instead later earlier there "
    "here what who how why which not no nor both each every some many most all several few another other others under over during "
    "until once then now still also even only just last next more less such among between against about asked one two three four five "
    "six seven eight nine ten eleven twelve twenty thirty hundreds thousands dozens according let do does did was were is are be been "
    "has had have will would could monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec nobody somebody nothing today "
    "tomorrow yesterday late early mr mrs ms dr sir dame lord lady"
)
_RANKS = word_set(
    "mr mrs ms mx dr sir dame lord lady gen lt col maj capt sgt cpl adm cmdr brig sen rep gov prof rev hon st pres amb fr cardinal "
    "monsignor pastor brigadier marshal acting deputy vice interim first second former assistant under chief senior special permanent "
    "caretaker transitional outgoing incoming then late ousted exiled jailed crown grand supreme staff field rear prime foreign"
)
_CIVIL_RANKS = word_set("mr mrs ms mx dr sir dame lord lady prof")
_ORGANISATION = word_set(
    "party council front union movement army ministry court assembly agency commission committee congress senate parliament league "
    "forces force group bank organisation organization association federation alliance coalition institute foundation society "
    "university centre center corporation company department office bureau brigade battalion brigades militia guard police authority "
    "service services team network initiative mission tribunal cabinet government academy directorate board chamber club corps "
    "command community confederation conference forum fund house secretariat programme program times post news press radio television "
    "tv observatory watch"
)
_PLACES = word_set(
    "avenue square street road area river lake island islands mountain mountains valley bay port airport bridge province district "
    "region county city town village camp crossing strait gulf sea desert peninsula shoal reef hospital stadium plaza boulevard hotel "
    "park hills"
)
_GIVEN = word_set("jordan chad georgia israel kenya paris victoria sydney florence london santiago india cuba america")
_PLACES_BEFORE = word_set("avenida avenue rue calle hotel camp mount lake fort port cape via plaza place rio wadi jebel")
_SUFFIXES = word_set("led held made run born based era wide style level type day year old hour free sized owned bound")
_ABBREVIATED = word_set("gen lt col maj capt sgt cpl adm cmdr brig sen rep gov prof rev hon st pres amb fr mr mrs ms dr jr sr")


def proper_words(rows: Iterable[tuple[Sequence[Word], int]]) -> frozenset[str]:
    """Words with a capital that stand inside sentences; a row is a sentence's words and the place of the word that opens it."""
    return frozenset(
        word.text
        for words, opening in rows
        for index, word in enumerate(words)
        if index > opening and word.capital and words[index - 1].text not in ('"', ":", "-", "(", "'", ".")
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A capitalised name among a sentence's words: with titles from `first`, the bare name `name` to `last` (exclusive)."""

    first: int
    name: int
    last: int
    kind: str  # person | organisation | place | other
    roles: tuple[RoleHit, ...] = ()
    hits: tuple[Hit, ...] = ()  # known names within, before the bare name


class NameFinder:
    """Finds names in one sentence after the other; `proper` holds the words that the document writes with a capital inside sentences."""

    def __init__(self, roles: RoleIndex, proper: frozenset[str]) -> None:
        self._roles = roles
        self._proper = proper

    def find(self, words: Sequence[Word], hits: Sequence[Hit], opening: int = 0) -> list[Found]:
        """Names in `words` in order; `hits` are the known names among them, `opening` the word that opens the sentence."""
        starts = {hit.first: hit for hit in hits}
        lower = small(words)
        found, index = [], opening
        while index < len(words):
            last = self._run_end(words, lower, index, starts, opening)
            if last > index:
                name = self._part(words, lower, index, last, starts)
                if name:
                    found.append(name)
            index = max(last, index + 1)
        return found

    def _opens(self, words: Sequence[Word], lower: Sequence[str], index: int, starts: Mapping[int, Hit], opening: int) -> bool:
        """Whether a name can begin at `index`."""
        word = words[index]
        if index in starts:
            return True
        if not word.capital or not word.text[0].isalpha():
            return False
        if lower[index] in _NEVER:
            return lower[index] in _RANKS and index + 1 < len(words)
        if words[index + 1 : index + 2] and words[index + 1].text == "." and word.text.lower() in _ABBREVIATED:
            return True
        opens = index == opening or words[index - 1].text in ('"', ":", "-", "(", "'")
        if opens and index + 1 in starts and word.text not in self._proper and not self._roles.starting(lower, index):
            return lower[index] in _RANKS  # "Neighbouring Brazil": the known name begins behind it
        follows = index + 1 < len(words) and words[index + 1].capital and lower[index + 1] not in _NEVER
        return not opens or follows or word.text in self._proper

    def _run_end(self, words: Sequence[Word], lower: Sequence[str], first: int, starts: Mapping[int, Hit], opening: int) -> int:
        """Where the run of capitalised words that begins at `first` ends; `first` itself where none begins."""
        if not self._opens(words, lower, first, starts, opening):
            return first
        index = starts[first].last if first in starts else first + 1
        while index < len(words):
            step = self._step(words, lower, first, index, starts)
            if step == index:
                break
            index = step
        return index

    def _step(self, words: Sequence[Word], lower: Sequence[str], first: int, index: int, starts: Mapping[int, Hit]) -> int:
        """The next place in the run, or `index` where the run ends."""

        def capital(place: int) -> bool:
            named = place < len(words) and words[place].capital and (lower[place] not in _NEVER or lower[place] in _RANKS)
            return place in starts or named

        def past(place: int) -> int:
            return starts[place].last if place in starts else place + 1

        if capital(index):
            return past(index)
        word, touching = words[index].text, words[index - 1].end == words[index].start
        if (
            word == "."
            and touching
            and (words[index - 1].text.lower() in _ABBREVIATED or len(lower[index - 1]) == 1)
            and capital(index + 1)
        ):
            return past(index + 1)
        if word == "-" and touching and index + 1 < len(words) and words[index + 1].start == words[index].end:
            syllable = index - 1 not in starts and len(lower[index + 1]) < 6 and lower[index + 1] not in _SUFFIXES
            return past(index + 1) if capital(index + 1) or syllable else index
        if word == "'s" and capital(index + 1) and index - 1 >= first:
            return past(index + 1)
        if lower[index] in _PARTICLES:
            after = index + 1 + (index + 1 < len(words) and words[index + 1].text == "-")
            return past(after) if capital(after) else index
        if word in ("of", "for") and (lower[index - 1] in _ORGANISATION or self._roles.ending(lower, index)):
            after = index + 1 + (index + 1 < len(words) and words[index + 1].text == "the")
            return past(after) if capital(after) else index
        return index

    def _part(self, words: Sequence[Word], lower: Sequence[str], first: int, last: int, starts: Mapping[int, Hit]) -> Found | None:
        """The run from `first` to `last` parted into known names, titles and the bare name; None where nothing new is named."""
        roles: list[RoleHit] = []
        hits: list[Hit] = []
        index = first
        while index < last:
            hit, role = starts.get(index), self._roles.starting(lower, index)
            if hit and any(sense.party.kind == "person" for sense in hit.senses):
                break
            if hit and self._given_name(words, lower, hit, last, starts):
                break
            if hit and hit.last <= last:
                hits.append(hit)
                index = hit.last
            elif role and role.last <= last and not self._names_body(lower, role, last) and not (roles and lower[index] == "sheikh"):
                roles.append(role)
                index = role.last
            elif roles and words[index].text in ("of", "for") and index + 1 not in starts and index + 2 not in starts:
                return None  # "the Minister of Integration": an office without its holder
            elif lower[index] in _RANKS or (words[index].text in ("'s", "-", ".", "of", "for", "the") and index > first):
                index += 1
            else:
                break
        if index >= last:
            return None
        ending = next((hit for hit in starts.values() if index < hit.first and hit.last == last), None)
        if ending and ending.senses[0].party.kind in ("organisation", "armed_group") and words[ending.first - 1].text not in ("of", "-"):
            last = ending.first  # "New Year's Day Gazprom": two names side by side
        return self._named(words, lower, Found(first, index, last, "person", tuple(roles), tuple(hits)))

    def _given_name(self, words: Sequence[Word], lower: Sequence[str], hit: Hit, last: int, starts: Mapping[int, Hit]) -> bool:
        """Whether the state or capital at `hit` is a person's first name: "Jordan Henderson"."""
        after = hit.last
        if lower[hit.first] not in _GIVEN or after != hit.first + 1 or after >= last or after in starts:
            return False
        bound = words[after].text in ("'s", "-", "of", "for") or lower[last - 1] in (_ORGANISATION | _PLACES)
        return not bound and self._roles.starting(lower, after) is None

    def _names_body(self, lower: Sequence[str], role: RoleHit, last: int) -> bool:
        """Whether `role` opens the name of an organisation ("Ministry of Defence") rather than a title before a name."""
        return role.role.kind == "body" and role.last < last and lower[role.last] in ("of", "for")

    def _named(self, words: Sequence[Word], lower: Sequence[str], found: Found) -> Found:
        """`found` with its kind, and with the whole run as the name where that is an organisation's."""
        first, name, last = found.first, found.name, found.last
        head = last
        for index in range(name + 1, last):
            if words[index].text in ("of", "for"):
                head = index
                break
        body = self._roles.ending(lower, head)
        titled = bool(found.roles) or any(lower[index] in _CIVIL_RANKS for index in range(first, name))
        if lower[head - 1] in _ORGANISATION or (body and body.role.kind == "body"):
            roles = (*found.roles, body) if body else found.roles
            return Found(first, self._after_possessive(words, first, name), last, "organisation", roles, found.hits)
        if not titled and (lower[head - 1] in _PLACES or lower[name] in _PLACES_BEFORE):
            return Found(first, name, last, "place", found.roles, found.hits)
        letters = [word.text for word in words[name:last] if word.text[0].isalpha()]
        initials = all(text.isupper() and len(text) > 1 for text in letters)
        if titled or (last - name > 1 and not initials):
            return found
        kind = "organisation" if initials else "other"
        return Found(first, name, last, kind, found.roles, found.hits)

    @staticmethod
    def _after_possessive(words: Sequence[Word], first: int, name: int) -> int:
        """Where an organisation's name begins: after the last possessive of the run, else with the run."""
        for index in range(name - 1, first, -1):
            if words[index].text == "'s":
                return index + 1
        return first
