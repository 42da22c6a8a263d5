"""The shape of a rule file and a pack file; msgspec refuses anything else, with the path of what is wrong."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.engine.gravity import CriticalIf  # noqa: TC001 - msgspec resolves annotations at run time
from auditor.model.finding import Severity  # noqa: TC001 - msgspec resolves annotations at run time


class BasisEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A law, code or guideline. `verified: no` marks a source that is general knowledge and still to be checked."""

    title: str
    clause: str = ""
    url: str = ""
    verified: bool = True


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One offending and one acceptable text; both are run whenever the packs are tested.

    `country` is set when the rule applies to one country only.
    """

    offends: str
    acceptable: str
    country: str | None = None


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """A rule as a specialist writes it. A rule that `extends` another takes over what it leaves out.

    `critical_if` is the setting in which its findings are critical, whatever the severity otherwise.
    `rewordings` names the file in `_rewordings` by which flagged sentences are said otherwise.
    """

    id: str
    title: str = ""
    extends: str | None = None
    category: str | None = None
    severity: Severity | None = None
    critical_if: CriticalIf | None = None
    check: str | None = None
    with_: dict[str, Any] | None = None
    messages: dict[str, str] = {}
    advice: str | None = None
    suggestion: str | None = None
    rewordings: str | None = None
    yields_to: list[str] = []
    """Categories whose findings on the same words make this rule's superfluous."""
    basis: list[BasisEntry] = []
    examples: Examples | None = None
    tags: list[str] = []


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pack.yaml`. `countries` empty means everywhere; patch versions never add findings, minor ones may, major may remove.

    `opt_in` is for packs that only some readers need: they run beside the others when they are asked for by name.
    """

    id: str
    title: str
    version: str
    countries: list[str] = []
    opt_in: bool = False
    description: str = ""
