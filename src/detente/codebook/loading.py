"""Loading a codebook: the packaged files, with the user's folders laid over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pycountry

from detente.codebook import standards, tables
from detente.codebook.cameo import CAMEO, cameo_rows
from detente.codebook.codebook import Codebook
from detente.codebook.files import LEXICON, PACKAGED, CodebookFile, digest, read_folder
from detente.codebook.lexicon import build_lexicon
from detente.codebook.model import EventType, Label, Party
from detente.codebook.phrases import FOLDER, phrase_tables
from detente.codebook.relations import NAME as RELATIONS
from detente.codebook.relations import relations
from detente.errors import CodebookError

STANDARDS = tuple(f"plover/{name}.toml" for name in ("event_types", "contexts", "sectors", "nonstate", "statuses"))
TRACKING = tuple(sorted(f"{FOLDER}/{path.name}" for path in (PACKAGED / FOLDER).glob("*.toml")))
NAMES = (*STANDARDS, CAMEO.name, *(table.name for table in tables.TABLES), *TRACKING, RELATIONS)


def load_codebook(folders: Sequence[Path] = ()) -> Codebook:
    """The packaged codebook with the files of `folders`, in their order, laid over it.

    Raises CodebookError naming file, row or table, value, reason and remedy at the first thing that's wrong.
    """
    files = [*read_folder(PACKAGED), *(file for folder in folders for file in _user_files(folder))]
    by_name = _by_name(files)
    event_types, sectors, nonstate, contexts, statuses = (
        standards.event_types(by_name["plover/event_types.toml"]),
        *(standards.labels(by_name[f"plover/{name}.toml"]) for name in ("sectors", "nonstate", "contexts", "statuses")),
    )
    codes = tables.Codes(countries=_countries(nonstate), sectors=sectors)
    return Codebook(
        version=standards.version(by_name["plover/event_types.toml"]),
        digest=digest(files),
        event_types=event_types,
        contexts=contexts,
        sectors=sectors,
        nonstate=nonstate,
        statuses=statuses,
        modifiers=tables.modifiers(tables.merged_rows(tables.MODIFIERS, by_name[tables.MODIFIERS.name]), codes),
        wikidata=tables.wikidata(tables.merged_rows(tables.WIKIDATA, by_name[tables.WIKIDATA.name])),
        parties=_parties(by_name, codes),
        roles=tuple(tables.roles(tables.merged_rows(tables.ROLES, by_name[tables.ROLES.name]), codes)),
        places=tuple(tables.places(tables.merged_rows(tables.PLACES, by_name[tables.PLACES.name]), codes)),
        cameo=cameo_rows(tables.merged_rows(CAMEO, by_name[CAMEO.name]), event_types, contexts),
        lexicon=build_lexicon([file for file in files if file.name.startswith(f"{LEXICON}/")], _modes(event_types)),
        tracking=phrase_tables([file for name in TRACKING for file in by_name[name]]),
        relations=relations(by_name[RELATIONS]),
    )


def _by_name(files: Sequence[CodebookFile]) -> dict[str, list[CodebookFile]]:
    """`files` by name, lowest first. Raises CodebookError where the package lacks one of its own."""
    by_name = {name: [file for file in files if file.name == name] for name in NAMES}
    for name, found in by_name.items():
        if not found or not found[0].shown.startswith(str(PACKAGED)):
            raise CodebookError(f"{PACKAGED / name} is missing: détente isn't installed whole; install it again")
    return by_name


def _parties(by_name: Mapping[str, Sequence[CodebookFile]], codes: tables.Codes) -> tuple[Party, ...]:
    return tuple(
        party for table, kind in tables.PARTIES for party in tables.parties(kind, tables.merged_rows(table, by_name[table.name]), codes)
    )


def _user_files(folder: Path) -> list[CodebookFile]:
    """The files of a user's folder under their packaged names. Raises CodebookError for a name that no room would read, or two alike."""
    files: dict[str, CodebookFile] = {}
    for file in read_folder(folder):
        name = _packaged_name(file)
        if name in files:
            raise CodebookError(f"{folder} holds {Path(name).name} twice: join {files[name].shown} and {file.shown} in one file")
        files[name] = CodebookFile(name, file.shown, file.data)
    return list(files.values())


def _packaged_name(file: CodebookFile) -> str:
    if file.name in NAMES or file.name.startswith(f"{LEXICON}/"):
        return file.name
    for name in NAMES:
        if name.endswith(f"/{file.name}"):
            return name
    raise CodebookError(f"{file.shown}: no codebook file has this name: use one of {', '.join(NAMES)}, or put triggers under {LEXICON}/")


def _modes(event_types: Mapping[str, EventType]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(kind.modes) for code, kind in event_types.items()}


def _countries(nonstate: dict[str, Label]) -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes, those of former states (ISO 3166-3), and the codes of `nonstate`."""
    registers = (pycountry.countries, pycountry.historic_countries)
    return frozenset(nonstate) | {country.alpha_3 for register in registers for country in register}
