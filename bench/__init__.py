"""The bench: what is measured, against what (README.md), in a database of its own."""

import os

import django

from broadhurst.config.database import renamed, store

NAME = "broadhurst_bench"

# The settings read where the database is when they are first asked, so it is named here, before.
_server = store()
os.environ["DATABASE_OWNER_URL"] = renamed(_server.owner_url, NAME)
os.environ["DATABASE_URL"] = renamed(_server.application_url, NAME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")
django.setup()
