"""The highest memory this process has held, since a mark that can be set (Linux)."""

from __future__ import annotations

import resource


def forget_peak() -> None:
    """Set the kernel's high-water mark back to what is held now; elsewhere than on Linux nothing happens."""
    try:
        with open("/proc/self/clear_refs", "w") as stream:
            stream.write("5")
    except OSError:
        return


def peak_kib() -> int:
    """The highest resident memory since `forget_peak`, or since the start where that does nothing. KiB."""
    try:
        with open("/proc/self/status") as stream:
            for line in stream:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
