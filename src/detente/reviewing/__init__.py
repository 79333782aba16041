"""What an analyst says on top of what the machine coded: corrections found again by passage, applied, entered, exchanged. Pure."""

from detente.reviewing.applying import Reviewed, review
from detente.reviewing.checking import check_correction
from detente.reviewing.entering import Present, Signature, enter
from detente.reviewing.exchange import read_correction, write_correction
from detente.reviewing.values import FIELDS

__all__ = ["FIELDS", "Present", "Reviewed", "Signature", "check_correction", "enter", "read_correction", "review", "write_correction"]
