"""The switch, and the rules about its labels.

Rule: labels are folded here; 0 goes with strings and with numbers alike, other numbers and strings exclude each other.
The words of the messages are Neolith's.

A layer of the parser: above loops.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import attrs

from ..nodes import Case, Statement, Switch
from ..tokens import EOF, Token
from .constants import Constant, NotConstant, fold
from .cursor import SYNTAX_ERROR, at, described
from .expressions import CONSTANT_LEVEL
from .flow import Flow
from .loops import LoopParser

LOWEST_LABEL: Final = -(1 << 63)
HIGHEST_LABEL: Final = (1 << 63) - 1


@attrs.define(slots=True)
class Labels:
    """What kinds of labels a switch has so far."""

    strings: bool = False
    numbers: bool = False
    default: bool = False
    ranges: bool = False
    cases: list[Case] = attrs.field(factory=list)


class SwitchParser(LoopParser):
    """Reads switches."""

    _labels: Labels

    def statement_rules(self) -> dict[str, Callable[[], Statement]]:
        return super().statement_rules() | {"switch": self._switch}

    def _switch(self) -> Statement:
        token = self.advance()
        subject = self.condition("switch")
        opener = self.expect("{", "after the head of 'switch'")
        flow = self.flow
        body: list[Case | Statement] = []
        while self.begins_declaration():
            body += self.recoverable(self.block_item)
        if self.token.kind not in ("case", "default"):
            detail = "expected 'case' or 'default' at the beginning of the switch, found "
            self.error(SYNTAX_ERROR, self.token, detail + described(self.token))
        self.flow = (flow & Flow.LOOP) | Flow.SWITCH
        body += self._switch_items(opener)
        self.flow = flow
        return at(Switch(subject, body), token)

    def _switch_items(self, opener: Token) -> list[Case | Statement]:
        """Labels and statements up to and with the closing brace."""
        labels = Labels()
        body: list[Case | Statement] = []
        while not self.accept("}"):
            if self.token.kind == EOF:
                self.wrong(f"end of file in the switch that begins in line {opener.line}")
            self._labels = labels
            body += self.recoverable(self._switch_item)
        self._check_overlap(labels)
        return body

    def orphaned_switch(self) -> None:
        opener = self.token
        if opener.kind not in ("{", "case", "default"):
            return
        self.accept("{")
        self.flow |= Flow.LOOP | Flow.SWITCH
        self._switch_items(opener)

    def _switch_item(self) -> list[Case | Statement]:
        """One label, or one statement or declaration behind a label."""
        if self.token.kind == "case":
            return [self._case(self._labels)]
        if self.token.kind == "default":
            return [self._default_label(self._labels)]
        return [*self.block_item()]

    # -- labels ---------------------------------------------------------------------------------------------

    def _default_label(self, labels: Labels) -> Case:
        token = self.advance()
        self.expect(":", "after 'default'")
        if labels.default:
            self.slip("Duplicate default", token)
        labels.default = True
        return at(Case(None), token)

    def _case(self, labels: Labels) -> Case:
        """`case label:`, `case label..label:` and, in some dialects, `case ..label:` and `case label..:`."""
        token = self.advance()
        if self.options.open_case_ranges and self.token.kind == "..":
            first: Constant = LOWEST_LABEL
        else:
            first = self._label(labels)
        case = Case(first)
        if self.accept(".."):
            last: Constant = HIGHEST_LABEL
            if self.token.kind != ":" or not self.options.open_case_ranges:
                last = self._label(labels)
            case = self._range(first, last, labels, token)
        self.expect(":", "after the label of 'case'")
        labels.cases.append(at(case, token))
        return case

    def _range(self, first: Constant, last: Constant, labels: Labels, token: Token) -> Case:
        if isinstance(first, str) or isinstance(last, str):
            self.error("String case labels not allowed as range bounds", token)
            return Case(first)
        labels.ranges = True
        return Case(first, last, is_range=True)

    def _label(self, labels: Labels) -> Constant:
        """One constant, and whether it goes with the labels before it."""
        token = self.token
        node = self.binary(CONSTANT_LEVEL)
        try:
            value = fold(node)
        except NotConstant as error:
            if error.message:
                self.error(error.message, error.node)
            else:
                self.error(SYNTAX_ERROR, error.node, "the label of 'case' must be a constant")
            return 0
        if isinstance(value, str):
            if labels.numbers:
                self.slip("Mixed case label list not allowed", token)
            labels.strings = True
        elif value:
            if labels.strings:
                self.slip("Mixed case label list not allowed", token)
            labels.numbers = True
        return value

    def _check_overlap(self, labels: Labels) -> None:
        """Report labels that lie in the range of another label, where there are ranges."""
        if not labels.ranges or labels.strings:
            return
        spans = [(case.first, case.first if case.last is None else case.last, case) for case in labels.cases]
        whole = [(f, l, case) for f, l, case in spans if isinstance(f, int) and isinstance(l, int) and f <= l]
        whole.sort(key=lambda span: span[:2])
        for (_, end, before), (begin, _, case) in pairwise(whole):
            if begin <= end:
                places = f"{before.file}:{before.line} and {case.file}:{case.line}"
                self.slip(f"Overlapping cases: {places}.", case)
