"""A small record of the Gulf crisis of 2017, in our own words from public facts: what the brief is tested on."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.codebook import Codebook, load_codebook
from detente.consolidating import consolidate
from detente.records import Attribution, Document, Mention, Participant, Published, Rejected, Run, Snapshot, Span, When, Where, stable_id

PARTIES = {
    "Saudi Arabia": ("Saudi Arabia", "SAU", "GOV"),
    "Riyadh": ("Saudi Arabia", "SAU", "GOV"),
    "the United Arab Emirates": ("United Arab Emirates", "ARE", "GOV"),
    "Bahrain": ("Bahrain", "BHR", "GOV"),
    "Egypt": ("Egypt", "EGY", "GOV"),
    "Cairo": ("Egypt", "EGY", "GOV"),
    "Qatar": ("Qatar", "QAT", "GOV"),
    "Doha": ("Qatar", "QAT", "GOV"),
    "Kuwait": ("Kuwait", "KWT", "GOV"),
    "Kuwait's emir": ("Sabah al-Ahmad al-Sabah", "KWT", "GOV"),
    "Turkey": ("Turkey", "TUR", "GOV"),
    "Turkey's parliament": ("Grand National Assembly of Turkey", "TUR", "LEG"),
    "the United States": ("United States", "USA", "GOV"),
    "Rex Tillerson": ("Rex Tillerson", "USA", "GOV"),
    "the four states": ("Saudi Arabia", "SAU", "GOV"),
    "Qatar's foreign minister": ("Mohammed bin Abdulrahman Al Thani", "QAT", "GOV"),
    "Iran": ("Iran", "IRN", "GOV"),
    "Qatari citizens": ("Qatari citizens", "QAT", "CVL"),
}
PLACES = {
    "Jeddah": ("SAU", 21.5433, 39.1728),
    "Doha": ("QAT", 25.2854, 51.531),
    "Kuwait City": ("KWT", 29.3697, 47.9783),
    "Cairo": ("EGY", 30.0626, 31.2497),
}

TEXTS = {
    "first": """Four Arab states break with Qatar

Saudi Arabia, the United Arab Emirates, Bahrain and Egypt cut diplomatic ties with Qatar on Monday, accusing Doha of backing militants. \
Riyadh closed its land border with Qatar the same day. Qatari citizens were told to leave Bahrain within fourteen days.

Qatar rejected the charge and called the measures unjustified. Iran urged the neighbours to talk.""",
    "rewrite": """Gulf neighbours sever relations with Doha

In a coordinated step, Saudi Arabia, the United Arab Emirates, Bahrain and Egypt cut diplomatic ties with Qatar on Monday. \
Riyadh also closed its land border with Qatar.""",
    "mediation": """Emir flies to Jeddah

Kuwait's emir travelled to Jeddah on Tuesday for talks with Saudi Arabia, a first attempt to mediate. \
Diplomats said he would go on to Doha. \
Turkey's parliament approved a law on Wednesday that lets Turkey send troops to Qatar. \
If the dispute widened, the United States could move its aircraft out of Qatar, analysts reportedly feared.""",
    "demands": """Thirteen points and ten days

On 22 June the four states handed Qatar a list of thirteen demands through Kuwait, among them the closing of a broadcaster. \
The list gave Doha a ten-day ultimatum. Saudi Arabia threatened further measures if Qatar did not comply.

On 3 July Qatar's foreign minister rejected the demands in Kuwait City, citing his country's sovereignty. \
Egypt refused to meet Qatar's foreign minister in Cairo because the answer was negative.""",
    "envoy": """American envoy signs a memorandum in Doha

Rex Tillerson met Qatar's foreign minister in Doha on 11 July and both signed a memorandum against the financing of terrorism. \
He later spoke by phone with Kuwait's emir. Saudi Arabia has not lifted any of its measures. \
According to a Kuwaiti daily, Qatar freed two Egyptian fishermen. Cairo denied that it had refused a meeting.""",
    "other": """Egypt and Qatar: another account

Egypt refused to meet Qatar's foreign minister in Cairo on 4 July, citing a full calendar. Qatar has expelled no Egyptian teachers.""",
    "arabic": "قال متحدث باسم وزارة الخارجية في الدوحة إن قطر مستعدة للحوار مع جيرانها.",
}
DATES = {
    "first": Published("2017-06-05", "metadata"),
    "rewrite": Published("2017-06-06", "byline"),
    "mediation": Published("2017-06-07", "metadata"),
    "demands": Published("2017-07-05", "url"),
    "envoy": Published("2017-12-01", "file", doubtful=True, reason="the text tells of July as of this week"),
    "other": Published(),
    "arabic": Published("2017-06", "given"),
}


