"""The choice of coder, in one place: what each is called, which sentences it wants parsed, and what it says at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.asking import AskingOptions
    from detente.codebook import Codebook
    from detente.coding import Coding, SentenceAccount
    from detente.parsing import ParsedDocument

CODERS = ("grammar", "learned", "model")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenCoder:
    """A coder with its name for the record; `wanted` None parses all sentences, `prepare` is told each batch before it is coded.

    `advised` is the confidence from which mentions are printed where nobody says otherwise. `explain`, which only coders with rules
    have, tells how it comes to what `code` gives.
    """

    name: str
    code: Callable[[ParsedDocument], Coding]
    wanted: Callable[[str], bool] | None = None
    advised: float = 0.0
    explain: Callable[[ParsedDocument], tuple[SentenceAccount, ...]] | None = None
    prepare: Callable[[Sequence[ParsedDocument]], None] | None = None
    report: Callable[[], str] | None = None


def choose_coder(coder: str, codebook: Codebook, asking: AskingOptions | None = None, tagger: Path | None = None) -> ChosenCoder:
    """The coder of that name; the learned one with the tagger in that folder (None: the packaged one).

    Raises ConfigError where there is none, or where the model coder isn't told whom to ask.
    """
    if coder == "learned":
        return _learned(codebook, tagger)
    if coder == "grammar":
        return _grammar(codebook)
    if coder == "model":
        if asking is None:
            raise ConfigError("the model coder needs --endpoint and --model: name an OpenAI-compatible server and a model that it serves")
        return _model(codebook, asking)
    raise ConfigError(f"there is no coder {coder!r}: use one of {', '.join(CODERS)}")


def _learned(codebook: Codebook, tagger: Path | None) -> ChosenCoder:
    from detente.coding.learned import LearnedCoder

    coder = LearnedCoder(codebook, tagger)
    return ChosenCoder(name=f"learned {coder.version}", code=coder.code, wanted=coder.wanted, advised=coder.advised, explain=coder.explain)


def _grammar(codebook: Codebook) -> ChosenCoder:
    from detente.coding import GrammarCoder, sentence_filter

    coder = GrammarCoder(codebook)
    return ChosenCoder(name="grammar", code=coder.code, wanted=sentence_filter(codebook), explain=coder.explain)


def _model(codebook: Codebook, asking: AskingOptions) -> ChosenCoder:
    """The name tells model, profile and the version of its prompt; neither host nor key goes into a record."""
    from detente.asking import load_profile, make_asker
    from detente.coding.model import ModelCoder

    profile = load_profile(asking.profile)
    asker = make_asker(asking, profile, os.environ)
    coder = ModelCoder(codebook, profile, asker)

    def prepare(parsed: Sequence[ParsedDocument]) -> None:
        asker.prepare(coder.questions(parsed))

    name = f"model {asking.model}, profile {profile.name} {profile.version},"
    return ChosenCoder(name=name, code=coder.code, prepare=prepare, report=asker.report)
