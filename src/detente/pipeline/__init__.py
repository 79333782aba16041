"""The one place that joins the stages and the store: build a record, add to it, finish what was stopped, code it again."""

from detente.pipeline.building import build, open_record
from detente.pipeline.faults import Attempt
from detente.pipeline.record import Record
from detente.pipeline.stages import BuildOptions, Progressing, Stages, load_stages
from detente.pipeline.streaming import code_documents
from detente.pipeline.workers import Task, spread, usable_cores
from detente.store import Summary

__all__ = [
    "Attempt",
    "BuildOptions",
    "Progressing",
    "Record",
    "Stages",
    "Summary",
    "Task",
    "build",
    "code_documents",
    "load_stages",
    "open_record",
    "spread",
    "usable_cores",
]
