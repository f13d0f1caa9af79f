"""One environment for every run: no user's settings, no locale, no zone, no clock, no random hash."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# What could make two machines, or two runs on one, write different bytes.
_FIXED: Mapping[str, str] = {
    "COLUMNS": "100",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "315532800",
    "TZ": "UTC",
}
_DROPPED = ("JUPYTER_PATH", "LANGUAGE", "PYTHONSTARTUP", "PYTHONWARNINGS")
_KERNEL = """\
c = get_config()
c.IPKernelApp.extensions = ["trstudy.reporting.kernel"]
c.InlineBackend.figure_formats = set()
c.HistoryManager.enabled = False
c.IPKernelApp.log_level = "CRITICAL"
"""


@contextmanager
def settled() -> Iterator[None]:
    """Give the processes that start within the block the same environment on every machine.

    Jupyter, IPython and matplotlib read their settings from a folder of their own, which goes with the
    block; sockets in it cannot collide with another run's.
    """
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="trstudy-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "ipython" / "profile_default"
        profile.mkdir(parents=True)
        (profile / "ipython_kernel_config.py").write_text(_KERNEL, encoding="utf-8")
        (folder / "matplotlibrc").write_text("svg.hashsalt: trstudy\n", encoding="utf-8")
        os.environ.update(_FIXED)
        os.environ.update(
            dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"), name)
        )
        os.environ.update(IPYTHONDIR=str(profile.parent), MATPLOTLIBRC=str(folder / "matplotlibrc"))
        for variable in _DROPPED:
            os.environ.pop(variable, None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
