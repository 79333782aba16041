"""Full-text search: FTS5 in SQLite, tsvector with a GIN index in PostgreSQL, over the same passages and the same words.

An index names passages (a whole document, a sentence) that hold a query's words; the text itself then says where they stand, so that
both engines find the same and every offset is exact. They differ in the order: BM25 in SQLite, cover density in PostgreSQL.
The table passages says what is indexed; passage_words, which only its engine understands, is the index. SQLite's keeps no text, and the
words of a passage that is gone lie dead in it: numbers of passages are never given again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, text

from detente.records import Span
from detente.store import schema as t
from detente.store.words import Marks, Term, choose_window, find_terms, index_text, index_word, parse_query, words_of

Scope = Literal["documents", "sentences", "events"]
SCOPES: tuple[Scope, ...] = ("documents", "sentences", "events")
SNIPPET = 240  # characters of a snippet of a document, about
BATCH = 400

_FIND = {
    "sqlite": """SELECT p.document, p.passage_start, d.title, d.published,
        substr(d.text, p.passage_start + 1, p.passage_end - p.passage_start) AS words
        FROM passage_words JOIN passages p ON p.number = passage_words.rowid JOIN documents d ON d.id = p.document
        WHERE passage_words MATCH :query AND p.kind = :kind ORDER BY bm25(passage_words), p.document, p.passage_start""",
    "postgresql": """SELECT p.document, p.passage_start, d.title, d.published,
        substr(d.text, p.passage_start + 1, p.passage_end - p.passage_start) AS words
        FROM passage_words w JOIN passages p ON p.number = w.number JOIN documents d ON d.id = p.document,
        CAST(:query AS tsquery) q
        WHERE w.words @@ q AND p.kind = :kind ORDER BY ts_rank_cd(w.words, q, 1) DESC, p.document COLLATE "C", p.passage_start""",
}
_INDEX = {
    "sqlite": "INSERT INTO passage_words (rowid, words) VALUES (:number, :words)",
    "postgresql": "INSERT INTO passage_words (number, words) VALUES (:number, CAST(:words AS tsvector))",
}
MAKE_INDEX = {
    "sqlite": ("CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize=\"ascii tokenchars '_'\")",),
    "postgresql": (
        "CREATE TABLE passage_words (number INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_passage_words_words ON passage_words USING gin (words)",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that holds what was looked for.

    `snippet` is the sentence, or the part of a document that shows it best; `marks` are offsets of the words in the document's text.
    `event` is set where events were looked for. `title` and `published` are the document's.
    """

    document: str
    snippet: Span
    marks: Marks
    title: str | None = None
    published: str | None = None
    event: str | None = None


def index_document(connection: Connection, document: str, content: str, sentences: Collection[tuple[int, int]]) -> None:
    """Bring the index to hold a document and its `sentences` (start, end), and nothing else of it."""
    c = t.passages.c
    wanted = {("document", 0, len(content)), *(("sentence", start, end) for start, end in sentences if start < end)}
    query = select(c.number, c.kind, c.passage_start, c.passage_end).where(c.document == document)
    there = {(row.kind, row.passage_start, row.passage_end): row.number for row in connection.execute(query)}
    gone = sorted(number for key, number in there.items() if key not in wanted)
    for first in range(0, len(gone), BATCH):
        connection.execute(delete(t.passages).where(c.number.in_(gone[first : first + BATCH])))
    new = sorted(wanted - there.keys())
    if not new:
        return
    rows = [{"document": document, "kind": kind, "passage_start": start, "passage_end": end} for kind, start, end in new]
    connection.execute(insert(t.passages), rows)
    added = {(row.kind, row.passage_start, row.passage_end): row.number for row in connection.execute(query)}
    dialect = connection.dialect.name
    words = _vector if dialect == "postgresql" else index_text
    connection.execute(text(_INDEX[dialect]), [{"number": added[key], "words": words(content[key[1] : key[2]])} for key in new])


def search(connection: Connection, query: str, scope: Scope, limit: int) -> tuple[Hit, ...]:
    """Up to `limit` hits, best first. A query without a word that is wanted finds nothing."""
    terms = parse_query(query)
    if limit < 1 or all(term.excluded for term in terms):
        return ()
    hits = _passages(connection, terms, "document" if scope == "documents" else "sentence")
    return tuple(islice(_events(connection, hits) if scope == "events" else hits, limit))


def _passages(connection: Connection, terms: tuple[Term, ...], kind: str) -> Iterator[Hit]:
    dialect = connection.dialect.name
    given = {"query": (_tsquery if dialect == "postgresql" else _match)(terms), "kind": kind}
    with connection.execute(text(_FIND[dialect]), given, execution_options={"yield_per": 50}) as rows:
        for row in rows:
            marks = find_terms(terms, row.words)
            if marks is not None:
                yield _hit(row, marks, kind)


def _hit(row: Any, marks: Marks, kind: str) -> Hit:
    start, end = choose_window(row.words, marks, SNIPPET) if kind == "document" else (0, len(row.words))
    first = row.passage_start
    return Hit(
        document=row.document,
        snippet=Span(row.document, first + start, first + end, row.words[start:end]),
        marks=tuple((first + one, first + other) for one, other in marks),
        title=row.title,
        published=row.published,
    )


def _events(connection: Connection, sentences: Iterator[Hit]) -> Iterator[Hit]:
    """Events in the order of the best sentence that reports them."""
    seen: set[str] = set()
    m = t.mentions.c
    for hit in sentences:
        query = select(t.event_mentions.c.event).join(t.mentions).where(m.document == hit.document)
        query = query.where(m.sentence_start < hit.snippet.end, m.sentence_end > hit.snippet.start)
        for event in sorted(set(connection.scalars(query)) - seen):
            seen.add(event)
            yield Hit(document=hit.document, snippet=hit.snippet, marks=hit.marks, title=hit.title, published=hit.published, event=event)


def _match(terms: tuple[Term, ...]) -> str:
    """The query for FTS5: the words of all terms; what stands side by side is seen to later."""
    wanted = " AND ".join(f'"{word}"{star}' for word, star in _wanted(terms, " *"))
    less = " OR ".join(f'"{index_word(term.words[0])}"{" *" if term.prefix else ""}' for term in terms if _excludes_a_word(term))
    return f"({wanted}) NOT ({less})" if less else wanted


def _tsquery(terms: tuple[Term, ...]) -> str:
    wanted = [f"'{word}'{star}" for word, star in _wanted(terms, ":*")]
    less = [f"!'{index_word(term.words[0])}'{':*' if term.prefix else ''}" for term in terms if _excludes_a_word(term)]
    return " & ".join(wanted + less)


def _wanted(terms: tuple[Term, ...], star: str) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for term in terms:
        for number, word in enumerate(term.words):
            if not term.excluded:
                found[index_word(word), star if term.prefix and number == len(term.words) - 1 else ""] = None
    return list(found)


def _excludes_a_word(term: Term) -> bool:
    return term.excluded and len(term.words) == 1


def _vector(content: str) -> str:
    """The words of `content` as PostgreSQL writes a tsvector; it keeps up to 255 places of a word, all below 16384."""
    places: dict[str, list[int]] = {}
    for number, word in enumerate(words_of(content), 1):
        places.setdefault(index_word(word.folded), []).append(min(number, 16383))
    return " ".join(f"'{word}':{','.join(map(str, found[:255]))}" for word, found in places.items())
