"""A record to the text of a model file, to be edited: proposals with the sentences behind them, preferences as suggestions only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.codebook import Codebook, load_codebook
from detente.errors import ConfigError
from detente.foresight.presenting.safe import clean, shorten
from detente.foresight.presenting.words import listed
from detente.foresight.proposing.drafting import Draft, DraftOption, DraftWish, draft
from detente.foresight.proposing.sides import Scene, scene_of
from detente.foresight.states import ModelError
from detente.records import Document, Event, Mention, Snapshot

_SENTENCE, _TITLE = 400, 90  # characters of a quoted sentence and of a title


@dataclass(frozen=True, slots=True)
class ProposalOptions:
    """What a caller may ask of `propose`: the country of the crisis (ISO alpha-3; "": that of most events), how many decision makers at
    most, how many options of each, and how many sentences under each. Raises ConfigError where a value can't be honoured.
    """

    focus: str = ""
    makers: int = 5
    options: int = 3
    passages: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.makers <= 8 or not 1 <= self.options <= 3 or self.passages < 1:
            raise ConfigError("propose: 1 to 8 decision makers, 1 to 3 options each and 1 or more sentences can be asked for")


def propose(snapshot: Snapshot, options: ProposalOptions | None = None, codebook: Codebook | None = None) -> str:
    """A model file in TOML drawn from `snapshot`, with the evidence as comments. It loads as it stands, with nobody preferring anything.

    Raises ModelError where the record shows nobody who could do anything.
    """
    asked = options or ProposalOptions()
    scene = scene_of(snapshot, codebook or load_codebook(), asked.focus)
    drawn = draft(scene, asked.makers, asked.options)
    if not drawn.options:
        where = f" in {asked.focus}" if asked.focus else ""
        raise ModelError(
            f"the record shows no measure, demand or talks{where} to make options of; build it from more reports, or name another focus"
        )
    return "\n".join(_Writer(snapshot, scene, drawn, asked).lines()) + "\n"


class _Writer:
    """The lines of the file, in order."""

    def __init__(self, snapshot: Snapshot, scene: Scene, drawn: Draft, asked: ProposalOptions) -> None:
        self._mentions = {mention.id: mention for mention in snapshot.mentions}
        self._documents = {document.id: document for document in snapshot.documents}
        self._snapshot, self._scene, self._draft, self._asked = snapshot, scene, drawn, asked

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for side in self._draft.sides:
            own = [option for option in self._draft.options if option.side == side]
            yield f"\n[decision_makers.{side.key}]"
            yield f"name = {_text(side.name)}"
            yield from self._wishes([wish for wish in self._draft.wishes if wish.holder == side])
            for option in own:
                yield from self._option(option)

    def _head(self) -> Iterator[str]:
        scene, draft_ = self._scene, self._draft
        yield "# A model proposed from a record, to be edited: who decides and what each can do is read from the events quoted below it;"
        yield "# what each prefers is yours to state. Analyse it with: detente foresee THIS_FILE.toml"
        yield f"# {len(scene.events)} of {len(self._snapshot.events)} events involve {scene.focus}."
        if scene.others:
            yield f"# Others in the record: {', '.join(f'{country} ({number})' for country, number in scene.others[:8])}; see --focus."
        if draft_.left_out:
            yield f"# Left out, with fewer events: {clean(listed([side.name for side in draft_.left_out], most=12))}."
        yield 'format = "detente-model/1"'
        yield f"title = {_text(f'{scene.focus}: proposed from a record')}"
        days = [event.end or event.start or "" for event in scene.events if event.status in ("actual", "historical")]
        if max(days, default=""):
            yield f"day = {_text(max(days))}"
        taken = [option.key for option in draft_.options if option.in_force]
        yield "\n# In force by the latest report that tells; check each against its sentences."
        yield f"today = [{', '.join(_text(key) for key in taken)}]"
        yield '\n# Combinations that can\'t be, such as: infeasible = [{ that = "a_measures and b_yield", because = "..." }]'
        yield "infeasible = []"

    def _wishes(self, wishes: list[DraftWish]) -> Iterator[str]:
        yield "# The most important first. Suggestions from the record are commented out: they are not facts about what it wants."
        yield "prefers = ["
        for wish in wishes:
            statement = wish.option.key if wish.take else f"not {wish.option.key}"
            because = f"suggested by the record: {wish.reason}{f' ({wish.event.start})' if wish.event.start else ''}"
            yield from self._passages((wish.event,), "  ", 1)
            yield f"  # {{ that = {_text(statement)}, because = {_text(because)} }},"
        yield "]"

    def _option(self, option: DraftOption) -> Iterator[str]:
        others = listed([side.name for side in option.others], most=3) or "others"
        yield ""
        yield from self._passages(option.events, "", self._asked.passages)
        yield f"[decision_makers.{option.side.key}.options.{option.key}]"
        yield f"name = {_text(option.rule['name'].format(other=others))}"
        yield f"moves = {_text(option.rule['moves'])}"
        state = "in force" if option.in_force else "not in force"
        note = f"events on record: {len(option.events)}; {state} by the latest that tells"
        yield f"note = {_text(note)}"

    def _passages(self, events: Iterable[Event], indent: str, most: int) -> Iterator[str]:
        """The sentences behind events as comments, each once, the surest of each event first."""
        found: dict[tuple[str, int], Mention] = {}
        for event in events:
            mentions = [self._mentions[key] for key in event.mentions if key in self._mentions]
            for mention in sorted(mentions, key=lambda m: (-m.confidence, m.document, m.trigger.start))[:1]:
                found.setdefault((mention.document, mention.sentence.start), mention)
        for mention in list(found.values())[:most]:
            yield f"{indent}# “{shorten(clean(mention.sentence.text), _SENTENCE)}”"
            yield f"{indent}#   {self._source(self._documents.get(mention.document))}; {mention.event_type}, {mention.status}"

    def _source(self, document: Document | None) -> str:
        if document is None:
            return "source not in the record"
        title = shorten(clean(document.title or document.input), _TITLE)
        return ", ".join(part for part in (title, clean(document.outlet or ""), document.published.value or "") if part)


def _text(value: str) -> str:
    """A TOML string; JSON's escapes are TOML's."""
    return json.dumps(clean(value), ensure_ascii=False)
