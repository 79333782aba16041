"""Plain text scraped from pages: chrome, teasers, articles apart, titles, dates, FAQ blocks, wrapped lines."""

import pytest
from samples import HARBOUR, PIPELINE, article

BODY = "\n\n".join(HARBOUR)


def test_a_headline_over_a_text_is_its_title(read_text):
    documents, rejected = read_text(article("Norland Stops Two Trawlers off the Grey Shoals", HARBOUR))
    assert [(found.title, found.text) for found in documents] == [("Norland Stops Two Trawlers off the Grey Shoals", BODY)]
    assert rejected == []


def test_paragraphs_on_single_lines_are_paragraphs_all_the_same(read_text):
    documents, _ = read_text(article("Norland stops two trawlers off the Grey Shoals", HARBOUR, "\n"))
    assert documents[0].text == BODY


def test_hard_wrapped_lines_are_one_paragraph(read_text):
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(text, 60) for text in HARBOUR)
    documents, _ = read_text(wrapped)
    assert documents[0].text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Connect with us",
        "Published",
        "on",
        "Continue Reading",
        "Most Viewed",
        "Share this:",
        "You cannot copy content of this page",
        "Advertisement",
        "ADVERTISEMENT",
        "Keywords: Norland, Sudmark, fishing",
        "Tags: sea",
        "[Link to an article about the shoals]",
        "[Photo: a trawler at sea]",
        "Diplomacy",
        "5 min read",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_page_furniture_is_no_text(read_text, line, place):
    documents, _ = read_text("\n\n".join([*HARBOUR[:place], line, *HARBOUR[place:]]))
    assert [found.text for found in documents] == [BODY]


def test_a_bracketed_link_within_a_sentence_goes_and_the_quotation_stays(read_text):
    text = (
        "The envoy left. [Link to the story on the envoy]. “They [the trawlers] came at night,” he said before he boarded the plane home."
    )
    documents, _ = read_text(text)
    assert documents[0].text == "The envoy left. “They [the trawlers] came at night,” he said before he boarded the plane home."


def test_teaser_headlines_within_an_article_are_no_text(read_text):
    teaser = "River Union Names New Chief Observer for Truce in Helek"
    documents, _ = read_text(article("Norland Stops Two Trawlers off the Grey Shoals", [*HARBOUR[:2], teaser, *HARBOUR[2:], teaser]))
    assert [found.text for found in documents] == [BODY]


def test_a_subheading_is_text(read_text):
    documents, _ = read_text(article("Norland Stops Two Trawlers off the Grey Shoals", [*HARBOUR[:2], "What Sudmark Says", *HARBOUR[2:]]))
    assert "What Sudmark Says" in documents[0].text.split("\n\n")


def test_headlines_under_most_viewed_are_no_text(read_text):
    documents, _ = read_text("\n\n".join([*HARBOUR, "Most Viewed", "Zamara shuts pipeline", "Helek front denies it"]))
    assert documents[0].text == BODY


def test_a_second_headline_with_a_body_is_a_second_article(read_text):
    text = (
        article("Norland Stops Two Trawlers off the Grey Shoals", HARBOUR)
        + "\n\n"
        + article("Gunmen Fire on Zamara Pipeline Near Helek", PIPELINE)
    )
    documents, _ = read_text(text)
    assert [found.title for found in documents] == [
        "Norland Stops Two Trawlers off the Grey Shoals",
        "Gunmen Fire on Zamara Pipeline Near Helek",
    ]
    assert [found.text for found in documents] == [BODY, "\n\n".join(PIPELINE)]
    assert [found.part for found in documents] == [0, 1]
    assert len({found.id for found in documents}) == 2


def test_the_same_headline_again_begins_a_second_version(read_text):
    title = "Norland Stops Two Trawlers off the Grey Shoals"
    second = ["Norland has detained two fishing boats of Sudmark at the Grey Shoals, according to the harbour master in Port Vale."]
    documents, _ = read_text(article(title, HARBOUR) + "\n" + article(title, second, "\n"))
    assert [(found.title, found.text) for found in documents] == [(title, BODY), (title, second[0])]


@pytest.mark.parametrize(
    ("line", "value", "how"),
    [
        ("Published: March 4, 2024", "2024-03-04", "byline"),
        ("Monday, 4 March 2024 10:15 GMT", "2024-03-04", "byline"),
        ("Updated on 2024-03-04", "2024-03-04", "byline"),
        ("date 2024-03-04", "2024-03-04", "file"),
    ],
)
def test_a_date_line_at_the_head_dates_the_article_and_is_no_text(read_text, line, value, how):
    documents, _ = read_text(f"Norland Stops Two Trawlers off the Grey Shoals\n\n{line}\n\n{BODY}" if how == "byline" else f"{line} {BODY}")
    assert (documents[0].published.value, documents[0].published.how, documents[0].published.doubtful) == (value, how, False)
    assert documents[0].text == BODY


def test_a_dateline_with_its_year_dates_the_article(read_text):
    documents, _ = read_text(f"PORT VALE, March 5, 2024 - {BODY}")
    assert (documents[0].published.value, documents[0].published.how) == ("2024-03-05", "inferred")
    assert documents[0].text.startswith("PORT VALE, March 5, 2024 - ")


def test_a_date_in_the_files_name_is_known_by_the_file(read_text):
    documents, _ = read_text(BODY, "2024-03-05-shoals.txt")
    assert (documents[0].published.value, documents[0].published.how) == ("2024-03-05", "file")


def test_without_a_date_it_is_unknown(read_text):
    documents, _ = read_text(BODY)
    assert (documents[0].published.value, documents[0].published.how) == (None, "unknown")


def test_questions_and_answers_are_kept_and_marked(read_text):
    faq = [
        "FAQs",
        "1. What are the Grey Shoals?",
        "A bank of sand between the two states.",
        "2. Who may fish there?",
        "Both, by the accord of Port Vale.",
    ]
    documents, _ = read_text("\n\n".join([*HARBOUR, *faq]))
    ((start, end),) = documents[0].faq
    assert documents[0].text[start:end] == "\n\n".join(faq)


def test_marked_questions_without_a_heading_are_a_block_too(read_text):
    pairs = ["Q: Who stopped the boats?", "A: The coast guard.", "Q: What does Sudmark want?", "A: It wants the boats back."]
    documents, _ = read_text("\n\n".join([*HARBOUR, *pairs]))
    assert [documents[0].text[start:end] for start, end in documents[0].faq] == ["\n\n".join(pairs)]


def test_a_text_in_another_language_is_a_document_with_its_language(read_text):
    documents, _ = read_text(
        "Le ministre des Affaires étrangères a reçu l’ambassadeur mardi, a indiqué son cabinet dans un communiqué publié le soir même."
    )
    assert [found.language for found in documents] == ["fr"]


def test_a_page_of_furniture_only_is_rejected(read_text):
    documents, rejected = read_text("Connect with us\n\nMost Viewed\n\nAdvertisement\n")
    assert documents == []
    assert [(found.stage, "no article text" in found.reason) for found in rejected] == [("read", True)]


def test_a_word_broken_at_the_end_of_a_line_is_mended_where_the_text_has_it_whole(read_text):
    text = (
        "The coast guard of Norland stopped two trawlers off the Grey Shoals on\n"
        "Tuesday, and the harbour master of Port Vale asked his capital for govern-\n"
        "ment ships. Late at night a spokesman said that the government would see\n"
        "to it at once."
    )
    documents, _ = read_text(text)
    assert "asked his capital for government ships" in documents[0].text
