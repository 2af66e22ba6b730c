"""Help for each role, the accessibility statement and the privacy notice."""

from django.urls import path

from broadhurst.surfaces.help import pages

app_name = "help"
urlpatterns = [
    path("help/", pages.help_page, name="help"),
    path("help/words/", pages.words_page, name="words"),
    path("help/<str:role>/", pages.role_page, name="help_for_role"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
