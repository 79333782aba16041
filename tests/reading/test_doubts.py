"""When a text contradicts the date it is said to have, and when it doesn't."""

import pytest

from detente.reading.doubts import contradiction


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "The recent seizure of the palace stunned the region. It was the April 2 seizure that ended the talks.",
            "2021-10-01",
        ),
        ("Envoys of the River Union flew to Helek on Sunday, two weeks after the mutiny of April 2.", "2021-10-01"),
        ("Tarsa buried the dead of last week's flood. The flood of April 2 broke the dam.", "2021-10-01"),
        ("PORT VALE, March 5 (Agency) - Envoys met.", "2021-10-01"),
        ("PORT VALE, March 5, 2020 - Envoys met.", "2021-03-05"),
        ("Troops entered Port Vale on 3 May 2022, witnesses said.", "2021-10-01"),
        ("The envoys met on Monday, March 5, in Helek.", "2021-10-01"),
        ("Rebels took Helek on 3 March 2022 after a siege.", "2022-02"),
    ],
)
def test_a_date_that_the_text_contradicts_is_doubtful(text, published):
    assert contradiction(text, published)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Soldiers seized the palace in Tarsa on April 2. The recent seizure stunned the region.", "2021-04-20"),
        ("Envoys of the River Union flew to Helek on Sunday, two weeks after the mutiny of April 2.", "2021-04-18"),
        ("PORT VALE, March 5 (Agency) - Envoys met.", "2021-03-06"),
        ("PORT VALE, March 5 (Agency) - Envoys met.", "2021"),
        ("The vote will be held on 3 May 2022, the commission said.", "2021-10-01"),
        ("The two sides agreed to withdraw by 3 May 2022.", "2021-10-01"),
        ("The war began on April 2. A recent poll showed little hope.", "2021-10-01"),
        ("Soldiers seized the palace on April 2. The recent seizure of a ship on September 20 was another matter.", "2021-10-01"),
        ("The seizure of July 9 last year was followed by the recent seizure.", "2021-10-01"),
        ("The envoys met on Friday, March 5, in Helek.", "2021-10-01"),
        ("Talks are planned for Saturday, March 5.", "2021-10-01"),
        ("Rebels took Helek on 3 March 2022 after a siege.", "2022"),
        ("", "2022-02-02"),
    ],
)
def test_a_date_that_nothing_speaks_against_is_not(text, published):
    assert contradiction(text, published) is None


LEAD = "The new rulers of Tarsa closed the airspace on Sunday. President Osti Veon, overthrown on April 2, was not seen."


def test_a_lead_that_dates_its_news_months_back_makes_a_stamp_doubtful_but_no_publishers_date():
    assert contradiction(LEAD, "2021-10-01", stamped=True)
    assert contradiction(LEAD, "2021-10-01") is None
    assert contradiction(LEAD, "2021-04-20", stamped=True) is None


def test_an_established_name_of_a_day_makes_no_stamp_doubtful():
    assert contradiction("Talks on the April 2 accord went on in Tarsa on Sunday.", "2021-10-01", stamped=True) is None