@dataclass
class Pen:
    """Writes mentions of one document by quoting it: every span is looked up in the text, none is typed as numbers."""

    codebook: Codebook
    document: Document
    mentions: list[Mention] = field(default_factory=list)

    def at(self, words: str, within: Span | None = None) -> Span:
        text = self.document.text
        start = text.index(words, within.start if within else 0)
        return self.document.span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        at = self.document.text.index(words)
        start = max(self.document.text.rfind(". ", 0, at) + 2, self.document.text.rfind("\n", 0, at) + 1, 0)
        end = min(
            stop
            for stop in (self.document.text.find(". ", at), self.document.text.find(".\n", at), len(self.document.text) - 1)
            if stop >= 0
        )
        return self.document.span(start, end + 1)

    def party(self, words: str, sentence: Span) -> Participant:
        name, country, sector = PARTIES[words]
        return Participant(span=self.at(words, sentence), name=name, country=country, sector=sector, sectors=(sector,))

    def write(self, words: str, trigger: str, code: str, actors: str, recipients: str = "", **more: str) -> None:
        """One mention: `words` find the sentence, `code` is TYPE/mode, ";" divides parties, `more` holds the other fields."""
        sentence = self.sentence(words)
        event_type, _, mode = code.partition("/")
        place = more.get("place")
        where = (
            Where(
                span=self.at(place, sentence), name=place, country=PLACES[place][0], latitude=PLACES[place][1], longitude=PLACES[place][2]
            )
            if place
            else None
        )
        day = more.get("day")
        self.mentions.append(
            Mention(
                sentence=sentence,
                trigger=self.at(trigger, sentence),
                event_type=event_type,
                mode=mode or None,
                contexts=("diplomatic",),
                status=more.get("status", "actual"),
                actors=tuple(self.party(name, sentence) for name in actors.split(";") if name),
                recipients=tuple(self.party(name, sentence) for name in recipients.split(";") if name),
                date=When(start=day, end=more.get("end", day), span=self.at(more["told"], sentence) if "told" in more else None)
                if day
                else None,
                location=where,
                attribution=self.said(more, sentence),
                reason=self.at(more["reason"], sentence) if "reason" in more else None,
                hedge=self.at(more["hedge"], sentence) if "hedge" in more else None,
                intensity=self.codebook.intensity(event_type, mode or None),
                confidence=0.8,
            )
        )

    def said(self, more: dict[str, str], sentence: Span) -> Attribution | None:
        if "source" not in more:
            return None
        return Attribution(span=self.at(more["source"], sentence), name=more["source"], firmness=more.get("firmness", "stated"))


def document(key: str) -> Document:
    text = TEXTS[key]
    return Document(
        id=stable_id("document", key),
        text=text,
        input=f"reports/{key}.txt",
        title=text.split("\n")[0],
        url=f"https://example.org/{key}" if key != "other" else "javascript:alert(1)",
        outlet="Example Courier" if key != "rewrite" else "Example Post",
        published=DATES[key],
        language="ar" if key == "arabic" else "en",
    )


def _write_first(pen: Pen) -> None:
    four = "Saudi Arabia;the United Arab Emirates;Bahrain;Egypt"
    pen.write("cut diplomatic ties", "cut", "SANCTION/discontinue", four, "Qatar", day="2017-06-05", told="Monday")
    pen.write("closed its land border", "closed", "SANCTION/discontinue", "Riyadh", "Qatar", day="2017-06-05")
    pen.write("told to leave", "told to leave", "SANCTION/expel", "Bahrain", "Qatari citizens", day="2017-06-05")
    pen.write("rejected the charge", "rejected", "REJECT", "Qatar")
    pen.write("urged the neighbours", "urged", "REQUEST/meet", "Iran", day="2017-06-05")


def _write_rewrite(pen: Pen) -> None:
    four = "Saudi Arabia;the United Arab Emirates;Bahrain;Egypt"
    pen.write("cut diplomatic ties", "cut", "SANCTION/discontinue", four, "Qatar", day="2017-06-05", told="Monday")
    pen.write("closed its land border", "closed", "SANCTION/discontinue", "Riyadh", "Qatar", day="2017-06-05")


