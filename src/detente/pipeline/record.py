"""A record as its readers and its analysts hold it: everything to look at, and what is there to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from detente.errors import ConfigError
from detente.pipeline.settling import settle
from detente.records import Correction, Document, Entity, Event, Mention, Rejected, Relation, Run, Snapshot, Statement, Unmatched
from detente.reviewing import Present, Reviewed, Signature, check_correction, enter, review
from detente.store import SCOPES, Content, Hit, Scope, Store, Summary

if TYPE_CHECKING:
    from detente.codebook.codebook import Codebook


class Record:
    """A crisis as it was read, coded and reviewed. A context manager: leaving it closes the record.

    Every method raises StoreError where the record can't be read, and those that correct it where it was opened to be read only.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def name(self) -> str:
        """File or URL of the record, without any password."""
        return self._store.name

    def documents(self) -> Iterator[Document]:
        """All documents by id; few lie in memory at a time."""
        return self._store.documents()

    def groups(self) -> dict[str, str]:
        """Rewrite group of each document: document id to the group's id."""
        return self._store.groups()

    def mentions(self) -> Iterator[Mention]:
        """All mentions that hold after the review, by document and place; few lie in memory at a time."""
        return self._store.mentions()

    def entities(self) -> tuple[Entity, ...]:
        """All entities by id."""
        return self._store.entities()

    def events(self) -> tuple[Event, ...]:
        """All events by first day (undated last) and id."""
        return self._store.events()

    def statements(self) -> tuple[Statement, ...]:
        """Who says what, and hedges that are nobody's word: all statements by document and place."""
        return self._store.statements()

    def relations(self) -> tuple[Relation, ...]:
        """How parties stand to each other where no event tells it: all relations by document and place."""
        return self._store.relations()

    def rejected(self) -> tuple[Rejected, ...]:
        """All that was turned away, by stage, place and item."""
        return self._store.rejected()

    def runs(self) -> tuple[Run, ...]:
        """All runs in the order in which they began."""
        return self._store.runs()

    def snapshot(self) -> Snapshot:
        """The whole record at one moment."""
        return self._store.snapshot()

    def summary(self) -> Summary:
        """The record in figures; str() of it is a line for people."""
        return self._store.summary()

    def search(self, query: str, within: Scope = "documents", limit: int = 20) -> tuple[Hit, ...]:
        """Up to `limit` documents, sentences or events whose text holds the words of a query, best first; no query is in error.

        All words must be there, but for case and accents; "in quotes" side by side; -word not; word* begins so. Offsets are exact.
        Raises ConfigError for another `within`.
        """
        if within not in SCOPES:
            raise ConfigError(f"{within!r} can't be searched: use one of {', '.join(SCOPES)}")
        return self._store.search(query, within, limit)

    def content(self, *, runs: bool = True) -> Content:
        """Rows of each table and a digest of them, the same in any database; without `runs`, what tells who built it when is left out."""
        return self._store.content(runs=runs)

    def corrections(self) -> tuple[Correction, ...]:
        """The review's log, in the order in which it came in."""
        return self._store.corrections()

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Corrections that find no place in the record as it is now, each with the reason."""
        return self._store.unmatched()

    def reviewed(self) -> Reviewed:
        """What holds of each mention after the review: its state, the rejected ones, and the passages to speak of them by."""
        return review(self._store.coded_mentions(), self._store.corrections(), self._store.documents())

    def correct(
        self, kind: str, *subjects: str, author: str, reason: str, values: Mapping[str, Any] | None = None, codebook: Sequence[Path] = ()
    ) -> tuple[Correction, ...]:
        """Say what is wrong or right, and give back what came into the log of it; the events follow at once.

        `kind` and `subjects`: accept, reject, correct (ids of mentions or events; `values` are fields of the contract), merge (ids),
        split (an event and those of its mentions that are another happening), add (a document's id and the words of the trigger; `values`
        hold event_type and what else is known), rename (a party and its new name), join and part (parties by id or name), withdraw (a
        correction's id). `codebook` names folders laid over the packaged one.
        Raises ConfigError where something isn't there, or a value is none of its field or not in the text.
        """
        from detente.codebook import load_codebook

        by = Signature(author=author, time=datetime.now(UTC).isoformat(), reason=reason)
        snapshot, book = self._store.snapshot(), load_codebook(tuple(codebook))
        present = Present(
            reviewed=review(self._store.coded_mentions(), snapshot.corrections, snapshot.documents),
            events=snapshot.events,
            entities=snapshot.entities,
            documents={document.id: document for document in snapshot.documents},
            corrections=snapshot.corrections,
            codebook=book,
        )
        found = enter(kind, subjects, values or {}, by, present)
        self._take(found, book)
        return found

    def take(self, corrections: Iterable[Correction], codebook: Sequence[Path] = ()) -> int:
        """Add the corrections of another record's log to this one, and give back how many were new; the events follow at once.

        What finds no place here is kept and listed as unmatched. Raises ConfigError where one is not sound; then none is added.
        """
        from detente.codebook import load_codebook

        given, book = tuple(corrections), load_codebook(tuple(codebook))
        for correction in given:
            check_correction(correction, book)
        before = len(self._store.corrections())
        self._take(given, book)
        return len(self._store.corrections()) - before

    def _take(self, corrections: Iterable[Correction], codebook: Codebook) -> None:
        from detente.consolidating import consolidate, kept_ids
        from detente.reading import group_rewrites

        self._store.correct(corrections)
        known = self._store.groups()

        def group(documents: Sequence[Document]) -> Mapping[str, str]:
            return known if known.keys() == {document.id for document in documents} else group_rewrites(documents)

        if not self._store.is_consolidated():
            settle(self._store, group, partial(consolidate, wikidata=kept_ids(codebook, self._store.entities())))

    def close(self) -> None:
        """Let go of the record. Closing twice is harmless."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
