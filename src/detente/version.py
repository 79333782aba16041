"""The version, in its one place: the package, its records, its build and its pages read it here."""

__version__ = "0.1.0"
