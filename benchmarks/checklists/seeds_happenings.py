"""The founders' three texts, sections C to G of their checklist: tracks, measures, demands, detention, alignments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .look import Look

BLOC = "economic community"
JUNTA = "military government"
Check = tuple[str, Callable[[Look], str] | None]


def _since_the_coup(look: Look) -> str:
    return (
        "detention" if any(each.since and each.since.start == "2023-07-26" and each.state == "held" for each in look.held("bazoum")) else ""
    )


def _manner(look: Look) -> str:
    return "detention" if any(one.value == "house arrest" for each in look.held("bazoum") for one in each.manner) else ""


def _companions(look: Look) -> str:
    return "detention" if any("family" in one.value for each in look.held("bazoum") for one in each.companions) else ""


def _old_ties(look: Look) -> str:
    """Both are asked for: an ally, and the troops."""
    return look.relation("niger", "united states", "ally") and look.relation("u.s. troops", "niger", "presence")


HAPPENINGS: Mapping[str, Check] = {
    "C1": ("secret talks of Morocco's service with the junta on a release", lambda r: r.track("morocco", JUNTA, "secret", "release")),
    "C2": ("the American envoy's visit: Barmou, no traction", lambda r: r.track("nuland", "barmou", "visit", "order", about="traction")),
    "C3": ("a meeting with Tiani, refused", lambda r: r.track("nuland", "tiani", stage="refused")),
    "C4": ("Bazoum: no access in person, a call", lambda r: r.track("nuland", "bazoum", "phone")),
    "C5": ("the envoy and civil society", lambda r: r.track("nuland", "civil society")),
    "C6": ("joint mission that did not take place", lambda r: r.track("united nations", JUNTA, "joint mission", stage="refused")),
    "C7": (
        "earlier delegation of ECOWAS, snubbed",
        lambda r: r.said("snubbed", "REJECT", to="ecowas") or r.said("snubbed", "REJECT", to=BLOC),
    ),
    "C8": ("the summit ahead in Abuja", lambda r: r.track(BLOC, stage="proposed") and r.said("meet in abuja", "AGREE")),
    "C9": ("initiatives of AU and UN", lambda r: r.said("initiatives, including those by", by="african union")),
    "C10": ("Turkey's visit to Tripoli", lambda r: r.track("kalin", "dbeibah", "visit", "oil")),
    "C11": ("Libyan authorities among themselves", lambda r: r.said("rival libyan authorities")),
    "C12": (
        "sequence: open missions refused, secret talks let in",
        lambda r: r.track("united nations", JUNTA, stage="refused") and r.track("morocco", JUNTA, "secret", stage="under way"),
    ),
    "C13": (
        "channels told apart",
        lambda r: (all(r.track(channel=each) for each in ("secret", "visit", "phone", "joint mission")) and "track") or "",
    ),
    "C14": (
        "standing: Turkey fought on one side",
        lambda r: r.said("intervened militarily", by="turkey") and r.stance("turkey", "dbeibah", "supports"),
    ),
    "C15": (
        "who is no party to the secret talks",
        lambda r: "" if r.track("morocco", "bazoum", "secret") else r.track("morocco", JUNTA, "secret"),
    ),
    "D1": ("sanctions of ECOWAS", lambda r: r.measure("sanctions", BLOC, state="in force")),
    "D2": (
        "ultimatum with demand and consequence, no deadline",
        lambda r: "measure" if any(one.demand and one.consequence and not one.deadline for one in r.measures("ultimatum", BLOC)) else "",
    ),
    "D3": ("threat of force", lambda r: r.measure("threat of force", BLOC, state="threatened")),
    "D4": ("American aid paused", lambda r: r.measure("aid suspension", "united states", "niger", "in force")),
    "D5": ("allies' aid suspended", lambda r: r.measure("aid suspension", "western allies", state="in force")),
    "D6": ("designation held in reserve", lambda r: r.condition("coup designation", "cessation")),
    "D7": ("American warnings", lambda r: r.measure("warning", "nuland", state="threatened")),
    "D8": ("airspace closed", lambda r: r.measure("airspace", state="in force")),
    "D9": ("denied meetings as a lever", lambda r: r.said("denied a meeting", "REJECT") and r.access("bazoum", "nuland", "refused")),
    "D10": ("the detention as a lever", lambda r: r.said("continued detention", "COERCE")),
    "D11": ("condemnation", lambda r: r.said("condemned the coup", "ACCUSE", by="international community")),
    "D12": ("oil shut down by the eastern factions", lambda r: r.measure("oil", "eastern factions", state="in force")),
    "D13": ("the bank's chief dismissed", lambda r: r.measure("removal", to="kabir")),
    "D14": ("forces expelled from Mali", lambda r: "measure" if r.measures("expulsion") and not r.measures("expulsion", by=JUNTA) else ""),
    "D15": ("later headline of a base left", lambda r: r.said("withdrawal from niger base", "RETREAT")),
    "D16": ("intervention of 2020", lambda r: r.said("intervened militarily", "ASSAULT", by="turkey")),
    "E1": ("ECOWAS wants constitutional order; refused", lambda r: r.demand(BLOC, content="constitutional order", state="refused")),
    "E2": (
        "American demands: access, treatment, a meeting with Tiani",
        lambda r: r.demand("nuland", content="humane") and r.demand("nuland", content="bazoum") and r.said("denied a meeting", "REJECT"),
    ),
    "E3": (
        "the junta keeps power",
        lambda r: r.said("remained defiant", "REJECT", by="junta") or r.said("relinquish", "REJECT", by="junta"),
    ),
    "E4": ("no demand of the junta", lambda r: "" if r.demand(by=JUNTA) else "none recorded"),
    "E5": ("Morocco wants the release", lambda r: r.track("morocco", issue="release")),
    "E6": ("Nigeria's president prefers diplomacy", lambda r: r.said("preference for diplomatic", by="tinubu")),
    "E7": ("United States and UN behind ECOWAS", lambda r: r.stance("united states", BLOC, "supports")),
    "E8": ("no demand of Bazoum", lambda r: "" if r.demand(by="bazoum") else "none recorded"),
    "E9": (
        "all refusals",
        lambda r: r.said("denied a meeting", "REJECT") and r.access("bazoum", "nuland", "refused") and r.said("snubbed", "REJECT"),
    ),
    "E10": ("Libya: Turkey's aim", lambda r: r.demand("turkey") or r.track("kalin", issue="national agreement")),
    "F1": ("held with family", _companions),
    "F2": ("house arrest", _manner),
    "F3": ("since the coup, still held", _since_the_coup),
    "F4": (
        "access: refused in person, given by phone",
        lambda r: r.access("bazoum", "nuland", "refused") and r.access("bazoum", "nuland", "given", "phone"),
    ),
    "F5": (
        "release only as a goal",
        lambda r: "" if any(one.state != "held" for one in r.held("bazoum")) else r.track("morocco", issue="release"),
    ),
    "G1": ("old ties of the United States and Niger", _old_ties),
    "G2": ("US and UN with ECOWAS", lambda r: r.stance("united states", BLOC, "supports") and r.stance("united nations", BLOC, "supports")),
    "G3": ("Morocco's ties with Niger", lambda r: r.said("ties with niger", "COOPERATE", by="morocco")),
    "G4": ("alliance of three states, headline only", lambda r: r.said("forge new alliance")),
    "G5": ("Wagner's ties", None),
    "G6": ("Turkey with Dbeibah, factions with Haftar", lambda r: r.stance("turkey", "dbeibah", "supports")),
    "G7": ("outsiders divided", None),
}
