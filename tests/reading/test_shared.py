"""What the reading stage must do on the development data: seeds and annotated articles. Skipped where the data is absent."""

import json
import re

import pytest

from detente.reading import group_rewrites, input_offset, read
from detente.records import Document

LINK = re.compile(r"\s*\[[^\[\]]*\](?:(?<=\])\.)?", re.IGNORECASE)


def gold(folder):
    return {item["doc_id"]: item for path in sorted(folder.glob("*.json")) for item in [json.loads(path.read_text(encoding="utf-8"))]}


@pytest.fixture(scope="module")
def seeds(shared):
    return list(read([shared / "seeds"]))


def test_the_seeds_hold_five_articles_with_their_texts_and_nothing_else(shared, seeds):
    expected = [LINK.sub("", item["text"]) for item in gold(shared / "gold" / "seeds").values()]
    assert [found.text for found in seeds] == expected


def test_only_the_two_rewrites_among_the_seeds_are_one_group(seeds):
    groups = group_rewrites(seeds)
    assert groups[seeds[0].id] == groups[seeds[1].id] == min(seeds[0].id, seeds[1].id)
    assert len(set(groups.values())) == 4


def test_the_stamp_of_the_third_seed_is_doubtful_and_no_other_date_is_known(seeds):
    assert [(found.published.value, found.published.doubtful) for found in seeds] == [(None, False)] * 4 + [("2023-11-11", True)]


def test_the_seeds_lead_back_to_their_files(seeds):
    for found in seeds:
        with open(found.input, encoding="utf-8") as stream:
            source = stream.read()
        places = [(character, input_offset(found, index)) for index, character in enumerate(found.text)]
        assert all(source[place] == character for character, place in places if place is not None)
        assert all(character == "\n" for character, place in places if place is None)


def test_annotated_articles_as_text_files_are_one_document_each_in_full(shared, tmp_path):
    articles = gold(shared / "gold" / "news")
    for key, item in articles.items():
        (tmp_path / f"{key}.txt").write_text(f"date {item['published']}\n\n{item['headline']}\n\n{item['text']}", encoding="utf-8")
    found = list(read([tmp_path]))
    assert len(found) == len(articles)
    for document, item in zip(found, articles.values(), strict=True):
        assert isinstance(document, Document)
        link_marks = [text for text in item["text"].split("\n\n") if re.fullmatch(r"\[.*\]", text)]
        assert document.text.split("\n\n") == [text for text in item["text"].split("\n\n") if text not in link_marks]
        assert (document.published.value, document.published.doubtful) == (item["published"], False)
        assert (document.title, document.language) == (item["headline"], "en")
    assert set(group_rewrites(found).values()) == {document.id for document in found}


@pytest.mark.parametrize(
    "name", ["gold/news", "gold/seeds", "gold/plover_gsr", "gold/cameo_sentences/dev.jsonl", "gold/places/tr_news.jsonl"]
)
def test_gold_read_as_json_keeps_ids_and_texts(shared, name):
    source = shared / name
    if source.is_dir():
        items = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(source.glob("*.json"))]
        found = list(read(sorted(source.glob("*.json"))))
    else:
        items = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
        found = list(read([source]))
    assert [(one.id, one.text) for one in found] == [(item.get("doc_id") or item["id"], item["text"]) for item in items]
    assert {one.language for one in found} == {"en"}
