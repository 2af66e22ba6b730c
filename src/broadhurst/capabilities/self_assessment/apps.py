from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "broadhurst.capabilities.self_assessment"
    label = "self_assessment"
