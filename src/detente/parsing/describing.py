"""Any noun phrase as a participant: its name, country and sectors, by what stands in it, then by what the document tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.codebook.model import Role
from detente.parsing.compose import Parts, country_of, sectors_of
from detente.parsing.context import Context
from detente.parsing.known import ELITE, GOVERNMENT
from detente.parsing.parsed import EntityMention, Reference, Token
from detente.parsing.roles import RoleHit
from detente.parsing.scope import modifying, parties_of, possessors
from detente.parsing.words import word_set

_QUANTITIES = word_set(
    "thousands hundreds dozens scores tens millions group groups number majority some many most both all several few one none two "
    "three half part rest crowd crowds handful pair couple series any each others column convoy"
)
_FOREIGN = word_set("foreign western international global outside overseas african asian arab latin nordic baltic balkan")
_ABROAD = word_set("donors donor creditors creditor lenders")
_SOME_STATE = word_set("state country government power nation party")
_POSTED = word_set("embassy embassies ambassador ambassadors consulate consulates consul consuls")  # of another state than they stand in
_OPPOSITE = word_set("neighbour neighbor neighbours neighbors counterpart counterparts rival rivals hosts host foe adversary")
_AID = word_set("aid relief humanitarian")
_INTERNATIONAL = ("secretary-general", "secretary general", "executive secretary", "under-secretary-general")  # offices of bodies of states
_FORCES = ("MIL", "COP", "SPY", "LEG", "JUD")  # what a noun tells of its own party, whoever that stands for
_DOMESTIC = ("CVL", "COP", "JUD", "EDU", "LAB")  # whose country is that of the place where they act
_IN = word_set("in at near outside")
FORCE = word_set("officer officers patrol patrols")  # an army's or the police's, as the document tells
_BODIES = ("UNO", "IGO", "EUU")
_MEMBERS = ("members", "member states", "member state")  # of a body of states named before
_NEAR = 600  # characters that these look back
_NAMED = ("person", "organisation", "armed_group", "state", "place")


class Description(NamedTuple):
    """What a noun phrase names: kind as in EntityMention, PLOVER country ("" unknown), primary sector ("" unknown), all sectors."""

    name: str
    kind: str
    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()


def describe(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> Description:
    """The participant that tokens `start_index` to `end_index` (exclusive) of one sentence name. Pure; raises nothing on any range.

    The head noun gives the kind: a known or named party, a reference (its antecedent), a role noun. Country by scope: adjectives,
    possessives and compounds before the head, then "of X" and "in X" behind it, then possessive pronouns, then the
    country the document is about for domestic roles. Sector by sectors_of. What nothing tells is "".
    """
    return describe_all(tokens, start_index, end_index, context)[0]


def describe_all(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> tuple[Description, ...]:
    """Like `describe`, with one description for each party that the phrase stands for: "both capitals" gives two. Never empty."""
    phrase = _trimmed(tokens[start_index:end_index])
    if not phrase:
        return (Description("", "other"),)
    head = _real_head(phrase)
    reference = _reference(phrase, head, context)
    if reference:
        return tuple(_stood_for(mention, phrase, head, context) for mention in reference.antecedents)
    entity = context.covering(head.start, head.end)
    common = (head.text.islower() or head.tag in ("NN", "NNS")) and _role(phrase, head, context) is not None
    if entity and entity.kind in _NAMED and not common:
        return (_named(entity, phrase, context),)
    described = _by_role(phrase, head, _text(phrase), context)
    if entity and entity.kind == "nationality" and head.dep in ("amod", "compound", "nmod"):
        described = _elliptic(described, tokens[head.head], tokens, context)
    if head.text.lower() in FORCE and entity and entity.sectors:
        described = described._replace(sector=entity.sectors[0], sectors=entity.sectors)
    if described.country or _foreign(phrase, head, context):
        pass
    elif entity and entity.kind != "nationality" and entity.country:
        described = described._replace(country=entity.country)
    elif described.sectors:
        described = described._replace(country=_guessed(tokens, head, described, context))
    return tuple(described._replace(country=country) for country in _coordinated(phrase, head, context)) or (described,)


def _guessed(tokens: Sequence[Token], head: Token, described: Description, context: Context) -> str:
    """The country of a party of which nothing says whose it is."""
    told = _where(tokens, head, described, context) or context.country_at(head.start)
    if head.text.lower() not in _POSTED:
        return told
    before = (mention.country for mention in reversed(context.within(0, head.start)) if mention.country not in (*_BODIES, told, ""))
    return next(before, told)


def _where(tokens: Sequence[Token], head: Token, described: Description, context: Context) -> str:
    """The country of the place that the sentence names before a domestic party: "In Bata, police ..."; "" where there is none."""
    if described.sector not in _DOMESTIC:
        return ""
    lands = [mention for mention in context.within(tokens[0].start, head.start) if mention.kind in ("place", "state") and mention.country]
    return next((mention.country for mention in reversed(lands) if _located(tokens, mention)), "")


def _located(tokens: Sequence[Token], mention: EntityMention) -> bool:
    """Whether the place stands behind "in", "at" or the like."""
    at = next((token.index for token in tokens if token.start >= mention.span.start), 0) - 1
    while at >= 0 and tokens[at].dep in ("det", "amod", "compound"):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in _IN


def _reference(phrase: Sequence[Token], head: Token, context: Context) -> Reference | None:
    """The reference in `phrase` that its head belongs to, the longest where several do."""
    found = [
        reference
        for reference in context.references_in(phrase[0].start, phrase[-1].end)
        if reference.span.start <= head.start and head.end <= reference.span.end
    ]
    best = max(found, key=lambda reference: reference.span.end - reference.span.start, default=None)
    behind = [token for token in phrase if best and token.start >= best.span.end]
    return None if behind and behind[0].text.lower() in ("of", "from") else best


def _stood_for(mention: EntityMention, phrase: Sequence[Token], head: Token, context: Context) -> Description:
    """The party that a reference stands for; the phrase's own noun gives the sector where it says more ("the two armies")."""
    described = _of_mention(mention, ())
    own = context.roles.ending([token.text.lower() for token in phrase], phrase.index(head) + 1) if head.pos != "PRON" else None
    if own and own.role.sector in _FORCES and mention.kind in ("state", "nationality", "place"):
        described = described._replace(sector=own.role.sector, sectors=(own.role.sector,))
    elif mention.kind in ("nationality", "place") and not described.sectors:
        described = described._replace(sector=GOVERNMENT, sectors=(GOVERNMENT,))
    if not described.country:
        described = described._replace(country=context.country_at(mention.span.start))
    return described


