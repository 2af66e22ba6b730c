"""Pages of scoring schemes and review policies, and of why an OCG was in a tier."""

from django.urls import path

from broadhurst.capabilities.scoring import pages

app_name = "scoring"
urlpatterns = [
    path("scoring/", pages.scoring_page, name="scoring"),
    path("scoring/draft-scheme/", pages.draft_scheme_page, name="draft_scheme"),
    path("scoring/draft-cadence/", pages.draft_cadence_page, name="draft_cadence"),
    path("schemes/<str:ref>/", pages.scheme_page, name="scheme"),
    path("schemes/<str:ref>/edit/", pages.edit_scheme_page, name="edit_scheme"),
    path("schemes/<str:ref>/approve/", pages.approve_scheme_page, name="approve_scheme"),
    path("schemes/<str:ref>/withdraw/", pages.withdraw_scheme_page, name="withdraw_scheme"),
    path("cadences/<str:ref>/approve/", pages.approve_cadence_page, name="approve_cadence"),
    path("cadences/<str:ref>/withdraw/", pages.withdraw_cadence_page, name="withdraw_cadence"),
    path("ocgs/<str:ref>/tier/", pages.tier_page, name="tier"),
]
