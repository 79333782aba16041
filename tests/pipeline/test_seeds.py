"""What a reader must find in the record of the founders' three texts, each with the sentence it rests on."""

import pytest

from detente.pipeline import build

FOUND = [
    ("secret talks", "CONSULT", "engaging in confidential talks with the ruling military junta"),
    ("talks with Barmou", "CONSULT", "meeting with Gen. Moussa Salaou Barmou"),
    ("refused Tiani", "REJECT", "denied a meeting with the self-proclaimed new leader"),
    ("refused Bazoum", "REJECT", "Although denied access"),
    ("phone call", "CONSULT", "communicated with him via phone"),
    ("sanctions", "SANCTION", "imposed sanctions shortly after the coup"),
    ("ultimatum", "THREATEN", "following an ultimatum from"),
    ("threat of force", "THREATEN", "threatened military intervention"),
    ("paused aid", "SANCTION", "had already paused certain assistance"),
    ("coup designation", "SANCTION", "would legally mandate a cessation of U.S. aid"),
    ("planned summit", "AGREE", "is scheduled to meet in Abuja"),
    ("house arrest", "COERCE", "detained under house arrest"),
    ("visit to Tripoli", "CONSULT", "landed in Tripoli"),
    ("dismissal", "SANCTION", "dismissal of Sadiq al-Kabir"),
    ("oil shutdown", "COERCE", "imposing a complete shutdown"),
]


@pytest.fixture(scope="module")
def record(shared, tmp_path_factory):
    with build([shared / "seeds"], tmp_path_factory.mktemp("seeds") / "seeds.db") as built:
        yield built.snapshot()


@pytest.mark.parametrize(("what", "kind", "words"), FOUND, ids=[row[0] for row in FOUND])
def test_the_record_holds_it_with_its_sentence(record, what, kind, words):
    assert kind in {mention.event_type for mention in record.mentions if words in mention.sentence.text.replace("\n", " ")}


def test_what_a_designation_would_do_is_no_fact(record):
    (mention,) = [one for one in record.mentions if one.trigger.text.startswith("cessation")]
    assert mention.status == "hypothetical"


def test_the_refused_joint_mission_is_one_event_with_both_reasons(record):
    (reasons,) = [dict(event.disagreements)["reason"] for event in record.events if "reason" in dict(event.disagreements)]
    assert any("airspace" in reason for reason in reasons)
    assert any("unavailability" in reason for reason in reasons)
