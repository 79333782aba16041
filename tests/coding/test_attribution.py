"""Who is named as the source of what a sentence tells."""

import pytest


@pytest.fixture(scope="module")
def sources(mentions):
    def sources_of(text):
        return {m.trigger.text: m.attribution.span.text if m.attribution else None for m in mentions(text)}

    return sources_of


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenyan troops shelled the town of Moyale, an aide to the governor announced on Friday.", "an aide"),
        ("The same night Kenyan jets bombed the town of Moyale, their commander said.", "their commander"),
        ("Kenyan troops, a police officer told reporters, shelled the town of Moyale.", "a police officer"),
        ("Kenyan troops shelled the town of Moyale, as first reported by a local station.", "a local station"),
        ("Kenyan troops have shelled the town of Moyale, by the ministry's count.", "the ministry's"),
        ("Kenyan troops have shelled the town of Moyale, Mr Odinga is quoted as saying.", "Mr Odinga"),
        ("According to monitors, Kenyan troops shelled the town of Moyale.", "monitors"),
    ],
)
def test_a_clause_beside_the_statement_names_its_source(sources, text, source):
    assert set(sources(text).values()) == {source}


def test_a_source_at_the_end_covers_all_that_one_subject_did(sources):
    found = sources("Kenya had banned rallies, dissolved the senate and jailed twelve dissidents, according to a lawyer.")
    assert len(found) >= 2
    assert set(found.values()) == {"a lawyer"}


def test_a_source_does_not_reach_into_the_next_clause(sources):
    found = sources("Kenyan police fired on a crowd, killing two, according to activists, and the governor then banned rallies.")
    assert (found["fired on"], found["banned rallies"]) == ("activists", None)


def test_a_source_does_not_reach_over_a_semicolon(sources):
    found = sources("Kenyan troops shelled the town of Moyale; Ethiopia recalled its ambassador, an official said.")
    assert found["shelled"] is None
    assert found["recalled its ambassador"] == "an official"


def test_what_a_relative_clause_takes_for_known_is_nobodys_statement(sources):
    found = sources("The minister said that Ethiopia, which shelled the town in May, had recalled its ambassador.")
    assert found["shelled"] is None
    assert found["recalled its ambassador"] == "The minister"


@pytest.mark.parametrize("text", ["We note that Kenya recalled its ambassador.", "Let me add that Kenya recalled its ambassador."])
def test_the_outlet_itself_is_no_source(sources, text):
    assert set(sources(text).values()) == {None}


def test_a_reason_that_is_cited_is_no_source(sources):
    assert set(sources("Kenya recalled its ambassador, citing Ebola.").values()) == {None}
