"""The learned coder: the grammar with the tagger as its second opinion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from detente.codebook import Codebook
from detente.coding.account import SentenceAccount
from detente.coding.grammar import Coding, GrammarCoder
from detente.coding.learned.opinion import Labels, SentenceOpinion
from detente.coding.learned.tagger import Tagger, Tags
from detente.coding.learned.weights import Weighing, weighing_of
from detente.errors import CodingError
from detente.parsing import ParsedDocument, Sentence
from detente.records import stable_id

SEEN = 0.005  # probability of an event at some word from which a sentence is parsed: what it tells besides events needs the parse too
KEPT = 4096  # sentences whose tags are kept between parsing and coding


class LearnedCoder:
    """Codes as the grammar does, but with triggers and parties that the tagger adds and a confidence that both give together.

    `folder` holds a tagger of the user's own, as `detente train` writes it; None is the packaged one.
    The same document always gives the same coding on one machine; one coder is for one thread.
    Raises CodingError where the tagger's files are broken.
    """

    def __init__(self, codebook: Codebook, folder: Path | None = None) -> None:
        self._tagger = Tagger(folder)
        self._weighing = load_weighing(folder)
        self._labels = labels_of(codebook, self._tagger)
        self._tagged: dict[str, Tags] = {}  # sentences that were wanted and wait to be coded
        self._grammar = GrammarCoder(codebook, self._weighing.event.floor, self._opinions)

    @property
    def version(self) -> str:
        """What the coding depends on besides grammar and codebook: the network and the weights."""
        return f"{self._tagger.digest} {stable_id(self._weighing)}"

    @property
    def advised(self) -> float:
        """The confidence whose precision and recall were in the best balance on articles that the tagger never saw."""
        return self._weighing.advised

    def wanted(self, text: str) -> bool:
        """Whether the tagger sees an event in a sentence at all, so that the parser may skip the rest. What it saw is kept for `code`."""
        tags = self._tagger.tag(text)
        some = bool(len(tags.types)) and float(1.0 - tags.types[:, 0].min()) >= SEEN
        if some:
            if len(self._tagged) >= KEPT:
                self._tagged.clear()
            self._tagged[text] = tags
        return some

    def code(self, parsed: ParsedDocument) -> Coding:
        """The mentions of `parsed` in order, and the triggers that were turned away. Raises nothing on any text."""
        return self._grammar.code(parsed)

    def explain(self, parsed: ParsedDocument) -> tuple[SentenceAccount, ...]:
        """How `code` comes to the mentions of `parsed`, one account a sentence (see GrammarCoder.explain)."""
        return self._grammar.explain(parsed)

    def _opinions(self, sentences: Sequence[Sentence]) -> list[SentenceOpinion]:
        return [SentenceOpinion(sentence, self._tags(sentence.span.text), self._labels, self._weighing) for sentence in sentences]

    def _tags(self, text: str) -> Tags:
        known = self._tagged.pop(text, None)
        return self._tagger.tag(text) if known is None else known


def load_weighing(folder: Path | None = None) -> Weighing:
    """The weights that were fitted with the tagger in `folder` (None: the packaged one). Raises CodingError where they are broken."""
    place = (folder or files("detente.coding.learned") / "data") / "weights.json"
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CodingError(f"the weights in {place} can't be read: {error}; train again, or install the package again") from error
    return weighing_of(text, str(place))


def labels_of(codebook: Codebook, tagger: Tagger) -> Labels:
    """The tagger's types and modes in the codebook's terms."""
    return Labels(tagger.types, tagger.modes, _frames(codebook, tagger.types), codebook.intensity)


def _frames(codebook: Codebook, types: Sequence[str]) -> dict[tuple[str, str], str]:
    """For each type and part of speech the frame that most of the lexicon's entries have."""
    counts: Counter[tuple[str, str, str]] = Counter((entry.event_type, entry.part, entry.frame) for entry in codebook.lexicon.entries())
    found: dict[tuple[str, str], str] = {}
    for (kind, part, frame), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault((kind, part), frame)
    first = next(iter(codebook.lexicon.frames))
    return {(kind, part): found.get((kind, part), first) for kind in types for part in ("verbs", "nouns")}
