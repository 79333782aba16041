"""The lines of tests/tracking/data/fashaga.md, each with the check that decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.records import Document, Event

from .look import Look


def _same_source(look: Look) -> str:
    pairs = [("01", "02"), ("06", "07"), ("14", "15"), ("18", "19")]
    groups = look.record.groups
    return "documents" if all(groups[f"fashaga-{a}"] == groups[f"fashaga-{b}"] for a, b in pairs) else ""


def _undated(documents: tuple[Document, ...]) -> str:
    found = {each.id for each in documents if each.published.anchor is None}
    return "documents" if found == {"fashaga-10", "fashaga-15", "fashaga-22"} else ""


def _of(event: Event, kind: str, start: str) -> bool:
    return event.event_type == kind and (event.start or "").startswith(start)


def _held_in_august(look: Look) -> bool:
    views = look.on("2021-08-01")
    return any(each.state == "held" for name in ("officer", "captain") for each in look.held(name, views))


def _freed(look: Look) -> str:
    found = look.held("captain") + look.held("officer")
    return "detention" if any(each.state == "released" and each.until and each.until.start == "2021-07-26" for each in found) else ""


def _shut(look: Look) -> str:
    closed = [each for each in look.on("2021-08-01").measures if each.kind == "border closure"]
    return "measure" if any(each.state == "in force" and each.since and each.since.start == "2021-07-24" for each in closed) else ""


def _airspace(look: Look) -> str:
    found = look.measures("airspace", by="sudan")
    return "measure" if any(each.since and each.since.start == "2021-01-14" for each in found) else ""


CHECKS: Mapping[str, Callable[[Look], str]] = {
    "A1": lambda r: "documents" if len(r.record.documents) == 22 else "",
    "A2": _same_source,
    "A3": lambda r: _undated(r.record.documents),
    "B1": lambda r: r.office("hamdok", "prime minister", "holds"),
    "B2": lambda r: r.office("burhan", "sovereign council"),
    "B3": lambda r: r.office("abiy", "prime minister", "holds"),
    "B4": lambda r: r.office("demeke", "deputy prime minister") and r.office("demeke", "foreign minister"),
    "B5": lambda r: r.track(by="south sudan", to="burhan") or r.track(by="kiir", to="burhan"),
    "B6": lambda r: r.office("mufti", "spokesman"),
    "B7": lambda r: r.office("mahdi", "foreign minister"),
    "C1": lambda r: r.track(to="demeke", stage="failed") or r.track(to="ethiopia", about="without agreement"),
    "C2": lambda r: "event" if any(_of(each, "CONSULT", "2020-12-20") for each in r.record.events) else "",
    "C3": lambda r: r.track(by="south sudan", stage="accepted") and r.track(by="south sudan", stage="refused"),
    "C4": lambda r: r.track(by="haavisto", to="burhan") and r.track(by="haavisto", to="zewde"),
    "C5": lambda r: r.track(by="united arab emirates", to="sudan", stage="cancelled"),
    "C6": lambda r: r.track(to="ethiopia", stage="failed", about="without an accord") or r.track(by="tshisekedi", stage="failed"),
    "C7": lambda r: r.track(by="african union", to="ethiopia", stage="cancelled"),
    "C8": lambda r: r.track(by="raab", to="hamdok") and r.track(by="raab", to="abiy"),
    "C9": lambda r: r.track(by="african union", stage="proposed") and r.said("four mediators", "REJECT", "meet", by="ethiopia"),
    "C10": lambda r: r.track(by="feltman", to="sudan"),
    "D1": _airspace,
    "D2": lambda r: r.measure("airspace", by="sudan", stage="eased"),
    "D3": lambda r: r.measure("recall", by="sudan", to="ethiopia", state="in force"),
    "D4": _shut,
    "D5": lambda r: r.measure("aid suspension", by="european union", to="ethiopia"),
    "D6": lambda r: r.measure("warning", to="ethiopia", state="threatened"),
    "D7": lambda r: r.measure("warning", by="sisi", state="threatened"),
    "E1": lambda r: r.demand(by="demeke", to="sudan", content="pull its men back", state="refused"),
    "E2": lambda r: r.demand(by="manis", content="frontier"),
    "E3": lambda r: r.said("rejected ethiopia's plan", "REJECT", by="mahdi"),
    "E4": lambda r: r.demand(by="hamdok", to="european union", content="observers"),
    "F1": lambda r: "detention" if any(each.holders for each in r.held("captain") + r.held("sudanese officer")) else "",
    "F2": _freed,
    "F3": lambda r: "detention" if r.held("women") else "",
    "G1": lambda r: r.stance("egypt", "sudan", "supports"),
    "G2": lambda r: r.stance("arab league", "sudan", "supports"),
    "G3": lambda r: r.stance("brit", "south sudan", "supports"),
    "H1": lambda r: r.sourced("warplane flew into its airspace", source="sudan") or r.sourced("aircraft had crossed", source="sudan"),
    "H2": lambda r: r.sourced("drone was shot down", source="amhara"),
    "I1": lambda r: r.contradiction("number", "seven", "three soldiers") or r.contradiction("number", "seven", "four"),
    "I2": lambda r: r.contradiction("denial", "no aircraft") or r.contradiction("fact", "no aircraft"),
    "I3": lambda r: r.contradiction("reason", "rain", "papers"),
    "I4": lambda r: r.contradiction("actor", "turned back") or r.contradiction("", "called off", "turned back"),
    "I5": lambda r: r.contradiction("reason", "mediators", "share of water"),
    "I6": lambda r: r.contradiction("number", "three days", "single day") or r.contradiction("date", "three days", "single day"),
    "J1": lambda r: r.condition("withdraw") or r.condition("gone back"),
    "J2": lambda r: r.condition("security allows"),
    "K1": _shut,
    "K2": lambda r: "" if _held_in_august(r) else _freed(r),
    "L1": lambda r: r.event("jebel tayyara", kind="ASSAULT", reports=4),
    "L2": lambda r: r.event("al-liya", kind="ASSAULT", reports=4),
    "L3": lambda r: r.event("closed the airspace", kind="SANCTION", reports=3),
    "L4": lambda r: r.event("recalled its ambassador", kind="SANCTION", reports=3),
    "M1": lambda r: "event" if any(_of(each, "MOBILIZE", "2020-11") for each in r.record.events) else "",
    "N1": lambda r: "" if "SDN" in r.country("kiir") | r.country("gatluak") else "nowhere",
    "N2": lambda r: "" if _held_in_august(r) else "nowhere",
    "N3": lambda r: "" if r.track(by="united arab emirates", stage="agreed") else "nowhere",
    "N4": lambda r: "" if r.said("declared war") else "nowhere",
    "N5": lambda r: "" if r.said("broke a wheel", "ASSAULT") else "nowhere",
}
