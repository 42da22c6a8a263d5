"""Makes the client of a Dask cluster: library, address and certificates, each told in a plain sentence when it cannot be used."""

from __future__ import annotations

import logging
import ssl
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import UserError

if TYPE_CHECKING:
    from distributed import Client

    from auditor.workflow.workers import Cluster

CONNECT_SECONDS = 15.0
"""How long a scheduler may take to answer, at first and when the connection was lost."""

_NO_NOISE = ("distributed", "distributed.client", "tornado", "tornado.application")


def client_of(cluster: Cluster) -> Client:
    """Connect to a scheduler. Raises UserError when that cannot be done, with what to do about it."""
    dask, distributed = _libraries()
    for name in _NO_NOISE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Documents are sent with their tasks, so that a worker that is lost takes none with it.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what its versions differ in; those of Auditor are compared below
            return distributed.Client(  # type: ignore[no-any-return]
                cluster.address,
                timeout=CONNECT_SECONDS,
                security=_security(cluster, distributed),
                set_as_default=False,
                name="auditor",
            )
    except (OSError, TimeoutError) as error:
        raise UserError(
            f"No cluster answers at “{cluster.address}”{_certificate_words(error)}.",
            "Check the address (tls:// where it wants a safe connection), and that a scheduler runs there.",
        ) from error
    except (ValueError, TypeError, ImportError) as error:
        raise _unusable(cluster, error) from error


def _libraries() -> tuple[Any, Any]:
    try:
        import dask  # noqa: PLC0415 - a second, for a cluster alone
        import distributed  # noqa: PLC0415
    except ImportError:
        raise UserError(
            "Clusters are reached by an addition that is not installed.",
            "Install it: pip install 'auditor[cluster]'",
        ) from None
    return dask, distributed


def _security(cluster: Cluster, distributed: Any) -> Any:
    """Return how the connection is kept safe; None leaves that to Dask's own configuration."""
    files = (cluster.authority, cluster.certificate, cluster.key)
    if not any(files):
        return None
    if not all(files):
        raise UserError(
            "A safe connection needs three files.", "Give --cluster-ca, --cluster-cert and --cluster-key."
        )
    _check_certificates(cluster)
    return distributed.Security(
        tls_ca_file=cluster.authority,
        tls_client_cert=cluster.certificate,
        tls_client_key=cluster.key,
        require_encryption=True,
    )


def _check_certificates(cluster: Cluster) -> None:
    """Raise UserError unless the files can be used, which otherwise would look as if nobody answered."""
    for file in (cluster.authority, cluster.certificate, cluster.key):
        if not Path(str(file)).is_file():
            raise UserError(f"There is no file “{file}”.", "It may have been moved or renamed.")
    try:
        context = ssl.create_default_context(cafile=cluster.authority)
        context.load_cert_chain(str(cluster.certificate), cluster.key, password=lambda: "")
    except (OSError, ValueError) as error:  # what SSL says is of the first kind
        raise UserError(
            "The files of the safe connection cannot be used.",
            "They are an authority, a certificate and its key without a password, each in PEM.",
        ) from error


def _unusable(cluster: Cluster, error: Exception) -> UserError:
    """Return the sentence for an address that the library refuses."""
    if isinstance(error, TypeError) and cluster.address.startswith("tls:"):
        return UserError(
            f"“{cluster.address}” wants a safe connection, and no certificates are named.",
            "Give --cluster-ca, --cluster-cert and --cluster-key.",
        )
    return UserError(
        f"“{cluster.address}” is no address of a cluster.", "Write it like tcp://scheduler.example:8786."
    )


def _certificate_words(error: BaseException | None) -> str:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return ", or not one that can prove who it is"
        error = error.__cause__ or error.__context__
    return ""
