"""Time and memory of this process and its children, from /proc."""

import os
import threading
import time
from pathlib import Path


def seconds_since_start() -> float:
    """Since the kernel started this process, the interpreter's own start and all imports included (resolution 10 ms)."""
    fields = Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            try:
                found += family(int(child))
            except OSError:
                continue
    return found


def proportional_kib(pid: int) -> int:
    """Resident memory, pages shared by n processes counted 1/n; 0 when the process has ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def own_peak_mib() -> float:
    """The largest resident size of this process alone since its start (VmHWM)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def restart_peak_mib() -> float:
    """Makes the largest resident size (VmHWM) start again from the present one where the kernel allows it; gives the present one."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


class MemoryWatch:
    """Samples the memory of this process and its children once a second; rare enough not to slow them."""

    def __init__(self) -> None:
        self.peak_kib = 0
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.thread.join()

    def run(self) -> None:
        while not self.stopped.wait(1.0):
            self.sample()

    def sample(self) -> None:
        self.peak_kib = max(self.peak_kib, sum(proportional_kib(pid) for pid in family(os.getpid())))

    def fields(self) -> dict[str, float]:
        """The figures for the line of JSON; takes a last sample, so call it while the workers still live."""
        self.sample()
        return {"peak_rss_mb": round(self.peak_kib / 1024, 1), "main_peak_rss_mb": round(own_peak_mib(), 1)}
