"""The site as WSGI: `granian --interface wsgi broadhurst.config.wsgi:application`."""

import os
import signal

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from broadhurst.capabilities.deconfliction.engine.matcher import Matcher
from broadhurst.foundation.collecting import leave_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")

application = get_wsgi_application()


def in_worker() -> WSGIHandler:
    """The site for a worker of `broadhurst serve`: the server above it hears the terminal.

    A terminal tells every process of a command that it is interrupted or closed, and the server
    then tells its workers to stop: a worker told twice at the same moment may never end.
    What a check compiles is compiled before the first one waits for it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    Matcher.default().warm()
    leave_what_is_loaded()
    return application
