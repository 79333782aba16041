"""Words of saying: what kind of statement each makes, how firm that is, and where what is said may stand beside it."""

from __future__ import annotations

from detente.coding.attribution import FIRMNESS
from detente.parsing.words import word_set

_KINDS = {
    "says": "say tell state add note write remark comment observe mention explain reply respond answer post tweet testify recall relate "
    "recount express voice conclude joke quip inform notify put indicate suggest signal hint repeat",
    "announces": "announce declare reveal disclose",
    "stresses": "stress emphasize emphasise underline underscore reiterate insist affirm reaffirm",
    "warns": "warn caution",
    "denies": "deny dispute refute rebut",
    "accuses": "accuse charge blame",
    "claims": "claim allege contend maintain argue assert boast swear",
    "reports": "report",
    "confirms": "confirm acknowledge admit concede verify confess",
    "promises": "promise vow pledge assure",
    "asks": "urge ask demand request implore",
    "predicts": "predict forecast estimate expect",
    "fears": "fear suspect worry",
    "believes": "believe",
    "complains": "complain lament protest",
    "describes": "call describe label brand term dub",
    "quotes": "quote cite",
}
KIND = {verb: kind for kind, verbs in _KINDS.items() for verb in verbs.split()}
"""The kind of statement by the lemma of its verb; "call" and "describe" judge, "call on" and "call for" ask."""

SUSPECTED = frozenset(("fears", "believes", "predicts"))  # what nobody says is so
OBJECTS = word_set(  # verbs whose object may be what is said: "stressed the need for talks"
    "announce reveal disclose stress emphasize emphasise underline underscore reiterate reaffirm deny dispute refute confirm acknowledge "
    "claim promise pledge demand express voice predict forecast"
)
BEHIND = {  # verbs with what is said behind a preposition
    "tell": ("of", "about"),
    "warn": ("of", "about", "against"),
    "insist": ("on", "upon"),
    "complain": ("of", "about"),
    "accuse": ("of",),
    "blame": ("for",),
    "call": ("for", "on", "upon"),
    "boast": ("of", "about"),
    "describe": ("as",),
    "label": ("as",),
    "brand": ("as",),
    "dismiss": ("as",),
}
INFINITIVES = word_set("promise vow pledge swear ask urge request implore demand claim tell expect")
WITHHELD = word_set(  # what is denied somebody, where the word "deny" says nothing
    "access entry visa permission passage right bail request leave chance opportunity landing meeting visit entrance admission asylum aid "
    "food water"
)
CONTINUING = word_set("continue go proceed hasten begin")  # "went on to say"
PAPERS = word_set("statement communique communiqué letter report tweet post message note memo declaration release readout text")
HEARERS = word_set("tell inform notify")


def firmness_of(lemma: str, kind: str) -> str:
    """How firm a statement is by its verb: as an attribution has it, or "suspected"."""
    return "suspected" if kind in SUSPECTED else FIRMNESS.get(lemma, "stated")
