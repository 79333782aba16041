"""The founders' three texts, sections A, B and H to N of their checklist: documents, parties, claims, contradictions, links,
what is absent."""

from __future__ import annotations

from collections.abc import Mapping

from .look import Look
from .seeds_happenings import BLOC, JUNTA, Check


def _one_source(look: Look) -> str:
    groups = {look.record.groups.get(each.id, each.id) for each in look.record.documents if "Africa Intelligence" in each.text}
    return "documents" if len(groups) == 1 else ""


def _apart(look: Look) -> str:
    first, second = look.document("Barmou"), look.document("Haftar")
    return "documents" if first and second and first != second and not look.document("Most Viewed") else ""


def _header(look: Look) -> str:
    found = look.document("snubbed previous")
    return "documents" if found and found.published.value and found.published.doubtful and found.published.reason else ""


def _absent(*found: object) -> str:
    return "" if any(found) else "nowhere"


def _dated(look: Look, day: str) -> bool:
    return any(each.start == day or each.end == day for each in look.record.events)


def _dates(look: Look) -> str:
    return "events" if all(_dated(look, day) for day in ("2023-07-26", "2021-01-01", "2020-01-01")) else ""


def _placeholder(look: Look) -> bool:
    return any("[Link" in (each.attribution.name if each.attribution else "") for each in look.record.mentions)


def _places(look: Look) -> bool:
    found = [each.location for each in look.mentions("contact between", "CONSULT") if each.location and each.trigger.text == "contact"]
    return any(each.name in ("Ankara", "Tripoli") for each in found)


def _foreign(look: Look) -> bool:
    names = [name.casefold() for each in look.record.entities for name in (each.name, *each.names)]
    return any(word in name for word in ("dged", "cnsp", "macky sall", "touray", "alliance of sahel") for name in names)


