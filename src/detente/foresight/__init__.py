"""Which outcomes a conflict can settle on: the Graph Model for Conflict Resolution over plain, ordinal models.

model = load_model("niger.toml")
analyse(model).equilibria("SEQ")      # states that nobody would leave
foresee(model).html()                 # the whole report
"""

from __future__ import annotations

from detente.foresight.analyses.goals import Goal
from detente.foresight.analysis import Analysis, analyse
from detente.foresight.formats import load_model, model_schema, read_model
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
from detente.foresight.presenting.findings import ForeseeOptions
from detente.foresight.presenting.report import ForesightReport, foresee
from detente.foresight.proposing import ProposalOptions, propose
from detente.foresight.stability.coalition import coalition_equilibria, coalition_improvements, coalition_stable, merged_stable
from detente.foresight.stability.strength import strongly_stable
from detente.foresight.states import Graph, ModelError, graph_of
from detente.foresight.syntax import StatementError, parse_statement
from detente.foresight.unknown import Robustness, robustness

__all__ = [
    "CONCEPTS",
    "Analysis",
    "Arc",
    "DecisionMaker",
    "Deviation",
    "ForeseeOptions",
    "ForesightReport",
    "Goal",
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
    "ProposalOptions",
    "Ranked",
    "Robustness",
    "Statement",
    "StatementError",
    "Weight",
    "Weighted",
    "analyse",
    "analyse_hypergame",
    "coalition_equilibria",
    "coalition_improvements",
    "coalition_stable",
    "foresee",
    "graph_of",
    "load_model",
    "merged_stable",
    "model_schema",
    "parse_statement",
    "propose",
    "read_model",
    "robustness",
    "strongly_stable",
]