def _write_mediation(pen: Pen) -> None:
    pen.write(
        "travelled to Jeddah",
        "talks",
        "CONSULT/third-party",
        "Kuwait's emir",
        "Saudi Arabia",
        day="2017-06-06",
        told="Tuesday",
        place="Jeddah",
    )
    pen.write("would go on", "go on", "AGREE", "", "Doha", source="Diplomats", place="Doha")
    pen.write("approved a law", "approved", "SUPPORT", "Turkey's parliament", "Qatar", day="2017-06-07", told="Wednesday")
    pen.write(
        "could move its aircraft",
        "move",
        "RETREAT/withdraw",
        "the United States",
        "Qatar",
        status="hypothetical",
        hedge="reportedly",
        source="analysts",
        firmness="reported",
    )


def _write_demands(pen: Pen) -> None:
    pen.write("handed Qatar", "demands", "REQUEST/change", "the four states", "Qatar", day="2017-06-22", told="22 June")
    pen.write("ten-day ultimatum", "ultimatum", "THREATEN", "", "Doha")
    pen.write("threatened further measures", "threatened", "THREATEN/relations", "Saudi Arabia", "Qatar")
    pen.write(
        "rejected the demands",
        "rejected",
        "REJECT/change",
        "Qatar's foreign minister",
        day="2017-07-03",
        told="3 July",
        place="Kuwait City",
        reason="his country's sovereignty",
    )
    pen.write(
        "Egypt refused",
        "refused",
        "REJECT/meet",
        "Egypt",
        "Qatar's foreign minister",
        place="Cairo",
        day="2017-07-05",
        reason="because the answer was negative",
    )


def _write_envoy(pen: Pen) -> None:
    pen.write(
        "met Qatar's", "met", "CONSULT/visit", "Rex Tillerson", "Qatar's foreign minister", day="2017-07-11", told="11 July", place="Doha"
    )
    pen.write("met Qatar's", "signed", "SUPPORT", "Rex Tillerson;Qatar's foreign minister", day="2017-07-11", told="11 July", place="Doha")
    pen.write("spoke by phone", "spoke", "CONSULT/phone", "", "Kuwait's emir")
    pen.write("not lifted", "lifted", "RETREAT", "Saudi Arabia", status="negated")
    pen.write("freed two", "freed", "RETREAT/release", "Qatar", source="a Kuwaiti daily", firmness="reported")
    pen.write("had refused a meeting", "refused", "REJECT/meet", "Cairo", status="negated", source="Cairo", firmness="denied")


def _write_other(pen: Pen) -> None:
    pen.write(
        "refused to meet",
        "refused",
        "REJECT/meet",
        "Egypt",
        "Qatar's foreign minister",
        place="Cairo",
        day="2017-07-04",
        told="4 July",
        reason="a full calendar",
    )
    pen.write("has expelled no", "expelled", "SANCTION/expel", "Qatar", status="negated")


def gulf_crisis(codebook: Codebook | None = None) -> Snapshot:
    """Seven documents (two rewrites of one story, one in Arabic, one undated, one of doubtful date) with their mentions and events."""
    codebook = codebook or load_codebook()
    documents = tuple(document(key) for key in TEXTS)
    pens = {key: Pen(codebook, each) for key, each in zip(TEXTS, documents, strict=True)}
    for key, write in (
        ("first", _write_first),
        ("rewrite", _write_rewrite),
        ("mediation", _write_mediation),
        ("demands", _write_demands),
        ("envoy", _write_envoy),
        ("other", _write_other),
    ):
        write(pens[key])
    mentions = tuple(mention for pen in pens.values() for mention in pen.mentions)
    groups = {each.id: stable_id("group", "first" if key == "rewrite" else key) for key, each in zip(TEXTS, documents, strict=True)}
    found = consolidate(mentions, documents, groups)
    rejected = (
        Rejected(
            "reports/broken.pdf",
            "read",
            "the file is no PDF, though its name ends in .pdf; save it again from its source",
            "reports/broken.pdf",
        ),
        Rejected(documents[-1].id, "code", "language ar is not coded yet; the document is kept", documents[-1].id),
        *(Rejected(f"“talks” at {n}", "code", "no actor in the sentence", documents[0].id) for n in range(40)),
    )
    run = Run(
        id="run1",
        version="0.1.0",
        codebook="PLOVER 1 (3f2a9c)",
        coder="grammar",
        options='{"language": "en"}',
        started="2017-07-12T08:00:00+00:00",
        finished="2017-07-12T08:00:09+00:00",
        documents=len(documents),
        mentions=len(mentions),
    )
    return Snapshot(
        documents=documents, groups=groups, mentions=mentions, entities=found.entities, events=found.events, rejected=rejected, runs=(run,)
    )
