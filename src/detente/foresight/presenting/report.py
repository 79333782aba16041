"""The public verb `foresee`: a model in, a report out, as HTML, Markdown, JSON or a notebook's display."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from detente.foresight.analyses.edits import edit_words
from detente.foresight.analyses.status_quo import Route
from detente.foresight.analysis import Analysis
from detente.foresight.model import Model
from detente.foresight.presenting import grounds, outcomes
from detente.foresight.presenting.blocks import Picture, Section
from detente.foresight.presenting.findings import Findings, ForeseeOptions, find
from detente.foresight.presenting.rendering import page_html, page_markdown, part_html


@dataclass(frozen=True)
class ForesightReport:
    """What a model says, ready to be shown. `findings` holds the results: states are numbered from 0 there, from 1 where shown."""

    findings: Findings

    @property
    def analysis(self) -> Analysis:
        """Stability of every state for everybody."""
        return self.findings.analysis

    @property
    def title(self) -> str:
        """The model's name."""
        return self.analysis.model.name

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The report's sections in reading order."""
        found = self.findings
        maybe = (
            outcomes.in_short(found),
            outcomes.equilibria(found),
            outcomes.picture(found),
            outcomes.ways_from_today(found),
            grounds.reasons(found),
            grounds.goal(found),
            grounds.requirements(found),
            grounds.together(found),
            grounds.hinges(found),
            grounds.unknowns(found),
            grounds.assumptions(found),
        )
        sections = tuple(section for section in maybe if section is not None)
        numbers = grounds.numbers(found, sections)
        return sections if numbers is None else (*sections, numbers)

    def html(self) -> str:
        """One self-contained HTML page."""
        return page_html(self.title, self.analysis.model.day, self.sections)

    def markdown(self) -> str:
        """The same as Markdown."""
        return page_markdown(self.title, self.analysis.model.day, self.sections)

    def svg(self) -> str:
        """The graph of states as an SVG document; "" for a model too large to draw."""
        return next((block.svg for section in self.sections for block in section.blocks if isinstance(block, Picture)), "")

    def data(self) -> dict[str, Any]:
        """All results as plain data for JSON; states by their letters (one an option, Y taken, N not), with `states` to look them up."""
        found, graph = self.findings, self.analysis.graph
        shown = sorted({*found.held, *found.reached, *(() if found.today is None else (found.today,))})
        return {
            "title": self.title,
            "day": self.analysis.model.day or None,
            "decision_makers": list(graph.names),
            "options": [{"key": option.key, "name": option.name, "owner": option.owner} for option in self.analysis.model.options],
            "feasible": len(graph),
            "today": None if found.today is None else graph.letters(found.today),
            "equilibria": {
                concept: [graph.letters(state) for state in self.analysis.equilibria(concept)] for concept in self.analysis.concepts
            },
            "states": {graph.letters(state): self._state(state) for state in shown},
            "sensitivity": self._sensitivity(),
            "goal": self._goal(),
            "notices": list(found.notices),
        }

    def json(self) -> str:
        """`data` as indented JSON."""
        return json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n"

    def _repr_html_(self) -> str:
        """A notebook shows the answer in short, the equilibria and the picture."""
        return part_html(self.sections[:3])

    def _state(self, state: int) -> dict[str, Any]:
        found, graph = self.findings, self.analysis.graph
        way = found.ways.get(state)
        stable = {
            concept: [name for name, row in zip(graph.names, self.analysis.stability[concept], strict=True) if row[state]]
            for concept in self.analysis.concepts
        }
        return {
            "number": state + 1,
            "name": graph.label(state) or None,
            "equilibrium": list(found.held.get(state, ())),
            "stable_for": stable,
            "reached_by_improvements": state in found.reached,
            "way": None if way is None else self._way(way),
        }

    def _way(self, way: Route) -> list[dict[str, Any]]:
        graph = self.analysis.graph
        return [{"mover": graph.names[step.mover], "to": graph.letters(step.end), "gains": step.gains} for step in way.steps]

    def _sensitivity(self) -> list[dict[str, Any]] | None:
        if self.findings.sensitivity is None:
            return None
        model, letters = self.analysis.model, self.analysis.graph.letters
        return [
            {
                "change": edit_words(model, variation.edit),
                "gained": {concept: [letters(state) for state in states] for concept, states in variation.gained},
                "lost": {concept: [letters(state) for state in states] for concept, states in variation.lost},
            }
            for variation in self.findings.sensitivity.variations
        ]

    def _goal(self) -> dict[str, Any] | None:
        search = self.findings.search
        if search is None:
            return None
        model = self.analysis.model
        remedies = [{"changes": [edit_words(model, edit) for edit in r.edits], "reached_from_today": r.reached} for r in search.remedies]
        return {"met": search.met, "tried": search.tried, "remedies": remedies}


def foresee(model: Model, options: ForeseeOptions | None = None) -> ForesightReport:
    """What `model` can settle on, with ways, reasons and what would change it.

    Raises ModelError where the model can't be analysed, ConfigError for a concept or a goal that isn't known.
    """
    return ForesightReport(find(model, options or ForeseeOptions()))
