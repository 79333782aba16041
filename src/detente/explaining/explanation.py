"""What is explained: the accounts of a document's sentences, all or some of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding import SentenceAccount
from detente.errors import ConfigError
from detente.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The accounts of a document's sentences and the coder they are of."""

    document: Document
    coder: str
    accounts: tuple[SentenceAccount, ...]

    def of_sentence(self, number: int) -> Explanation:
        """Only the sentence of that number, counted from 1. Raises ConfigError where there is none."""
        found = tuple(account for account in self.accounts if account.number == number)
        if not found:
            raise ConfigError(f"there is no sentence {number}: the document has {len(self.accounts)}, counted from 1")
        return replace(self, accounts=found)

    def matching(self, words: str) -> Explanation:
        """Only the sentences that hold `words`, whatever the case and white space. Raises ConfigError where none does."""
        wanted = " ".join(words.lower().split())
        found = tuple(account for account in self.accounts if wanted in " ".join(account.sentence.span.text.lower().split()))
        if not found:
            raise ConfigError(f"no sentence of the document holds {words!r}: give words as they stand in it")
        return replace(self, accounts=found)
