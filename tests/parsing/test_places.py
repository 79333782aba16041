"""Places by context: the same name in two countries, and names of persons and organisations that are none."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook.loading import load_codebook
from detente.parsing.places import PlaceIndex, find_places, load_places
from detente.parsing.places_names import name_key
from detente.records import Document


@cache
def index() -> PlaceIndex:
    return load_places(load_codebook())


def places(text: str, others: str = "") -> dict[str, str]:
    """Country by name, the first of each; `others` is a name that isn't a place."""
    document = Document(id="d", text=text, input="d.txt")
    start = text.index(others)
    found = find_places(document, [], index(), [document.span(start, start + len(others))] if others else [])
    assert all(document.holds(where.span) for where in found)
    return {where.span.text: where.country for where in reversed(found)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The envoy flew to Tripoli to see the Libyan government about the central bank.", "Tripoli", "LBY"),
        ("Clashes broke out in Tripoli, Lebanon.", "Tripoli", "LBN"),
        ("Soldiers in Beirut and Sidon went on alert after Lebanese officers were shot in Tripoli.", "Tripoli", "LBN"),
        ("The Lebanese port of Tripoli was shut.", "Tripoli", "LBN"),
        ("Georgia recalled its envoy from Moscow, and Tbilisi closed the border with Abkhazia.", "Georgia", "GEO"),
        ("Voters in Georgia and Alabama chose, and Atlanta counted the U.S. ballots.", "Georgia", "USA"),
        ("Congo recalled its envoy from Kigali when the rebels took Goma.", "Congo", "COD"),
        ("Congo stayed calm, the government in Brazzaville said.", "Congo", "COG"),
        ("A storm hit Paris, Texas, at noon.", "Paris", "USA"),
        ("French officials received him in Paris.", "Paris", "FRA"),
        ("Washington said it would suspend aid to Niger.", "Washington", "USA"),
        ("Washington said it would suspend aid to Niger.", "Niger", "NER"),
        ("A Turkish-backed force crossed the line.", "Turkish", "TUR"),
        ("NIAMEY (Reuters) - The junta refused.", "NIAMEY", "NER"),
        ("Troops took a town in Kharkiv region.", "Kharkiv", "UKR"),
        ("Kurds fled from Kobani into Turkey.", "Kobani", "SYR"),
    ],
)
def test_the_context_decides_the_country(text: str, name: str, country: str) -> None:
    assert places(text).get(name) == country


def test_one_name_has_one_sense_in_a_document() -> None:
    text = "Tripoli was quiet. The Lebanese army patrolled. Shops in Tripoli, Lebanon, stayed shut. Tripoli waited."
    document = Document(id="d", text=text, input="d")
    assert {where.country for where in find_places(document, [], index()) if where.span.text == "Tripoli"} == {"LBN"}


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post wrote about it.",
        "George Washington was a general.",
        "Paris Hilton left early.",
        "The Bank of England raised its rate.",
        "Doug Logan spoke; said Logan, all went well.",
        "Jordan Henderson met Chad Smith.",
        "He may march on in March.",
    ],
)
def test_names_of_persons_and_organisations_are_no_places(text: str) -> None:
    assert places(text) == {}


def test_spans_of_persons_and_organisations_are_masked() -> None:
    text = "Victoria Falls spoke for Milan Kundera Press."
    assert "Milan" not in places(text, others="Milan Kundera Press")


def test_a_candidate_the_gazetteer_lacks_is_given_without_a_point() -> None:
    text = "Rebels took Zzyzxgrad at dawn."
    document = Document(id="d", text=text, input="d")
    (where,) = find_places(document, [document.span(12, 21)], index())
    assert (where.name, where.country, where.latitude, where.geonameid) == ("Zzyzxgrad", "", None, None)


def test_a_place_carries_its_geonames_id_and_point() -> None:
    document = Document(id="d", text="Talks in Niamey failed.", input="d")
    (where,) = find_places(document, [], index())
    assert where.geonameid == 2440485
    assert where.latitude == pytest.approx(13.51, abs=0.05)
    assert where.longitude == pytest.approx(2.11, abs=0.05)


def test_names_are_compared_without_accents_and_apostrophes() -> None:
    assert name_key("N’Djaména") == name_key("N'Djamena") == "ndjamena"
    assert name_key("Port-au-Prince") == "port au prince"
    assert index().look_up("N’Djamena")[0].country == "TCD"


def test_a_short_name_counts_only_as_it_is_written() -> None:
    assert index().look_up("US")[0].country == "USA"
    assert index().look_up("Us") == ()


@pytest.mark.parametrize("text", ["They met in Washington, D.C.", "They met in Washington, D.C", "They met in Barrie, Ont"])
def test_an_abbreviation_may_end_the_text(text: str) -> None:
    document = Document(id="d", text=text, input="d")
    assert all(document.holds(where.span) for where in find_places(document, [], index()))
    assert len(find_places(document, [], index())) >= 1


PIECES = (
    "Tripoli",
    "Paris",
    ",",
    "Texas",
    "of",
    "the",
    "in",
    "Georgia",
    "al-Bab",
    "-",
    "Tex.",
    ", D.C",
    "'s",
    "(",
    "U.S.",
    "\n",
    "Mr",
    "Ä",
    "İ",
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)))
def test_every_text_gives_ordered_spans_without_overlap(text: str) -> None:
    document = Document(id="d", text=text, input="d")
    last = 0
    for where in find_places(document, [], index()):
        assert document.holds(where.span)
        assert where.span.start >= last
        last = where.span.end


def test_recognition_on_the_shared_gold_holds_its_floor(shared: Path) -> None:
    found = wanted = right = hit = 0
    for line in (shared / "gold" / "places" / "tr_news.jsonl").read_text(encoding="utf-8").splitlines()[:40]:
        row = json.loads(line)
        spans = [where.span for where in find_places(Document(id=row["id"], text=row["text"], input="d"), [], index())]
        gold = [(item["start"], item["end"]) for item in row["toponyms"]]
        hit += sum(any(a < span.end and span.start < b for span in spans) for a, b in gold)
        right += sum(any(a < span.end and span.start < b for a, b in gold) for span in spans)
        found, wanted = found + len(spans), wanted + len(gold)
    precision, recall = right / found, hit / wanted
    assert 2 * precision * recall / (precision + recall) >= 0.85
