from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "broadhurst.capabilities.deconfliction"
    label = "deconfliction"
