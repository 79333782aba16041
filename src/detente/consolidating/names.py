"""How names are compared: their normal form, initials, spellings of persons' names, and what is a name at all."""

from __future__ import annotations

import re
import unicodedata


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_SMALL = word_set("of the and for in on de la le du des et al el bin ibn abu van von ould ag")
_BODIES = word_set(
    "union community nations council organisation organization league commission committee court bank fund agency mission army forces "
    "force ministry minister party movement front government guard police parliament assembly state states republic kingdom group service "
    "administration office embassy delegation alliance coalition university company corporation"
)
_MILITARY_RULE = re.compile(
    r"\b(?:junta|military (?:rulers?|government|regime|authorities|leadership|leaders|council)|coup leaders|putschists|ruling generals)\b"
)
# Letters that languages write differently for one sound; each pattern takes a spelling to the shorter one.
_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("t?ch", "t"),
        ("dj", "j"),
        ("ou", "u"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("y", "i"),
        ("ee", "i"),
        ("q", "k"),
        (r"(.)\1", r"\1"),
    )
)
_VOWELS = re.compile("[aeiou]")
_SKELETON = 3  # consonants that are enough to tell a first name
SHORTEST_ACRONYM = 2
_PEOPLE = (
    r"(?:leaders|heads of state|heads of state and government|(?:foreign |defence )?ministers|officials|chiefs|envoys|delegates|mediators)"
)
_ACTS_FOR = re.compile(rf"(?:the )?{_PEOPLE} (?:of|from) (?P<of>.+)|(?P<for>.+?) (?:s )?{_PEOPLE}")
_LINKS = word_set("of for and the")
_NAME_WORDS = 2


def normal_name(name: str) -> str:
    """The form in which names are compared: no accents, article, possessive or punctuation, one case, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _POSSESSIVE.sub("", _ARTICLE.sub("", plain.strip()))
    return " ".join(re.sub(r"[^\w\s]", " ", plain).casefold().split())


def spelling(word: str) -> str:
    """A word of a normal name as its usual transliterations all have it: "tchiani" and "tiani" are one, "tiani" and "diani" are not."""
    for pattern, new in _SPELLINGS:
        word = pattern.sub(new, word)
    return word


def first_name(word: str) -> str:
    """The spelling of a first name without its vowels, which transliterations change most; whole where that leaves too little."""
    spelled = spelling(word)
    skeleton = _VOWELS.sub("", spelled)
    return skeleton if len(skeleton) >= _SKELETON else spelled


def initials(name: str) -> frozenset[str]:
    """The acronyms that a full name may have: of all its words, and of those that are no small words."""
    words = normal_name(name).split()
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in _SMALL)
    spelled = len(words) > 1 and max(map(len, words)) > 1
    return frozenset(each for each in (every, large) if len(each) >= SHORTEST_ACRONYM) if spelled else frozenset()


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: "ECOWAS", "U.N."."""
    letters = _ARTICLE.sub("", name.strip()).replace(".", "")
    return len(letters) >= SHORTEST_ACRONYM and letters.isalpha() and letters.isupper()


def is_body(name: str) -> bool:
    """Whether a name is a body's own: an acronym, or a capitalised name with a noun for a body in it."""
    return is_acronym(name) or (_capitalised(name) and not _BODIES.isdisjoint(normal_name(name).split()))


def may_be_person(name: str) -> bool:
    """Whether a name may be a person's, with or without a title: capitalised, no acronym, and no body at its end ("Bank of X" is one)."""
    words = normal_name(name).split()
    titled = max((index + 1 for index, word in enumerate(words) if word in _LINKS), default=0)
    whole = not titled or len(words) - titled > _NAME_WORDS  # "Secretary of State Ada Roe", but not "Bank of South Ruritania"
    return _capitalised(name) and not is_acronym(name) and whole and words[-1] not in _BODIES


def military_rulers(name: str) -> bool:
    """Whether a description names whoever rules a country by arms: "the junta", "Niger's military rulers"."""
    return _MILITARY_RULE.search(normal_name(name)) is not None


def spoken_for(name: str) -> str:
    """The normal name of the body that those of a description act for together: "leaders of the Union", "Union leaders"; "" of none."""
    match = _ACTS_FOR.fullmatch(normal_name(name))
    return normal_name(match["of"] or match["for"]) if match else ""


def _capitalised(name: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]  # no possessive, no initial
    return bool(words) and all(word[0].isupper() or word.lower() in _SMALL for word in words) and words[0].lower() not in ("the", "a", "an")
