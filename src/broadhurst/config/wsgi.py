"""The site as WSGI: `granian --interface wsgi broadhurst.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")

application = get_wsgi_application()
