from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "broadhurst.foundation.jobs"
    label = "jobs"
