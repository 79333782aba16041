"""Cross-validation over documents: a network for each fold that never saw it, weights likewise, and then the tagger on all."""

from __future__ import annotations

import json
import logging
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.codebook import Codebook, load_codebook
from detente.coding import GrammarCoder
from detente.coding.learned.coder import labels_of
from detente.coding.learned.opinion import SentenceOpinion
from detente.coding.learned.tagger import Tagger
from detente.coding.learned.weights import Weighing, text_of
from detente.evaluating import GoldDocument
from detente.evaluating.gold_mentions import as_document
from detente.exporting.contract import mention_row
from detente.parsing import ParsedDocument, Sentence, load_parser
from detente.records import stable_id
from detente.training.examples import examples, inventory
from detente.training.fitting import OPEN, fit_events, fit_roles, sample

if TYPE_CHECKING:
    from detente.training import Progressing, TrainingOptions

FILES = ("tagger.onnx", "tokenizer.json", "labels.json")
SEED = 0


@dataclass(frozen=True, slots=True)
class _Task:
    """One network to train: what on, the types it shall know, and where it goes."""

    gold: tuple[GoldDocument, ...]
    all_gold: tuple[GoldDocument, ...]
    types: tuple[str, ...]
    folder: Path
    layers: int
    epochs: int

    @property
    def made_of(self) -> str:
        """What the network depends on."""
        return stable_id(*(document.model_dump_json() for document in self.gold), self.layers, self.epochs)


def cross(
    gold: Sequence[GoldDocument], folder: Path, codebook: Codebook, options: TrainingOptions, progress: Progressing
) -> list[dict[str, Any]]:
    """Train, fit and write all; the rows of every document's mentions, each coded by what never saw it."""
    ids = [document.doc_id for document in gold]
    folds = [frozenset(ids[fold :: options.folds]) for fold in range(options.folds)]
    types = tuple(codebook.event_types)
    places = [folder / "folds" / str(number) for number in range(len(folds))]
    tasks = [
        _Task(tuple(d for d in gold if d.doc_id not in held), tuple(gold), types, place, options.layers, options.epochs)
        for held, place in zip([*folds, frozenset[str]()], [*places, folder / "folds" / "all"], strict=True)
    ]
    _train_all(tasks, options.jobs, progress)
    home = {each: number for number, held in enumerate(folds) for each in held}
    taggers = [Tagger(place) for place in places]
    parsed = list(_parsed(gold, codebook, progress))
    cases = list(zip(parsed, gold, strict=True))
    first = sample(cases, codebook, lambda each: (taggers[home[each]], OPEN))
    roles = [fit_roles(first, held) for held in folds]
    second = sample(cases, codebook, lambda each: (taggers[home[each]], roles[home[each]]))
    weighings = [fit_events(second, roles[number], held) for number, held in enumerate(folds)]
    for name in FILES:
        shutil.copy(folder / "folds" / "all" / name, folder / name)
    (folder / "weights.json").write_text(text_of(fit_events(second, fit_roles(first))), encoding="utf-8")
    return [row for one in parsed for row in _coded(one, codebook, taggers[home[one.document.id]], weighings[home[one.document.id]])]


def fold_of(document: str, gold: Sequence[GoldDocument], folds: int) -> int:
    """The fold that leaves a document out: the documents of each are every `folds`-th of `gold`, in order."""
    return next(place for place, one in enumerate(gold) if one.doc_id == document) % folds


def train_network(gold: Sequence[GoldDocument], all_gold: Sequence[GoldDocument], folder: Path, *, layers: int, epochs: int) -> Tagger:
    """A network trained on `gold` alone, with the labels of `all_gold`, in `folder`; what is there already isn't trained again."""
    task = _Task(tuple(gold), tuple(all_gold), tuple(load_codebook().event_types), folder, layers, epochs)
    if not _is_there(task):
        _train_one(task)
    return Tagger(folder)


def _coded(parsed: ParsedDocument, codebook: Codebook, tagger: Tagger, weighing: Weighing) -> Iterator[dict[str, Any]]:
    labels = labels_of(codebook, tagger)

    def consult(sentences: Sequence[Sentence]) -> list[SentenceOpinion]:
        return [SentenceOpinion(sentence, tagger.tag(sentence.span.text), labels, weighing) for sentence in sentences]

    coding = GrammarCoder(codebook, weighing.event.floor, consult).code(parsed)
    yield from map(mention_row, coding.mentions)


def _parsed(gold: Sequence[GoldDocument], codebook: Codebook, progress: Progressing) -> Iterator[ParsedDocument]:
    parser = load_parser(codebook)
    for done, parsed in enumerate(parser.parse([as_document(each) for each in gold]), 1):
        progress("parse", done, len(gold))
        yield parsed


def _train_all(tasks: Sequence[_Task], jobs: int, progress: Progressing) -> None:
    """Train what isn't there yet, `jobs` at once, each in a process of its own with one thread."""
    waiting = [task for task in tasks if not _is_there(task)]
    progress("train", len(tasks) - len(waiting), len(tasks))
    if not waiting:
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(min(jobs, len(waiting)), mp_context=get_context("spawn")) as pool:
        for done, future in enumerate(as_completed([pool.submit(_train_one, task) for task in waiting]), 1):
            future.result()
            progress("train", len(tasks) - len(waiting) + done, len(tasks))


def _is_there(task: _Task) -> bool:
    note = task.folder / "made-of.json"
    return note.exists() and json.loads(note.read_text(encoding="utf-8")) == task.made_of


def _train_one(task: _Task) -> None:
    """Train one network and write it, without its libraries' remarks: this is a process of its own."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    import torch
    from tokenizers import Tokenizer
    from transformers.utils.logging import disable_progress_bar

    from detente.coding.learned.tagger import LONGEST
    from detente.training.learning import learn
    from detente.training.network import ENCODER, Network, write

    disable_progress_bar()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    labels = inventory(task.all_gold, task.types)
    network = Network(task.layers, labels)
    learn(network, list(examples(task.gold, tokenizer, labels)), task.epochs)
    write(network, task.folder, labels)
    (task.folder / "made-of.json").write_text(json.dumps(task.made_of), encoding="utf-8")
