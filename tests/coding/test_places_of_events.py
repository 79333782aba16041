"""Where an event took place."""

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ethiopian jets bombed Nairobi on Monday.", "Nairobi"),
        ("Kenyan troops recaptured Mombasa from the rebels on Monday.", "Mombasa"),
    ],
)
def test_what_is_attacked_or_taken_is_the_place(mentions, text, place):
    assert [m.location.name for m in mentions(text) if m.location] == [place]


def test_a_state_that_is_blamed_is_no_place(mentions):
    assert [m.location for m in mentions("Kenya condemned Ethiopia on Monday.")] == [None]
