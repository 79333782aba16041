"""The standards as data files with a typed loader: `load_codebook()` is the door."""

from detente.codebook.cameo import cameo_from_plover, plover_from_cameo
from detente.codebook.codebook import Codebook
from detente.codebook.loading import load_codebook

__all__ = ["Codebook", "cameo_from_plover", "load_codebook", "plover_from_cameo"]
