"""The worked model of the shared notes (niger.md, sections 2 to 5), with the readings that the documents leave open."""

from __future__ import annotations

from dataclasses import replace

from detente.foresight.model import DecisionMaker, Infeasible, Model, Option, Prioritised, Statement
from detente.foresight.syntax import parse_statement

OWN = {
    "Junta": (("rel", "take"), ("rest", "take"), ("recv", "both"), ("wag", "both")),
    "ECOWAS": (("sanc", "both"), ("force", "take")),
    "United States": (("desig", "take"), ("aidstop", "both")),
    "Morocco": (("med", "both"),),
}
IMPOSSIBLE = ("2 & -1", "7 & -8", "6 & 2")
WISHES = {
    "Junta": ("-2", "-6", "-1 | 9", "-3", "-5", "-7", "-8", "-1", "4 IFF (6 | 7)"),
    "ECOWAS": ("2", "-6", "1", "5 IFF -2", "3", "-4"),
    "United States": ("2", "-4", "-7", "1", "8 IFF -2", "-6", "3"),
    "Morocco": ("1", "9", "-6", "2"),
}
STATES = {
    "SQ1": "NNNNYNNYN",
    "SQ2": "NNNNYNNYY",
    "DEAL": "YNNNYNNYY",
    "SWAP": "YNNNNNNYY",
    "FULL": "YYNNNNNNY",
}


def niger(enough: bool = False, worth: bool = False, hostage: bool = False, rearrest: bool = False) -> Model:
    """The base model; `enough`: reading A, `worth`: B, `hostage`: C's other half, `rearrest`: release can be undone."""
    options = tuple(Option(name=key, key=key, owner=owner, moves=ways) for owner, rows in OWN.items() for key, ways in rows)
    if rearrest:
        options = (replace(options[0], moves="both"), *options[1:])
    wishes = dict(WISHES)
    if enough:
        wishes["ECOWAS"] = tuple("5 IFF -1" if wish == "5 IFF -2" else wish for wish in wishes["ECOWAS"])
    if worth:
        wishes["Junta"] = tuple("1 IFF 9" if wish == "-1" else wish for wish in wishes["Junta"])
    if hostage:
        wishes["Junta"] = ("-2", "-6", "-1 | 9", "-3", "-1", "-5", "-7", "-8", "4 IFF (6 | 7)")

    def stated(name: str) -> Prioritised:
        return Prioritised(statements=tuple(Statement(condition=parse_statement(w, options), text=w) for w in wishes[name]))

    return Model(
        name="Niger",
        decision_makers=tuple(DecisionMaker(name=name, preference=stated(name)) for name in OWN),
        options=options,
        infeasible=tuple(Infeasible(condition=parse_statement(rule, options), text=rule) for rule in IMPOSSIBLE),
        today=STATES["SQ1"],
        labels=tuple((letters, label) for label, letters in STATES.items()),
    )
