"""Two who record the same figure at the same moment record it once."""

import threading

from django.db import IntegrityError, connections

from broadhurst.capabilities.operations.models import Outcome
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.operations.published import an_operation, an_outcome
from tests.people import Cast


def test_one_figure_a_day(committed: Cast) -> None:
    operation = an_operation(committed)
    barrier, outcomes = threading.Barrier(2), []

    def run() -> None:
        try:
            with clock.set_to(NOW):
                barrier.wait()
                an_outcome(committed, operation)
            outcomes.append("done")
        except (Refused, IntegrityError):
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert Outcome.objects.count() == 1
