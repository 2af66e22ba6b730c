"""Load the site in each web worker of `broadhurst serve`."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from broadhurst.config.front import SPARE, WAITING, Front
from broadhurst.config.server import Application, leave_signals_to_the_server
from broadhurst.foundation.gc_tuning import freeze_heap, without_collecting
from broadhurst_linkage.matcher import Matcher


def server_threads(threads: int) -> int:
    """Return how many threads the server needs for this many threads of the site."""
    return threads + WAITING + SPARE


def in_worker(threads: int) -> Application:
    """Load the site in a worker.

    The matcher is compiled here, so that the first check does not wait for it.
    """
    leave_signals_to_the_server()
    with without_collecting():
        site = get_wsgi_application()
        Matcher.default().warm()
    freeze_heap()
    return Front(site, threads=threads, seconds=settings.REQUEST_SECONDS)