def _role(phrase: Sequence[Token], head: Token, context: Context) -> RoleHit | None:
    """The role noun that `head` ends, by its form or its lemma."""
    lower = [token.text.lower() for token in phrase]
    place = next(index for index, token in enumerate(phrase) if token.index == head.index)
    return context.roles.ending(lower, place + 1) or context.roles.ending([*lower[:place], head.lemma.lower()], place + 1)


def _elliptic(described: Description, noun: Token, tokens: Sequence[Token], context: Context) -> Description:
    """A lone adjective takes the sector of the noun it shares: "Thai" in "Thai and Cambodian forces" is MIL."""
    hit = _role(tokens[: noun.index + 1], noun, context)
    return described._replace(sector=hit.role.sector, sectors=(hit.role.sector,)) if hit and hit.role.sector else described


def _foreign(phrase: Sequence[Token], head: Token, context: Context) -> bool:
    """Whether the phrase says that its party is of some other country or of none in particular: "Western governments", "no state"."""
    lower = [token.text.lower() for token in phrase]
    nobody = lower[0] in ("no", "any") and head.text.lower() in _SOME_STATE
    abroad = [token for token in phrase[: phrase.index(head)] if token.text.lower() in _FOREIGN]
    around = [context.covering(token.start, token.end) for token in abroad]  # "South African" names a country
    named = [mention for mention in around if mention and (mention.country or mention.kind == "nationality")]
    return head.text.lower() in _ABROAD or nobody or len(named) < len(abroad)


def _coordinated(phrase: Sequence[Token], head: Token, context: Context) -> tuple[str, ...]:
    """The countries of "Saudi and American mediators" or "the ministers of Greece and Turkey"; empty where it is one or none."""
    lands = [mention for mention in context.within(phrase[0].start, phrase[-1].end) if mention.kind in ("state", "nationality")]
    words = {token.start: token for token in phrase}
    countries = []
    for before, after in pairwise(lands):
        between = [token.text.lower() for start, token in words.items() if before.span.end <= start < after.span.start]
        same_side = (before.span.end <= head.start) == (after.span.end <= head.start)
        if same_side and set(between) <= {"and", "'s", "the"} and (between or before.span.end + 2 == after.span.start):
            countries += [before.country, after.country]
    for found in context.references_in(phrase[0].start, phrase[-1].end):
        if not countries and not found.span.start <= head.start < found.span.end:
            countries = [mention.country for mention in found.antecedents if mention.country]
    return tuple(dict.fromkeys(countries)) if len(set(countries)) > 1 else ()


