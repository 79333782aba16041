"""The crisis that a record tells of, seen on one day: tracks, measures, demands, detentions, alignments, offices, causes, contradictions.

Parties are entity ids, `events` and `event` are event ids; every value that an analyst may doubt carries the spans it was read from.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import Span
from detente.records.mentions import When, Where


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as the text gives it (`value`, in the field's words or verbatim) and the passages that give it."""

    value: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the life of a track, measure or demand: its name, the days it happened on (None: not told), the event that is it."""

    name: str
    when: When | None
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One mediation or negotiation effort.

    `senders` sent the mediators; `level` is head, minister, envoy, official, organisation or "" (not told). Stages in the order of
    days: proposed, accepted, under way, stalled, refused, cancelled, agreed, failed; `stage` is the last by the day asked for.
    """

    id: str
    mediators: tuple[str, ...]
    senders: tuple[str, ...]
    parties: tuple[str, ...]
    channels: tuple[Stated, ...]  # secret, public, phone, visit, shuttle, joint mission, letter
    level: str
    issues: tuple[Stated, ...]  # release, restoration of order, transition, ceasefire, access, oil, ...
    stages: tuple[Stage, ...]
    stage: str
    outcome: Stated | None
    obstacles: tuple[Stated, ...]
    events: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()  # "will talk once the troops have gone back"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the text says hangs on what: "a coup designation would require an end of aid", "no talks until they withdraw".

    `word` is how it joins them: if, unless, until, once, ...
    """

    trigger: Stated
    effect: Stated
    event: str
    word: str = "if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One instrument of pressure.

    `state` on the day asked for is threatened, announced, in force, eased, lifted, expired or hypothetical. `deadline`, `demand` and
    `consequence` are those of an ultimatum, `term` the words that set the deadline (told even where its days can't be known);
    `passed` says whether the deadline lies before that day (None: not known).
    """

    id: str
    kind: str
    imposers: tuple[str, ...]
    targets: tuple[str, ...]
    state: str
    announced: When | None
    since: When | None
    until: When | None
    stages: tuple[Stage, ...]
    deadline: When | None = None
    passed: bool | None = None
    term: Stated | None = None
    demand: Stated | None = None
    consequence: Stated | None = None
    conditions: tuple[Condition, ...] = ()
    reasons: tuple[Stated, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Who wants what of whom, and the answers: stages made, repeated, met, partly met, refused, withdrawn. `state` as of the day."""

    id: str
    demanders: tuple[str, ...]
    addressees: tuple[str, ...]
    content: Stated
    issue: str
    state: str
    stages: tuple[Stage, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """Access to a detainee: who sought it, how it ended (asked, given, refused), by which channel (visit, phone, "")."""

    seeker: tuple[str, ...]
    outcome: str
    channel: str
    when: When | None
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detention:
    """Who is held by whom, where, since when. `state` on the day asked for is held, released, moved or unknown.

    `manner` is house arrest, prison, custody, hostage or detention, as told; `companions` are those held too, in the text's words.
    """

    id: str
    held: tuple[str, ...]
    holders: tuple[str, ...]
    place: Where | None
    since: When | None
    until: When | None
    state: str
    stages: tuple[Stage, ...]
    access: tuple[Access, ...]
    events: tuple[str, ...]
    manner: tuple[Stated, ...] = ()
    companions: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where one party stands to another: supports, recognises, joins, leaves, condemns, opposes; the latest stance comes last.

    `relations` are the ids of standing relations that tell it too, or alone (then there are no events, and a party of no event stands
    here by its name), and `evidence` their passages.
    """

    id: str
    party: str
    toward: str
    stance: str
    stages: tuple[Stage, ...]
    events: tuple[str, ...]
    relations: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """How one party stands to another as a state of things, over all documents: kind and status as in a Relation.

    A party that no event has stands here by its name. `since` and `until` are the first told; `published` is the first day (ISO) on
    which a document said so, `sources` counts independent ones, `attributed` are those whose word it is, where no report says it itself.
    """

    id: str
    party: str
    kind: str
    other: str
    status: str
    since: When | None
    until: When | None
    published: str | None
    sources: int
    attributed: tuple[str, ...]
    documents: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement of the record, its speakers and those who pass it on by entity, or by name where no event has them."""

    id: str
    speakers: tuple[str, ...]
    kind: str
    firmness: str
    manner: str
    content: Stated
    through: tuple[str, ...]
    published: str | None
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post that a person holds or claims, as documents style it.

    `standing` is holds, former, acting, self-proclaimed, claimed or deposed; `start` and `end` are the first and last day (ISO) of
    the documents that say so, None where they are undated. `documents` say so.
    """

    id: str
    person: str
    post: str
    country: str
    standing: str
    start: str | None
    end: str | None
    evidence: tuple[Span, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What reports say came of what, never a finding: `cause` and `effect` are ids of events.

    `kind` is reason, where the text gives the cause as such, or sequence, where it only says that the effect came after it. `actors` and
    `recipients` are those of the effect, `result` the words that tell it, `ground` those that give the cause. `published` is the first
    day (ISO) on which a document said so, `sources` counts independent ones, `attributed` are those whose word it is, where no report
    says it itself; `evidence` are the sentences.
    """

    id: str
    kind: str
    effect: str
    cause: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    result: Stated
    ground: Stated
    published: str | None
    sources: int
    attributed: tuple[str, ...]
    documents: tuple[str, ...]
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, where, and how many independent sources say so."""

    value: str
    evidence: tuple[Span, ...]
    documents: tuple[str, ...]
    sources: int
    published: str | None = None  # the first day on which a document said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Statements that cannot both hold, side by side; never resolved here.

    `kind` is date, place, actor, number, reason, fact (did or did not happen), office, measure (in force and lifted), denial or scope.
    `about` is the id of the event, measure or office; `independent` whether the sides come from different sources.
    """

    id: str
    kind: str
    about: str
    sides: tuple[Side, ...]
    independent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """The views of a record as of `day` (None: its last), from what was published by `known` (None: all of it).

    `undated` are the documents that a replay leaves out, since nobody knows when they came out.
    """

    day: str | None = None
    known: str | None = None
    undated: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    measures: tuple[Measure, ...] = ()
    demands: tuple[Demand, ...] = ()
    detentions: tuple[Detention, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    relations: tuple[Bond, ...] = ()
    statements: tuple[Saying, ...] = ()
    offices: tuple[Office, ...] = ()
    causes: tuple[Cause, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
