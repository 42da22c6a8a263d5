"""What audits documents for a use case: processes of this machine, or workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options


class Awaited(Protocol):
    """A document under way."""

    def result(self) -> DocumentAudit:
        """Wait for the audit. Never raises for what can become of one document: the audit then is unreadable."""


class Workers(Protocol):
    """Audits documents, several at a time."""

    @property
    def jobs(self) -> int:
        """How many at a time."""

    def submit(self, request: Request, options: Options) -> Awaited:
        """Begin to audit one document; returns at once."""

    def close(self) -> None:
        """Stop at once; what is running is given up."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a cluster is to be found, and the files (PEM) with which it and this machine prove to each other who they are."""

    address: str
    authority: str | None = None
    certificate: str | None = None
    key: str | None = None
