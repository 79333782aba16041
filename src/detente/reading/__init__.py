"""Any source to documents: files, folders, pages, PDF, JSON, feeds and WARC; boundaries, chrome, dates, language, rewrites."""

from detente.reading.options import ReadOptions
from detente.reading.positions import input_offset
from detente.reading.reader import read
from detente.reading.rewrites import group_rewrites

__all__ = ["ReadOptions", "group_rewrites", "input_offset", "read"]
