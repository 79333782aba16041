"""The database's own guard of promise 1: a row whose span does not show the text that stands there is refused.

A CHECK of the mentions table holds the trigger to its sentence; the rules here hold the sentence and each participant to the
document, and keep a document's text from being changed under them.
"""

from __future__ import annotations

_SENTENCE = """(SELECT substr(d.text, NEW.sentence_start + 1, NEW.sentence_end - NEW.sentence_start)
  FROM documents d WHERE d.id = NEW.document)"""

# Within the sentence, the sentence answers: that spares walking a long document once for each participant.
_PARTICIPANT = """(SELECT CASE WHEN NEW.span_start >= m.sentence_start AND NEW.span_end <= m.sentence_end
  THEN substr(m.sentence, NEW.span_start - m.sentence_start + 1, NEW.span_end - NEW.span_start)
  ELSE (SELECT substr(d.text, NEW.span_start + 1, NEW.span_end - NEW.span_start) FROM documents d WHERE d.id = m.document) END
  FROM mentions m WHERE m.id = NEW.mention)"""

# name, table, when, condition that refuses, message
_RULES = (
    ("sentence_holds", "mentions", "INSERT", f"{_SENTENCE} IS DISTINCT FROM NEW.sentence", "the sentence is not what stands in the text"),
    ("naming_holds", "participants", "INSERT", f"{_PARTICIPANT} IS DISTINCT FROM NEW.span_text", "the name is not what stands in the text"),
    ("evidence_stays", "mentions", "UPDATE", "TRUE", "a mention is coded again, never changed"),
    ("naming_stays", "participants", "UPDATE", "TRUE", "a participant is coded again, never changed"),
    ("text_stays", "documents", "UPDATE", "NEW.text <> OLD.text", "the text of a document is kept as it was read"),
)

# Statements and relations stand in sentences as mentions do.
_TOLD_RULES = (
    (
        "statement_holds",
        "statements",
        "INSERT",
        f"{_SENTENCE} IS DISTINCT FROM NEW.sentence",
        "the sentence is not what stands in the text",
    ),
    ("relation_holds", "relations", "INSERT", f"{_SENTENCE} IS DISTINCT FROM NEW.sentence", "the sentence is not what stands in the text"),
    ("statement_stays", "statements", "UPDATE", "TRUE", "a statement is coded again, never changed"),
    ("relation_stays", "relations", "UPDATE", "TRUE", "a relation is coded again, never changed"),
)

# The review's log grows, and nothing of it is changed or taken out.
_LOG_RULES = (
    ("correction_stays", "corrections", "UPDATE", "TRUE", "a correction is withdrawn by another, never changed"),
    ("log_stays", "corrections", "DELETE", "TRUE", "a correction is withdrawn by another, never taken out of the log"),
)


def evidence_rules(dialect: str) -> tuple[str, ...]:
    """The statements that install the rules of evidence on SQLite or PostgreSQL."""
    return _statements(dialect, _RULES)


def told_rules(dialect: str) -> tuple[str, ...]:
    """The statements that install the rules of statements and relations on SQLite or PostgreSQL."""
    return _statements(dialect, _TOLD_RULES)


def log_rules(dialect: str) -> tuple[str, ...]:
    """The statements that install the rules of the review's log on SQLite or PostgreSQL."""
    return _statements(dialect, _LOG_RULES)


def _statements(dialect: str, rules: tuple[tuple[str, str, str, str, str], ...]) -> tuple[str, ...]:
    make = _postgresql if dialect == "postgresql" else _sqlite
    return tuple(statement for rule in rules for statement in make(*rule))


def _sqlite(name: str, table: str, moment: str, refuses: str, message: str) -> tuple[str, ...]:
    condition = refuses.replace("IS DISTINCT FROM", "IS NOT")
    return (f"CREATE TRIGGER {name} BEFORE {moment} ON {table} BEGIN SELECT RAISE(ABORT, '{message}') WHERE {condition}; END",)


def _postgresql(name: str, table: str, moment: str, refuses: str, message: str) -> tuple[str, ...]:
    body = f"BEGIN IF {refuses} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
