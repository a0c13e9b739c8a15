"""Exact numbers. `Fraction` is the standard library's for whoever reads or checks the code, and quicktions' when it runs:

the same type in C, a few times as fast; the rules reckon with tens of them for each figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["Fraction"]
