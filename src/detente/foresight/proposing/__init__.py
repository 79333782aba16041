"""Models proposed from a record."""

from detente.foresight.proposing.proposal import ProposalOptions, propose

__all__ = ["ProposalOptions", "propose"]
