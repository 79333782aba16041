"""What docs/reference/codebook.md shows is what loads."""

import re
from pathlib import Path

from detente.codebook import load_codebook
from detente.codebook.loading import NAMES
from detente.codebook.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
# of the page's examples, in order
FILES = ("organisations.csv", "modifiers.csv", "event_types.toml", "lexicon/ours.toml", "channels.toml", "relations.toml")


def test_the_pages_examples_load(tmp_path: Path) -> None:
    blocks = re.findall(r"```(?:text|toml)\n(.*?)```", PAGE, re.S)
    for name, text in zip(FILES, blocks, strict=True):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load_codebook([tmp_path])
    assert [party.members for party in loaded.parties if "LF" in party.names] == [("NER", "TCD", "NGA", "CMR")]
    assert "onetime" not in loaded.modifiers
    assert loaded.intensity("CONSULT", "phone") == 2.0
    assert loaded.tracking["channels"].first("A tripartite mission flew in.") == "joint mission"
    assert loaded.tracking["channels"].first("The joint mission statement is long.") == ""
    assert any(word.kind == "ally" and word.part == "nouns" for word in loaded.relations.words["comrade"])
    assert any(entry.phrase == "ring-fence @sanctions" for entry in loaded.lexicon.entries())


def test_the_page_names_every_file_with_its_key_and_columns() -> None:
    for name in NAMES:
        assert f"`{Path(name).name}`" in PAGE
    for table in TABLES:
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{Path(table.name).name}` |"))
        key, others = (cell.strip().split(", ") for cell in row.split("|")[2:4])
        assert (tuple(key), set(others)) == (table.key, set(table.columns) - set(table.key))
