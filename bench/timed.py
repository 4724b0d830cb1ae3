"""Run a command and print, as JSON, the seconds it took, its processor time and the most memory one process had.

    python bench/timed.py COMMAND...

Processes that the command started and did not wait for are counted too (on Linux).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER: orphans of this process become its children, so that it can wait for them."""


def main() -> int:
    """Run the command line behind our name."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    begun = time.monotonic()
    done = subprocess.run(sys.argv[1:], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall = time.monotonic() - begun
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}))
    sys.stderr.buffer.write(done.stderr if done.returncode else b"")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
