"""English words that stand with names of places, persons and organisations, and tell which of them a name is."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    "province state region governorate county district department oblast krai republic prefecture canton emirate municipality commune "
    "parish territory city town village township borough river lake sea gulf bay strait island islands isle peninsula mountain "
    "mountains mount hills valley desert strip coast delta basin heights plateau plain canal port harbour harbor road street avenue "
    "square bridge dam border frontier airport base camp"
)
PUBLIC = TYPES | _words(
    "police court courts council office department ministry government parliament assembly senate embassy consulate hospital "
    "university college school schools church mosque cathedral synagogue temple museum station stadium prison jail sheriff mayor "
    "governor army navy air force forces coroner troopers fire service services authority commission agency centre center "
    "administration legislature premier president minister ambassador spokesman spokeswoman king queen prince crown prosecutor "
    "prosecutors officials officer officers senator representative deputy judge chief general colonel captain envoy foreign interior "
    "defence defense prime vice secretary region summit conference talks accord accords agreement treaty protocol war crisis election "
    "elections marathon olympics time north south east west northern southern eastern western central upper lower greater downtown "
    "metro area"
)
BEARERS = _words("bank prince princess duke duchess earl lord lady count archbishop")
FUNCTION = _words(
    "a an the in on at by to of for from with without and or but nor so yet as if when while where after before since until although "
    "though because that this these those it its he she they we you i his her their our my your who what which how why there here not "
    "no yes also both all some many most more other another each every one two three four five six seven eight nine ten now then "
    "still even only just like under over between among across through around near outside inside against during despite amid "
    "meanwhile however moreover last next early late is are was were has have had will would can could may might should do does did "
    "let mr mrs ms dr sir said says new old first second third"
)
TITLES = _words("mr mrs ms miss dr sir dame lord lady prof professor rev sgt lt col gen capt cpl sen rep gov saint st")
FACILITIES = _words(
    "street road avenue boulevard highway square bridge airport river lake mountains island islands valley strait crossing dam"
)
SETTLEMENT = re.compile(r"\b(?:cit(?:y|ies)|towns?|villages?|suburbs?|neighbou?rhoods?|districts?|hamlet|region|province) of $")
DIRECTIONS = _words(
    "north south east west northern southern eastern western central northeast northwest southeast southwest upper lower greater "
    "downtown outer inner mainland metropolitan"
)
CONNECTORS = _words("of the de del della la le les du da do dos das el al and es en sur upon on der am bin-")
CALENDAR = _words(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday christmas easter ramadan eid thanksgiving"
)
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼ‘-][^\W\d_]+)*|\d+")
LOCATIVE = re.compile(
    r"\b(?:in|near|outside|around|at|from|into|inside|towards?|across|throughout|through|reached|reach|left|leave|leaving"
    r"|(?:city|town|village|port|capital|province|state|region|district|governorate|suburbs?|outskirts|streets"
    r"|people|north|south|east|west) of"
    r"|(?:miles|kilometres|kilometers|km) (?:north|south|east|west|northeast|northwest|southeast|southwest) of"
    r"|(?:city|town|village|port|capital|township|hamlet|enclave))"
    r",? (?:the )?(?:northern |southern |eastern |western |central |nearby |downtown )?$"
)
GOING = re.compile(r"\b(?:to|of|between|for|over|and|visit(?:ed|ing)?|via|toward) (?:the )?$")
SENTENCE_START = re.compile(r"(?:^|[.!?:]|[.!?][\"”’')]|\n|[\"“‘(•*–—-])\s*$")
