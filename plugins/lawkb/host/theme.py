"""Shell: what spares the theme from writing the same thing thousands of times."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True)
class Same:
    """What a `{% call %}` of a template holds, written once for all pages on which it is the same."""

    _written: dict[str, Markup] = field(default_factory=dict)

    def __call__(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """The body of the call, or what it was when one of that name was written; "" is no name."""
        if not name:
            return caller()
        if name not in self._written:
            self._written[name] = caller()
        return self._written[name]
