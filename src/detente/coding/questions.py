"""Questions, direct and indirect: who asks whether something happened doesn't say that it did."""

from __future__ import annotations

from detente.coding.tree import Tree

OPENING = frozenset(('"', "“", "«", "‘", "(", ":", ";", "—", "–"))
JOINING = frozenset(("but", "and", "yet", "so"))


def asked(tree: Tree, head: int) -> bool:
    """Whether what stands at `head` is asked: in a direct question or a clause with "whether"; a relative clause in it tells what is known.

    A question runs from the last opening mark, or the last "but" that begins a clause of its own, to its question mark.
    """
    if _whether(tree, head):
        return True
    mark = next((index for index in range(head + 1, len(tree)) if tree.low(index) == "?"), None)
    if mark is None or any(tree.low(index) in (".", ";") for index in range(head, mark)):
        return False
    return not _before(tree, head, mark) and not _told_beside(tree, head)


def _whether(tree: Tree, head: int) -> bool:
    """Whether `head` stands in a clause that "whether" opens, and not in a relative clause of that."""
    for index in (head, *tree.ancestors(head)):
        if any(tree.low(mark) == "whether" for mark in tree.children(index, "mark")):
            return True
        if tree.tokens[index].dep in ("relcl", "ROOT", "parataxis"):
            return False
    return False


def _before(tree: Tree, head: int, mark: int) -> bool:
    """Whether `head` stands before the words that the question begins with."""
    opening = max((index for index in range(mark) if tree.tokens[index].text in OPENING), default=-1)
    joining = [
        i for i in range(opening + 1, mark - 1) if tree.low(i) in JOINING and i and tree.low(i - 1) == "," and _inverted(tree, i + 1)
    ]
    if any(_inverted(tree, index) for index in range(opening + 1, head) if index == opening + 1 or tree.low(index - 1) == ","):
        joining = []  # the first clause asks too: "has it left, and will it return?"
    return head < max([opening, *joining])


def _inverted(tree: Tree, first: int) -> bool:
    """Whether the words from `first` begin as a question does: with what, who or how, or a verb before its subject."""
    return tree.tokens[first].tag in ("WRB", "WP", "WDT") or tree.tokens[first].pos == "AUX" or tree.tokens[first].tag == "MD"


def _told_beside(tree: Tree, head: int) -> bool:
    """Whether a relative clause behind a comma holds `head`."""
    for index in (head, *tree.ancestors(head)):
        if tree.tokens[index].dep == "relcl":
            first = min(tree.subtree(index))
            return first > 0 and tree.low(first - 1) == ","
    return False
