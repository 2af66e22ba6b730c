"""The Django application that holds the templates, tags and built assets."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    """Nothing to configure: no models, no start-up work."""

    name = "broadhurst.foundation.govuk"
    label = "govuk"
