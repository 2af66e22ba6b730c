"""The bench still runs: a hundredth of its register, a few readings, no times asserted."""

import os
import subprocess
import sys

from django.conf import settings

SMALL = ("--scale", "0.01", "--runs", "4", "--accepts", "1")


def test_the_bench_fills_measures_and_prints() -> None:
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": settings.STORE.owner_url,
        "DATABASE_URL": settings.STORE.application_url,
    }
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench", *SMALL], env=environment, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    for expected in ("Accept a transfer", "EXISTS over grants", "as wall_refresh derives them"):
        assert expected in told.stdout
