from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import BusyError
from summarizer.store import only_run

HOLD = """
import sys, time
from pathlib import Path
from summarizer.store import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """While another process holds the store nobody gets in; once it is killed, one does."""
    store = tmp_path / "brief.db"
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdout=subprocess.PIPE, text=True
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    with pytest.raises(BusyError, match="another run") as told, only_run(store):
        pass
    assert told.value.exit_code == 5
    os.kill(held.pid, signal.SIGKILL)
    held.wait()
    held.stdout.close()
    with only_run(store):
        pass
    with only_run(store):
        pass
