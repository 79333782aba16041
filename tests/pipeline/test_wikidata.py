"""Wikidata ids in a record: from the build on, through reviews and replays, and in records of an earlier version."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from small_stages import small_stages

from detente.codebook import load_codebook
from detente.consolidating import codebook_ids, consolidate
from detente.pipeline import BuildOptions, build, open_record
from detente.tracking.asof import known_on

BY = {"author": "A. Analyst", "reason": "read again"}


def options(folder: Path) -> BuildOptions:
    """Small stages with the ids of the packaged table and of a user's; the small coder's countries are the first letters of names."""
    (folder / "mine").mkdir(exist_ok=True)
    (folder / "mine" / "wikidata.csv").write_text("name,wikidata\nNorland,Q4115189\n", encoding="utf-8")
    ids = codebook_ids(load_codebook([folder / "mine"]))
    return BuildOptions(stages=replace(small_stages(), consolidate=partial(consolidate, wikidata=ids)))


def built(folder: Path) -> Path:
    rows = [{"id": "d1", "text": "Norland met Nigeria.", "published": "2024-03-01"}]
    (folder / "stories.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([folder / "stories.jsonl"], folder / "crisis.db", options(folder)).close()
    return folder / "crisis.db"


def test_a_build_gives_entities_their_ids_and_a_review_keeps_those_of_a_users_table(tmp_path: Path) -> None:
    with open_record(built(tmp_path), readonly=False) as opened:
        assert {entity.name: entity.wikidata for entity in opened.entities()} == {"Norland": "Q4115189", "Nigeria": ""}
        opened.correct("rename", "Norland", "Kingdom of Norland", **BY)
        assert {entity.name: entity.wikidata for entity in opened.entities()} == {"Kingdom of Norland": "Q4115189", "Nigeria": ""}


def test_a_replay_keeps_ids(tmp_path: Path) -> None:
    with open_record(built(tmp_path)) as opened:
        kept = known_on(opened.snapshot(), "2024-03-01")
        assert kept.entities == opened.entities()
        assert "Q4115189" in {entity.wikidata for entity in kept.entities}
