"""One run of one whole process: wall time, CPU time, peak memory.

As a program of its own (`python3 measure.py FOLDER COMMAND...`) it starts the command in a folder, waits for it, and prints the
figures as JSON. It is one because a process is said to have used at least as much memory as the one that started it, and this one
is small. CPU time counts every process that the command started and waited for; peak memory is that of the largest single one.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Figures:
    wall: float
    cpu: float
    peak_mib: float


def measure(command, folder):
    run = [sys.executable, "-S", "-E", __file__, str(folder), *map(str, command)]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"error: {os.path.basename(command[0])} could not build its site")
    return Figures(**json.loads(done.stdout))


def median(runs):
    """The median of each figure by itself."""
    return Figures(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak_mib")))


def main():
    folder, *command = sys.argv[1:]
    devnull = os.open(os.devnull, os.O_RDWR)
    os.chdir(folder)
    started = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, devnull, 0), (os.POSIX_SPAWN_DUP2, devnull, 1)],
    )
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"exit status {code}")
    print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_mib": used.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
