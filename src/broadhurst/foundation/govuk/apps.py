"""The Django application that holds the templates, tags and built assets."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    """The application has no models and no start-up code."""

    name = "broadhurst.foundation.govuk"
    label = "govuk"