SOURCES: Mapping[str, Check] = {
    "A1": ("five articles in three files", lambda r: "documents" if len(r.record.documents) == 5 else ""),
    "A2": ("two of them rewrites of one story", lambda r: _one_source(r)),
    "A3": ("both count as one source", lambda r: "documents" if _one_source(r) and not r.event("confidential", sources=2) else ""),
    "A4": ("the page's own title", lambda r: "documents" if any("Secret Talks" in (one.title or "") for one in r.record.documents) else ""),
    "A5": ("placeholders are no sources", lambda r: _absent(_placeholder(r))),
    "A6": ("keyword lines are no text", lambda r: _absent(r.document("Keywords:"))),
    "A7": (
        "what one rewrite has and the other lacks",
        lambda r: (
            r.said("threatened military intervention") and r.said("suspended security assistance") and r.said("shortly after the coup")
        ),
    ),
    "A8": ("one page, two articles, no chrome", _apart),
    "A9": (
        "other articles' headlines are not the body's",
        lambda r: _absent(r.document("Withdrawal from Niger Base"), r.document("Forge New Alliance")),
    ),
    "A10": ("header date doubted, with the reason", _header),
    "A11": (
        "no outlet known; questions are background",
        lambda r: "documents" if (d := r.document("snubbed previous")) and d.faq and not d.outlet else "",
    ),
    "A12": ("two texts tell the same days", lambda r: r.event("canceled", "rejected a joint mission", reports=2)),
    "A13": ("dates that can be trusted", _dates),
    "A14": ("estimated days of publication", None),
    "B1": (
        "Bazoum, president, ousted: both standings",
        lambda r: r.office("bazoum", "president", "deposed") and r.office("bazoum", "president", "holds"),
    ),
    "B2": ("the junta: one party under its names", lambda r: r.party("ruling military junta", "military government", "coup leaders")),
    "B3": ("Tiani, self-proclaimed leader", lambda r: r.office("tiani", "leader", "self-proclaimed")),
    "B4": ("Barmou, self-proclaimed chief of defence", lambda r: r.office("barmou", "chief of defense", "self-proclaimed")),
    "B5": ("the colonels", lambda r: r.party("colonels")),
    "B6": ("the presidential guard seized power", lambda r: r.said("seized power", "COERCE", by="presidential guard")),
    "B7": ("Nuland, acting", lambda r: r.office("nuland", "deputy secretary", "acting")),
    "B8": ("Blinken, secretary of state", lambda r: r.office("blinken", "secretary of state", "holds")),
    "B9": ("Tinubu: two offices", lambda r: r.office("tinubu", "president") and r.office("tinubu", "ecowas")),
    "B10": ("Nigeria's spokesman", lambda r: r.sourced("diplomatic outcome", "spokesperson")),
    "B11": ("ECOWAS mediates and coerces", lambda r: r.track(BLOC) and r.measure("sanctions", BLOC)),
    "B12": (
        "African Union and United Nations send",
        lambda r: r.track("african union", channel="joint mission") and r.track("united nations"),
    ),
    "B13": ("Morocco and its service", lambda r: r.track("foreign intelligence service") and r.track("morocco")),
    "B14": (
        "the reporting outlet is a source, no party",
        lambda r: "" if r.track(by="africa intelligence") else r.sourced("confidential discussions", "africa intelligence"),
    ),
    "B15": ("United States: a party with leverage", lambda r: r.measure("aid suspension", "united states")),
    "B16": ("the Wagner Group", lambda r: r.party("wagner")),
    "B17": ("Russia", lambda r: r.party("russia")),
    "B18": ("civil society", lambda r: r.party("civil society")),
    "B19": ("Mali's rulers, French troops, peacekeepers", lambda r: r.party("french troops") and r.party("peacekeepers")),
    "B20": ("outsiders without a country", lambda r: "party" if r.country("international community") in ({""}, {"IGO"}) else ""),
    "B21": ("Kalin, head of intelligence", lambda r: r.office("kalin", "intelligence")),
    "B22": ("Dbeibah, prime minister", lambda r: r.office("dbeibah", "prime minister")),
    "B23": ("al-Kabir, dismissed", lambda r: r.office("kabir", standing="deposed") or r.office("kabir", standing="former")),
    "B24": ("Haftar and the eastern factions", lambda r: r.relation("eastern factions", "haftar", "loyal")),
    "H1": (
        "the secret talks are reported, by one",
        lambda r: r.sourced("confidential talks", hedged=True) and r.sourced("confidential discussions", "africa intelligence"),
    ),
    "H2": ("why the mediator is discreet", None),
    "H3": ("the mediator's advantage", None),
    "H4": ("frank talks: a participant's words", lambda r: r.sourced("extremely frank", "nuland")),
    "H5": ("door kept open: the envoy's words", lambda r: r.stated("kept the door open", "nuland")),
    "H6": ("ideas against the constitution: an accusation", lambda r: r.stated("comport with the constitution", "nuland")),
    "H7": ("effect of the pause", None),
    "H8": ("unavailability: the stated ground", lambda r: r.track(JUNTA, about="unavailability") or r.track(about="unavailability")),
    "H9": ("airspace: the stated ground", lambda r: r.track(about="airspace")),
    "H10": (
        "coup not instigated by Russia: a denial with its speaker",
        lambda r: r.stated("was not instigated by russia", "blinken"),
    ),
    "H11": ("suspicions, nobody's", lambda r: r.feared("russian mercenaries")),
    "H12": ("fear of advantage, nobody's", lambda r: r.feared("take advantage of the situation")),
    "H13": (
        "preference for diplomacy: a spokesman's",
        lambda r: r.sourced("diplomatic outcome", "nigeria") if r.mentions("diplomatic outcome") else "",
    ),
    "H14": ("last resort: ECOWAS says", lambda r: r.stated("last resort", BLOC, "stresses")),
    "H15": ("fear of a second Mali", lambda r: r.feared("similar scenario")),
    "H16": ("condemnation without a speaker", lambda r: r.said("condemned the coup", "ACCUSE")),
    "H17": ("motives", None),
    "H18": ("self-proclaimed is a label", lambda r: r.office("tiani", standing="self-proclaimed")),
    "H19": ("warning of Wagner: the envoy's", lambda r: r.said("engagement with wagner", "THREATEN", by="nuland")),
    "I1": ("grounds: unavailable, or airspace", lambda r: r.contradiction("reason", "unavailability", "airspace")),
    "I2": ("called off, or refused by the junta", lambda r: r.contradiction("actor", "called off", "refused")),
    "I3": ("the envoy met, or was snubbed", lambda r: r.contradiction("fact", "snubbed")),
    "I4": (
        "sanctions, ultimatum, threat told apart",
        lambda r: r.measure("sanctions", BLOC) and r.measure("ultimatum", BLOC) and r.measure("threat", BLOC),
    ),
    "I5": ("aid: certain, or security", lambda r: r.contradiction("scope", "certain", "security")),
    "I6": ("who leads", lambda r: r.contradiction("office", "tiani", "bazoum")),
    "I7": ("who speaks for ECOWAS", None),
    "I8": ("header date against content", _header),
    "I9": ("cause and effect turned round", None),
    "I10": (
        "rejects negotiations, yet talks in secret: both, no contradiction of fact",
        lambda r: (
            "" if r.contradiction("fact", "confidential") else r.said("rejection of negotiations", "REJECT") and r.track("morocco", JUNTA)
        ),
    ),
    "I11": ("aim: release, or transition too", lambda r: r.track("morocco", issue="release") and r.track("morocco", issue="transition")),
    "I12": ("effect of sanctions", None),
    "I13": ("outsiders united or not", None),
    "I14": ("who sent the mission", lambda r: r.contradiction("actor", "african countries")),
    "I15": ("calm before the coup or not", None),
    "I16": (
        "Wagner as fact, and as suspicion",
        lambda r: r.feared("russian mercenaries") if r.stated("engagement with wagner", "nuland", "warns") else "",
    ),
    "I17": ("ally, and base left", None),
    "I18": ("fifteen members, or fewer", None),
    "I19": ("Libya calm for four years, or since 2011", lambda r: r.contradiction("", "four years", "2011")),
    "I20": ("exports or production", lambda r: r.contradiction("scope", "exports", "production")),
    "I21": ("year of Mali's coup", None),
    "I22": ("the part for the whole", lambda r: r.event("members of niger", "barmou")),
    "J1": ("designation would end aid", lambda r: r.condition("coup designation", "cessation")),
    "J2": (
        "no return to order, then force",
        lambda r: "measure" if any(one.demand and one.consequence for one in r.measures("ultimatum")) else "",
    ),
    "J3": ("grounds of the refusal", lambda r: r.track(about="airspace") and r.track(about="unavailability")),
    "J4": ("Wagner would endanger sovereignty", lambda r: r.condition("wagner", "sovereignty")),
    "J5": ("coup, then sanctions", lambda r: r.cause("SANCTION", "COERCE", by=BLOC, to="bazoum")),
    "J6": ("detention hinders, release would help", None),
    "J7": ("sensitivity, hence discretion", None),
    "J8": ("pause, hence aid hit", None),
    "J9": ("intervention, hence instability", None),
    "J10": ("rejections, hence alert", None),
    "J11": ("dismissal, hence shutdown", lambda r: r.cause("COERCE", "SANCTION", "reason", by="eastern factions", to="kabir")),
    "J12": ("no meeting, hence a messenger", lambda r: r.said("relied on barmou", "CONSULT")),
    "K1": ("is a release stable?", None),
    "K2": ("what the junta wants: nothing reported", lambda r: "" if r.demand(by=JUNTA) else "no such demand"),
    "K3": ("what Bazoum would accept: nothing reported", lambda r: "" if r.demand(by="bazoum") else "no such demand"),
    "K4": ("where he would go: nothing reported", lambda r: _absent(r.demand(content="exile"), r.track(issue="exile"))),
    "K5": (
        "whom the junta lets in",
        lambda r: r.track("nuland", "barmou") and r.track("united nations", JUNTA, stage="refused") and r.track("morocco", JUNTA),
    ),
    "K6": (
        "is the threat carried out?",
        lambda r: "measure" if all(one.state == "threatened" for one in r.measures("threat of force", BLOC)) else "",
    ),
    "K7": (
        "what ends the sanctions: no terms",
        lambda r: "measure" if not any(one.conditions for one in r.measures("sanctions", BLOC)) else "",
    ),
    "K8": ("what stops a designation", None),
    "K9": ("turn to Wagner: not reported", lambda r: _absent(r.track("wagner"), r.stance("niger", "wagner", "supports", "joins"))),
    "K10": ("are the tracks coordinated?", None),
    "K11": ("does publicity endanger the secret track?", None),
    "K12": ("is the mediator neutral?", None),
    "K13": ("the family", lambda r: "detention" if any(one.companions for one in r.held("bazoum")) else ""),
    "K14": ("length of the stalemate", None),
    "K15": ("Libya: one side met", lambda r: "" if r.track("kalin", "haftar") else r.track("kalin", "dbeibah")),
    "K16": ("result of the summit: none", lambda r: "" if r.track(BLOC, stage="agreed") else r.said("meet in abuja", "AGREE")),
    "L1": ("the coup, one event", lambda r: r.event("july 26, 2023", "seized power", kind="COERCE", reports=3)),
    "L2": ("the detention, one", lambda r: r.event("july 26, 2023", "house arrest", kind="COERCE", reports=3) or _one_detention(r)),
    "L3": ("sanctions, one event of three reports", lambda r: r.event("imposed sanctions", "imposition of sanctions", reports=3)),
    "L4": ("joint mission, one event", lambda r: r.event("canceled", "rejected a joint mission", reports=2)),
    "L5": (
        "the envoy's visit",
        lambda r: r.event("nuland", "senior us envoy", reports=2) or r.contradiction("fact", "nuland", "senior us envoy"),
    ),
    "L6": ("the summit, one", lambda r: r.event("meet in abuja", "preparing for a summit", reports=2)),
    "L7": ("threat of force, one measure", lambda r: r.event("threatened military", "not been ruled out", reports=3)),
    "L8": ("American aid, one event", lambda r: r.event("paused certain", "suspended security", reports=2)),
    "L9": ("the secret talks, one event", lambda r: r.event("confidential talks", "confidential discussions", reports=2)),
    "L10": ("Turkey's visit, one track", lambda r: "track" if sum(r.named("kalin", one.mediators) for one in r.views.tracks) == 1 else ""),
    "L11": (
        "independent sources: talks one, mission two",
        lambda r: "" if r.event("confidential", sources=2) else r.event("canceled", "rejected a joint mission", sources=2),
    ),
    "N1": ("the header's day as an event's", lambda r: _absent(_dated(r, "2023-11-11"))),
    "N2": ("headlines of others as sentences", lambda r: _absent(r.said("withdrawal from niger base"), r.said("forge new alliance"))),
    "N3": ("the secret talks by two sources", lambda r: _absent(r.event("confidential", sources=2))),
    "N4": ("Russia as instigator", lambda r: _absent(r.claimed("not instigated", by="russia"), r.claimed("not instigated", by="wagner"))),
    "N5": ("a designation made", lambda r: _absent([one for one in r.mentions("coup designation", "SANCTION") if one.status == "actual"])),
    "N6": (
        "an intervention begun",
        lambda r: _absent(r.said("military intervention", "ASSAULT"), r.measure("threat of force", BLOC, state="in force")),
    ),
    "N7": ("Bazoum released, tried, exiled", lambda r: _absent([one for one in r.held("bazoum") if one.state != "held"])),
    "N8": ("a deadline of the ultimatum", lambda r: _absent([one for one in r.measures("ultimatum") if one.deadline])),
    "N9": ("meetings with Tiani, or with Bazoum in person", lambda r: _absent(r.access("bazoum", "nuland", "given", "visit"), _met(r))),
    "N10": ("the joint mission in Niamey", lambda r: _absent(r.said("joint mission", "CONSULT"))),
    "N11": ("the Libyan visit tied to Niger", lambda r: _absent(r.track("kalin", "niger"))),
    "N12": ("Nigeria for Niger", lambda r: _absent("NGA" in r.country("nigerien"), "NGA" in r.country("junta"))),
    "N13": ("who dismissed al-Kabir", lambda r: _absent([one for one in r.measures("removal", to="kabir") if one.imposers])),
    "N14": ("placeholders cited", lambda r: _absent(_placeholder(r))),
    "N15": ("capitals as places of the contact", lambda r: _absent(_places(r))),
    "N16": ("names that the files lack", lambda r: _absent(_foreign(r))),
}


def _one_detention(look: Look) -> str:
    found = look.held("bazoum")
    return "detention" if len(found) == 1 and len(found[0].events) >= 2 else ""


def _met(look: Look) -> bool:
    return any(
        look.named(name, (*each.actors, *each.recipients)) and look.named("nuland", (*each.actors, *each.recipients))
        for each in look.record.events
        if each.event_type == "CONSULT" and each.mode != "phone"
        for name in ("tiani", "bazoum")
    )
