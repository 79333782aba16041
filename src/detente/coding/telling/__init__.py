"""What parsed documents tell beside events: statements and standing relations, whichever coder reads the events."""

from detente.coding.telling.teller import Teller, Telling

__all__ = ["Teller", "Telling"]
