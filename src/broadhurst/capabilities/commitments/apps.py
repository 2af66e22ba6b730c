from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "broadhurst.capabilities.commitments"
    label = "commitments"
