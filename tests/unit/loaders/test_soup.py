"""What BeautifulSoup seldom needs is loaded late, and whoever inspects modules does not wake it."""

import subprocess
import sys

ASKS = """
import sys
import PySide6.QtCore, inspect
from auditor.loaders.soup import BeautifulSoup
late = [m for m in list(sys.modules.values()) if type(m).__name__ == "_Late"]
assert [inspect.unwrap(m) for m in late] == late
print(BeautifulSoup("<p class=a>x</p>", "lxml").select_one("p.a").text, "soupsieve" in sys.modules)
"""


def test_choosing_by_css_works_after_other_libraries_have_inspected_every_module():
    done = subprocess.run([sys.executable, "-c", ASKS], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("x True", "")
