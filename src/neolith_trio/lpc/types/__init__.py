"""What type every expression has, and where types do not fit.

Rule: this stage reads symbols, never names; it fills `type` of every expression, puts Convert nodes where Neolith turns
an int into a float or back, and reports what Neolith reports, in its words. A declared type is a promise of the
programmer, not a proof: see codegen/proofs.py for those. Where types are not checked (in functions declared without a
type) the results of operators are 'mixed', and only what is declared or literally a number is converted.

The pipeline calls check() after scope.resolve(). rules.py knows types, checker.py walks, and the other modules hold the
rules of one kind of node each.
"""

from __future__ import annotations

from . import calls, operands, operators, statements
from .checker import check

__all__ = ["calls", "check", "operands", "operators", "statements"]
