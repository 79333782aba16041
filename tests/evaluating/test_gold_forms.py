"""Gold as JSON, JSON Lines and CSV says the same, and a fault in it is told with file, row and reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.errors import ConfigError
from detente.evaluating import GoldDocument, GoldEvent, doubts, gold_csv, load_coded, load_gold
from detente.evaluating.gold import GoldParty, GoldPlace
from detente.evaluating.gold_csv import format_parties, parse_gold_csv, parse_parties

TEXT = "The army freed two ministers in Harare; both had been held since May."
HEADER = "doc_id,published,sentence,trigger,event_type,mode,actors,recipients,date,location,status,attributed_to,text\n"
ROW = f'z1,2024-06-03,{TEXT},freed,RETREAT,release,The army|ZWE|MIL,two ministers|ZWE|ELI,2024-06,Harare|ZWE,,,"{TEXT}"\n'
EVENT = {
    "sentence": TEXT,
    "trigger": "freed",
    "event_type": "RETREAT",
    "mode": "release",
    "actors": [{"text": "The army", "country": "ZWE", "sector": "MIL"}],
    "recipients": [{"text": "two ministers", "country": "ZWE", "sector": "ELI"}],
    "date": "2024-06",
    "location": {"text": "Harare", "country": "ZWE"},
}
DOCUMENT = {"doc_id": "z1", "published": "2024-06-03", "text": TEXT, "events": [EVENT]}

cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).map(str.strip)
filled = cells.filter(bool)
codes = st.sampled_from(["", "NER", "FRA", "IGO"])
parties = st.lists(st.builds(GoldParty, text=cells, country=codes, sector=codes), max_size=3).map(tuple)
events = st.builds(
    GoldEvent,
    sentence=filled,
    trigger=cells,
    event_type=st.sampled_from(["REJECT", "AID"]),
    mode=st.none() | filled,
    actors=parties,
    recipients=parties,
    date=st.none() | st.sampled_from(["2023", "2023-08", "2024-02-29"]),
    location=st.none() | st.builds(GoldPlace, text=cells, country=codes),
    status=st.none() | st.sampled_from(["actual", "negated"]),
    attributed_to=st.none() | filled,
)
paragraphs = st.lists(filled, min_size=1, max_size=3).map("\n\n".join)
documents = st.builds(
    GoldDocument,
    doc_id=filled,
    text=paragraphs,
    published=st.none() | st.just("2023-08-08"),
    headline=st.none() | filled,
    outlet=st.none() | filled,
    events=st.lists(events, max_size=3).map(tuple),
    neutral=st.just(()),
)


@given(st.lists(documents, min_size=1, max_size=4, unique_by=lambda document: document.doc_id))
def test_a_table_of_gold_reads_back_as_the_same_gold(gold):
    assert parse_gold_csv(gold_csv(gold), "gold.csv", lambda doc_id: None) == tuple(gold)


@given(parties)
def test_a_cell_of_parties_reads_back_as_the_same_parties(told):
    assert parse_parties(format_parties(told)) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", []),
        ("protesters", [("protesters", "", "")]),
        ("the junta | NER | MIL ; Paris|FRA", [("the junta", "NER", "MIL"), ("Paris", "FRA", "")]),
        ("the junta|NER|MIL;", [("the junta", "NER", "MIL")]),
        (r"A\;B\|C\\D|USA", [(r"A;B|C\D", "USA", "")]),
        ("a lone sign\\", [("a lone sign\\", "", "")]),
    ],
)
def test_the_form_of_a_cell_of_parties(cell, told):
    assert [(party.text, party.country, party.sector) for party in parse_parties(cell)] == told


def written(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def test_json_json_lines_and_csv_give_the_same_documents(tmp_path):
    one = load_gold(written(tmp_path, "a.json", json.dumps(DOCUMENT)))
    assert one == load_gold(written(tmp_path, "a.jsonl", json.dumps(DOCUMENT) + "\n\n"))
    assert one == load_gold(written(tmp_path, "a.csv", HEADER + ROW))
    assert one == load_gold(written(tmp_path, "list.json", json.dumps([DOCUMENT])))
    assert one[0].events[0].recipients[0].sector == "ELI"


def test_a_spreadsheet_with_semicolons_a_byte_order_mark_and_crlf_is_read(tmp_path):
    table = 'doc_id;text;sentence;trigger;event_type;actors\r\nz1;a b;a b;b;AID;"the junta|NER|MIL; Paris|FRA|GOV"\r\n'
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + table.encode())
    (document,) = load_gold(tmp_path / "a.csv")
    assert [party.country for party in document.events[0].actors] == ["NER", "FRA"]


def test_the_text_may_lie_beside_the_table_and_stand_in_one_row_only(tmp_path):
    written(tmp_path, "z1.txt", TEXT)
    table = "doc_id,sentence,trigger,event_type\nz1,a,a,AID\nz1,b,b,AID\n"
    (document,) = load_gold(written(tmp_path, "a.csv", table))
    assert (document.text, len(document.events)) == (TEXT, 2)


def test_an_id_that_leads_out_of_the_folder_has_no_text_file(tmp_path):
    written(tmp_path, "secret.txt", TEXT)
    (tmp_path / "gold").mkdir()
    table = written(tmp_path / "gold", "a.csv", "doc_id,sentence,trigger,event_type\n../secret,a,a,AID\n")
    with pytest.raises(ConfigError, match=r"row 2: \.\./secret has no text"):
        load_gold(table)


def test_a_document_without_events_is_a_row_without_a_sentence(tmp_path):
    (document,) = load_gold(written(tmp_path, "a.csv", "doc_id,text,sentence,trigger,event_type\nz1,nothing happened,,,\n"))
    assert (document.text, document.events) == ("nothing happened", ())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("doc_id,text\n", "row 1: no column sentence, trigger, event_type"),
        (HEADER.replace("actors", "actor") + ROW, "row 1: the column 'actor' is not known; is it actors"),
        (HEADER.replace("mode", "trigger") + ROW, "row 1: the column trigger stands there twice"),
        (HEADER + ROW + ROW.replace("2024-06,", "June 2024,"), "row 3: date: 'June 2024' is no ISO day, month or year"),
        (HEADER + ROW.replace("2024-06,", "2024-13,"), "row 2: date: month must be"),
        (HEADER + ROW.replace("ZWE|MIL", "Zimbabwe|MIL"), "row 2: actors: 'Zimbabwe' in 'The army|Zimbabwe|MIL' is no code"),
        (HEADER + ROW.replace("ZWE|MIL", "ZWE|MIL|x"), r"row 2: actors: .* has 4 parts; the form is text\|COUNTRY\|SECTOR"),
        (HEADER + ROW.replace("ZWE,,,", "ZWE,done,,"), "row 2: status: 'done' is no status: use actual"),
        (HEADER + ROW.replace("RETREAT", ""), "row 2: event_type: "),
        (HEADER + ROW.replace("z1", ""), "row 2: it has no doc_id"),
        (HEADER + ROW + ROW.replace("2024-06-03", "2024-06-04"), "row 3: another published of z1"),
        (HEADER + ROW.replace(f'"{TEXT}"', ""), r"row 2: z1 has no text: fill the column text, or lay z1\.txt beside the table"),
        (HEADER + ROW.strip() + ",more,cells\n", "row 2: it has 15 cells under 13 columns"),
        (HEADER + '"z1,broken\n', "is no table"),
        (HEADER, "it has a header and no rows"),
    ],
)
def test_a_fault_of_a_table_is_told_with_file_row_and_reason(tmp_path, table, message):
    with pytest.raises(ConfigError, match=message) as caught:
        load_gold(written(tmp_path, "mine.csv", table))
    assert "mine.csv" in str(caught.value)


def test_all_faults_of_a_table_are_told_at_once(tmp_path):
    table = HEADER + ROW.replace("2024-06,", "June,") + ROW.replace("RETREAT", "")
    with pytest.raises(ConfigError, match=r"row 2: .*\n.*row 3: "):
        load_gold(written(tmp_path, "mine.csv", table))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", '{"doc_id": "a",}', r"a\.json is no gold document: line 1, column 16"),
        ("a.json", json.dumps(DOCUMENT | {"events": [EVENT, EVENT | {"trigger": None}]}), r"a\.json is .*: events\[1\]\.trigger: "),
        ("a.json", json.dumps([DOCUMENT, 7]), r"a\.json, item 2 is no gold document"),
        ("a.json", json.dumps([DOCUMENT, DOCUMENT]), r"a\.json, item 2: doc_id 'z1' stands in .*item 1 too"),
        ("a.jsonl", json.dumps(DOCUMENT) + "\n{", r"a\.jsonl, line 2: its JSON is broken at column 2"),
        ("a.jsonl", json.dumps(DOCUMENT | {"text": " "}), r"a\.jsonl, line 1 is no gold document: text: "),
        ("a.xlsx", "", r"a\.xlsx is no gold: give a \.json, \.jsonl or \.csv file"),
    ],
)
def test_a_fault_of_a_json_file_is_told_with_place_and_reason(tmp_path, name, content, message):
    with pytest.raises(ConfigError, match=message):
        load_gold(written(tmp_path, name, content))


def test_files_that_are_not_utf8_or_not_there_are_told(tmp_path):
    (tmp_path / "a.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ConfigError, match=r"a\.json is not UTF-8 \(byte 0\); save it as UTF-8"):
        load_gold(tmp_path)
    with pytest.raises(ConfigError, match="nowhere is not there"):
        load_gold(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match=r"b\.jsonl can't be read: No such file"):
        load_coded(tmp_path / "b.jsonl")


def test_a_folder_of_json_is_read_as_the_reference_scorer_reads_it(tmp_path):
    written(tmp_path, "a.json", json.dumps(DOCUMENT))
    written(tmp_path, "coded.jsonl", "{}")
    written(tmp_path, "neutral.mentions", json.dumps([{"doc_id": "z1", "sentence": TEXT, "trigger": "held"}]))
    (document,) = load_gold(tmp_path)
    assert [neutral.trigger for neutral in document.neutral] == ["held"]
    written(tmp_path, "neutral.mentions", '[{"doc_id": "z1"}]')
    with pytest.raises(ConfigError, match=r"neutral\.mentions is no list of neutral mentions: sentence: "):
        load_gold(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("[]", "line 1: it is a JSON list, no object"),
        ('{"document": "d"}', "line 1: it lacks document or event_type"),
        ('{"document": "d", "event_type": "AID", "sentence": "x"}', "line 1: sentence is a JSON str, no object"),
        ('{"document": "d", "event_type": "AID", "actors": ["x"]}', "line 1: actors is no list of objects"),
        ('{"document": "d", "event_type": "AID", "confidence": 7}', "line 1: confidence is 7, no number from 0 to 1"),
    ],
)
def test_a_line_that_is_no_coded_mention_is_told(tmp_path, row, message):
    with pytest.raises(ConfigError, match=message):
        load_coded(written(tmp_path, "coded.jsonl", row))


def test_gold_that_no_coder_can_get_right_is_doubted():
    wrong = [EVENT, EVENT | {"event_type": "REJCT"}, EVENT | {"mode": "meet"}, EVENT | {"sentence": "Not there."}]
    gold = GoldDocument.model_validate(DOCUMENT | {"events": wrong})
    told = list(doubts([gold], load_codebook().event_types))
    assert told == [
        "z1, event 2: 'REJCT' is no event type of the codebook",
        "z1, event 3: 'meet' is no mode of RETREAT",
        "z1, event 4: the text does not hold its sentence 'Not there.'",
    ]
