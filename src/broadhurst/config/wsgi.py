"""The site as a WSGI application. `broadhurst serve` puts a front before it (config/front)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")

application = get_wsgi_application()
