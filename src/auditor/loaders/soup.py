"""BeautifulSoup, loading what no loader uses only when someone asks for it after all.

Choosing elements by CSS and guessing encodings from statistics come from two libraries that take half of its
import, and every audit of a page would wait for them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SELDOM_USED = ("soupsieve", "charset_normalizer")


class _Late(ModuleType):
    """Stands for a module until something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # whoever inspects modules must not wake this one, nor go round in circles
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def _late(names: tuple[str, ...]) -> Iterator[None]:
    """Give stand-ins to what is imported meanwhile; whoever imports these modules afterwards gets them themselves."""
    put_off = [name for name in names if name not in sys.modules and find_spec(name) is not None]
    sys.modules.update({name: _Late(name) for name in put_off})
    try:
        yield
    finally:
        for name in put_off:
            if isinstance(sys.modules.get(name), _Late):
                del sys.modules[name]


with _late(_SELDOM_USED):
    from bs4 import BeautifulSoup, Tag
    from bs4.builder import HTMLTreeBuilder
    from bs4.dammit import EncodingDetector
    from bs4.element import NavigableString

__all__ = ["BeautifulSoup", "EncodingDetector", "HTMLTreeBuilder", "NavigableString", "Tag"]
