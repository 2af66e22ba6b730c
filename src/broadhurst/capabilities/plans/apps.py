from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "broadhurst.capabilities.plans"
    label = "plans"
