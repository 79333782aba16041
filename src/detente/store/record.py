"""A record as its readers hold it: everything to look at, nothing to change."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from detente.records import Document, Entity, Event, Mention, Rejected, Run, Snapshot
from detente.store.protocol import Store, Summary


class Record:
    """A crisis as it was read and coded. A context manager: leaving it closes the record.

    Every method raises StoreError where the record can't be read.
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
        """All mentions by document and place; few lie in memory at a time."""
        return self._store.mentions()

    def entities(self) -> tuple[Entity, ...]:
        """All entities by id."""
        return self._store.entities()

    def events(self) -> tuple[Event, ...]:
        """All events by first day (undated last) and id."""
        return self._store.events()

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

    def close(self) -> None:
        """Let go of the record. Closing twice is harmless."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
