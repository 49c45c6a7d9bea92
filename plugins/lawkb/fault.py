"""What is wrong with a file, and where: the one thing that loading, modelling and rules all yield."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value sits in the front matter: `("topics", 1)`; `()` is the front matter as a whole."""

Where: TypeAlias = int | KeyPath
"""A place in a file: an offset in characters, or a key of the front matter."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, said to the person who can put it right.

    `message` is Chinese, quotes the culprit and says what to do; it holds no position, no path
    and no code, since the reader of a finding gets those beside it.
    """

    where: Where
    message: str


Faults: TypeAlias = Mapping[str, tuple[Fault, ...]]
"""Faults by the name of the rule that reports them."""
