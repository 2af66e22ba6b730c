from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "broadhurst.capabilities.leads"
    label = "leads"
