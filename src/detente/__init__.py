"""détente reads reporting on a political crisis and keeps a cited, computable record of its diplomacy."""

__version__ = "0.1.0"
