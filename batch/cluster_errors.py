"""What can be wrong with a cluster, in words for the one who set it up."""

from __future__ import annotations

from pathlib import Path

from models.bilingual import Bilingual
from models.status import SopscanError

_START = Bilingual(
    "jalankan penjadwal dan pekerjanya seperti di docs/cluster.md",
    "start scheduler and workers as docs/cluster.md says",
)


class ClusterError(SopscanError):
    """The cluster is not there, or its machines are not alike. What was finished is kept."""

    exit_code = 3


def no_package() -> ClusterError:
    return ClusterError(
        "no-dask",
        Bilingual("paket untuk --scheduler belum terpasang", "the package for --scheduler is not installed"),
        Bilingual('pasang dengan: pip install "sopscan[cluster]"', 'get it with: pip install "sopscan[cluster]"'),
        stage="batch",
    )


def unreachable(address: str, error: Exception) -> ClusterError:
    reason = str(error) or type(error).__name__
    return ClusterError(
        "cluster-unreachable",
        Bilingual(f"tidak ada penjadwal Dask di {address} ({reason})", f"no Dask scheduler at {address} ({reason})"),
        _START,
        stage="batch",
    )


def lost(address: str) -> ClusterError:
    return ClusterError(
        "cluster-lost",
        Bilingual(
            f"hubungan dengan penjadwal {address} terputus", f"the connection to the scheduler {address} is lost"
        ),
        Bilingual(
            "jalankan lagi perintah yang sama; yang sudah selesai tidak diulang",
            "run the same command again; what is done is not done again",
        ),
        stage="batch",
    )


def no_workers(address: str) -> ClusterError:
    return ClusterError(
        "cluster-without-workers",
        Bilingual(f"penjadwal {address} tidak punya pekerja", f"the scheduler {address} has no workers"),
        _START,
        stage="batch",
    )


def other_version(host: str, theirs: str, ours: str) -> ClusterError:
    return ClusterError(
        "cluster-version",
        Bilingual(
            f"di {host} terpasang sopscan {theirs}, di sini {ours}", f"{host} has sopscan {theirs}, here is {ours}"
        ),
        Bilingual("pasang versi yang sama di semua mesin", "install the same version on all machines"),
        stage="batch",
    )


def inputs_not_shared(host: str, root: Path) -> ClusterError:
    return ClusterError(
        "inputs-not-shared",
        Bilingual(f"{host} tidak melihat folder {root}", f"{host} does not see the folder {root}"),
        Bilingual(
            "kaitkan (mount) folder arsip di jalur yang sama pada semua mesin",
            "mount the archive's folder at the same path on all machines",
        ),
        stage="batch",
    )


def task_failed(error: BaseException) -> ClusterError:
    return ClusterError(
        "cluster-task-failed",
        Bilingual(
            f"pekerja klaster gagal ({type(error).__name__}: {error})",
            f"a worker of the cluster failed ({type(error).__name__}: {error})",
        ),
        Bilingual(
            "pasang sopscan dan paketnya dalam versi yang sama di semua mesin",
            "install sopscan and its packages in the same versions on all machines",
        ),
        stage="batch",
    )
