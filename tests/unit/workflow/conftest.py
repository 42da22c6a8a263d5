"""What tests of the workflow share: one cluster on this machine, of which they start workers and lose them."""

import pytest

from auditor.workflow.books import records
from auditor.workflow.resources import rules_folder


@pytest.fixture(scope="session")
def remembered():
    """The rules have been read here before, so that no worker spends its time on that."""
    return records(str(rules_folder()))


@pytest.fixture(scope="session")
def cluster(tmp_path_factory, remembered):
    """A scheduler that no test may end; each says how many workers it wants."""
    from .cluster_processes import Processes  # its library takes a second, and most tests need none of it

    processes = Processes(tmp_path_factory.mktemp("cluster"))
    yield processes
    processes.end()
