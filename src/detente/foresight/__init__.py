"""Which outcomes a conflict can settle on: the Graph Model for Conflict Resolution over plain, ordinal models.

    model = load_model("niger.toml")
    found = analyse(model)
    found.equilibria("SEQ")
"""

from __future__ import annotations

from detente.foresight.analysis import Analysis, analyse
from detente.foresight.hypergame import Hypergame, analyse_hypergame
from detente.foresight.logical import Deviation, LogicalForm
from detente.foresight.model import (
    CONCEPTS,
    Arc,
    DecisionMaker,
    GraphState,
    Infeasible,
    Model,
    Option,
    Perception,
    Prioritised,
    Ranked,
    Statement,
    Weight,
    Weighted,
)
from detente.foresight.states import Graph, ModelError, graph_of
from detente.foresight.syntax import StatementError, parse_statement
from detente.foresight.unknown import Robustness, robustness

__all__ = [
    "CONCEPTS",
    "Analysis",
    "Arc",
    "DecisionMaker",
    "Deviation",
    "Graph",
    "GraphState",
    "Hypergame",
    "Infeasible",
    "LogicalForm",
    "Model",
    "ModelError",
    "Option",
    "Perception",
    "Prioritised",
    "Ranked",
    "Robustness",
    "Statement",
    "StatementError",
    "Weight",
    "Weighted",
    "analyse",
    "analyse_hypergame",
    "graph_of",
    "parse_statement",
    "robustness",
]
