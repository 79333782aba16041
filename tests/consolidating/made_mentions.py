"""Mentions made by hand, for the rules of joining."""

from detente.records import Document, Mention, Participant, Published, Span, When


def document(name, published="2023-08-08", outlet=None):
    return Document(id=name, text="x" * 4000, input=f"{name}.txt", published=Published(published, "given"), outlet=outlet)


def mention(doc, start, kind, actors=(), recipients=(), day=None, **fields):
    span = Span(doc, start, start + 7, "x" * 7)
    date = When(start=day, end=day) if isinstance(day, str) else When(start=day[0], end=day[1]) if day else None
    return Mention(
        sentence=Span(doc, start, start + 50, f"{doc}{start}".ljust(50, "z")),  # no two sentences share a word
        trigger=span,
        event_type=kind,
        actors=parties(doc, start + 8, actors),
        recipients=parties(doc, start + 20, recipients),
        date=date,
        confidence=fields.pop("confidence", 0.5),
        **fields,
    )


def parties(doc, start, named):
    return tuple(
        Participant(
            span=Span(doc, start + i, start + i + 1, "x"), name=name, country=country, sector=sector, sectors=(sector,) if sector else ()
        )
        for i, (name, country, sector) in enumerate(named)
    )
