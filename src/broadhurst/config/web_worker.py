"""Load the site in each web worker of `broadhurst serve`."""

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from broadhurst.config.front import SPARE, WAITING, Front
from broadhurst.config.server import Application, leave_signals_to_the_server
from broadhurst.foundation.gc_tuning import freeze_heap, without_collecting
from broadhurst.foundation.jobs.registry import load_jobs
from broadhurst_linkage.matcher import Matcher


def server_threads(threads: int) -> int:
    """Return how many threads the server needs for this many threads of the site."""
    return threads + WAITING + SPARE


def in_worker(threads: int) -> Application:
    """Load the site in a worker.

    Pages and jobs are imported and the matcher is compiled here, so that no request waits for it.
    """
    leave_signals_to_the_server()
    with without_collecting():
        site = get_wsgi_application()
        import_module(settings.ROOT_URLCONF)
        load_jobs()
        Matcher.default().warm()
    freeze_heap()
    return Front(site, threads=threads, seconds=settings.REQUEST_SECONDS)