def explicit(tokens: Sequence[Token], start_index: int, end_index: int, context: Context) -> Description:
    """What the phrase headed by a common noun tells by itself: the country stays "" where only the document could tell it."""
    phrase = _trimmed(tokens[start_index:end_index])
    return _by_role(phrase, _real_head(phrase), _text(phrase), context) if phrase else Description("", "other")


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without punctuation at either end."""
    words = [index for index, token in enumerate(tokens) if token.pos != "PUNCT"]
    return list(tokens[words[0] : words[-1] + 1]) if words else []


def _real_head(phrase: Sequence[Token]) -> Token:
    """The noun that tells who it is: the syntactic head, or what stands behind "of" where that only counts ("dozens of protesters")."""
    inside = {token.index for token in phrase}
    heads = [token for token in phrase if token.pos != "PUNCT" and (token.head not in inside or token.head == token.index)]
    head = next((token for token in heads if token.pos in ("NOUN", "PROPN", "PRON")), heads[0] if heads else phrase[-1])
    seen = {head.index}
    while head.text.lower() in _QUANTITIES or head.pos == "NUM":
        of = next((token for token in phrase if token.head == head.index and token.text.lower() in ("of", "among")), None)
        below = of and next((token for token in phrase if token.head == of.index and token.dep == "pobj"), None)
        if not below or below.index in seen:
            break
        head = below
        seen.add(head.index)
    return head


def _text(phrase: Sequence[Token]) -> str:
    """The phrase without articles before it."""
    kept = list(phrase)
    while len(kept) > 1 and kept[0].pos == "DET":
        kept.pop(0)
    out = kept[0].text
    for before, token in pairwise(kept):
        out += (" " if token.start > before.end else "") + token.text
    return out


def _of_mention(mention: EntityMention, modifiers: Sequence[str]) -> Description:
    """The description of a named party, ousted where a modifier says so."""
    sectors = mention.sectors
    if ELITE in modifiers and mention.kind == "person":
        sectors = tuple(dict.fromkeys((ELITE, *sectors)))
    return Description(mention.name, mention.kind, mention.country, sectors[0] if sectors else "", sectors)


def _named(entity: EntityMention, phrase: Sequence[Token], context: Context) -> Description:
    """A named party with what else the phrase tells of it."""
    lower = [token.text.lower() for token in phrase]
    modifiers = [found[1] for index in range(len(lower)) if (found := context.roles.modifier(lower, index))]
    described = _of_mention(entity, modifiers)
    if entity.kind == "place":
        described = described._replace(kind="state", sector=GOVERNMENT, sectors=(GOVERNMENT,))
    if not described.country and entity.kind in ("person", "organisation"):
        around = [mention.country for mention in context.within(phrase[0].start, phrase[-1].end) if mention.country]
        described = described._replace(country=around[0] if around else context.country_at(entity.span.start))
    return described


def _by_role(phrase: Sequence[Token], head: Token, name: str, context: Context) -> Description:
    """A phrase whose head is a common noun."""
    lower = [token.text.lower() for token in phrase]
    place = next(index for index, token in enumerate(phrase) if token.index == head.index)
    hit = _role(phrase, head, context)
    inner, modifiers = modifying(phrase, lower, hit.first if hit else place, place, context)
    parties = (*parties_of(phrase, place, context), *possessors(phrase, head, context))
    role: Role | None = hit.role if hit else None
    noun = " ".join(lower[hit.first : hit.last]).replace(" - ", "-") if hit else lower[place]
    sectors = sectors_of(Parts(role, noun, inner, modifiers, parties))
    nationality = next((mention for mention in context.within(head.start, head.end) if mention.kind == "nationality"), None)
    if noun == "deputy" and any(token.dep == "poss" and token.head == head.index for token in phrase):
        sectors = (GOVERNMENT,)  # somebody's deputy, not a member of parliament
    if nationality and not sectors:
        sectors = _people(phrase, head)
    elif not sectors and head.text.lower() in _QUANTITIES:
        sectors = ("CVL",)
    country = country_of(parties_of(phrase, place, context)) if noun.split(" ")[-1] in _OPPOSITE else country_of(parties)
    if not country and noun in _OPPOSITE and parties:
        country = next((other for other in context.countries if other != country_of(parties)), "")
    if not country and noun in _INTERNATIONAL:
        country = _body_before(head.start, context) or "UNO"
    if not country and noun in _MEMBERS and len(lower) <= 2:
        country = _body_before(head.start, context, _NEAR)
    if not country and sectors[:1] == (GOVERNMENT,) and "european" in lower[:place]:
        country = "EUU"
    if not country and "SOC" in sectors and _AID.intersection(lower):
        country = "NGO"
    kind = "person" if hit and hit.role.kind == "office" else "organisation" if hit and hit.role.kind == "body" else "other"
    return Description(name, kind, country, sectors[0] if sectors else "", sectors)


def _body_before(position: int, context: Context, reach: int | None = None) -> str:
    """The organisation of states named last before `position`, at most `reach` characters back; "" where there is none."""
    near = context.within(max(0, position - reach) if reach else 0, position)
    return next((mention.country for mention in reversed(near) if mention.country in _BODIES), "")


def _people(phrase: Sequence[Token], head: Token) -> tuple[str, ...]:
    """The sector of a demonym that stands alone: "Georgians" are CVL, "the Canadians" who sign or say are GOV."""
    plural = head.tag in ("NNS", "NNPS") or head.text.endswith("s")
    definite = phrase[0].text.lower() == "the" and not any(token.pos == "NUM" for token in phrase)
    return ("CVL",) if plural and not definite else (GOVERNMENT,)
