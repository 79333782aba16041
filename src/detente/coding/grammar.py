"""The grammar coder: triggers of the lexicon over dependency parses, with the rules of PLOVER and of the annotation guide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.coding.account import SentenceAccount
from detente.coding.accounting import accounts
from detente.coding.dating import Story
from detente.coding.offices import Offices
from detente.coding.opinion import Opinion
from detente.coding.sentences import Ground, SentenceCoder
from detente.coding.trace import Trace
from detente.coding.triggers import sentence_test
from detente.parsing import ParsedDocument, Sentence, document_context, load_roles
from detente.records import Mention, Rejected

FLOOR = 0.65  # where precision on our development articles falls under half


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder gives for one document: its mentions in order, and the triggers turned away with the reason."""

    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]


def sentence_filter(codebook: Codebook) -> Callable[[str], bool]:
    """A cheap test of a raw sentence: whether it can hold an event at all, so that the parser may skip the rest."""
    return sentence_test(codebook.lexicon)


class GrammarCoder:
    """Codes with one codebook's lexicon. The same document always gives the same coding.

    Mentions of a confidence under `floor` (0 to 1) are turned away. `consult` gives a second opinion on the sentences of a document.
    """

    def __init__(
        self, codebook: Codebook, floor: float = FLOOR, consult: Callable[[Sequence[Sentence]], Sequence[Opinion]] | None = None
    ) -> None:
        self._codebook = codebook
        self._floor = floor
        self._consult = consult
        self._roles = load_roles(codebook)
        self._offices = Offices(codebook)

    def code(self, parsed: ParsedDocument) -> Coding:
        """The mentions of `parsed` in order, and the triggers that were turned away. Raises nothing on any text."""
        return self._code(parsed, None)

    def explain(self, parsed: ParsedDocument) -> tuple[SentenceAccount, ...]:
        """How `code` comes to the mentions of `parsed`: one account a sentence, in order, written down while the same coding is done."""
        traces: list[Trace] = []
        self._code(parsed, traces)
        return accounts(parsed, traces, self._codebook)

    def _code(self, parsed: ParsedDocument, traces: list[Trace] | None) -> Coding:
        ground = Ground(self._codebook, self._offices, parsed.document, document_context(parsed, self._roles))
        mentions: list[Mention] = []
        rejected: list[Rejected] = []
        story = Story(parsed.document)
        readable = [sentence for sentence in parsed.sentences if sentence.tokens and not sentence.is_question]
        opinions = self._consult(readable) if self._consult else [None] * len(readable)
        for sentence, opinion in zip(readable, opinions, strict=True):
            reader = SentenceCoder(ground, sentence, story.before(sentence))
            if traces is not None:
                traces.append(reader.listen(opinion.marks() if opinion else ()))
            found, refused = reader.read(self._floor, opinion)
            mentions += found
            rejected += refused
            story.read(sentence, [mention for mention in found if mention.trigger not in reader.asides])
        return Coding(tuple(mentions), tuple(rejected))
