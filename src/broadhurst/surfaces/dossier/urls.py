"""Addresses of the pages of one OCG, one for each part."""

from django.urls import path

from broadhurst.foundation.record_copies import pages as record_copies
from broadhurst.surfaces.dossier import pages
from broadhurst.surfaces.dossier.ocg_on_paper import OCG_COPY

app_name = "dossier"
urlpatterns = [
    path("ocgs/<str:ref>/", pages.overview, name="ocg"),
    path("ocgs/<str:ref>/copy.<str:form>", record_copies.page(OCG_COPY), name="ocg_copy"),
    path("ocgs/<str:ref>/overview/", pages.one_page, name="ocg_on_one_page"),
    path("ocgs/<str:ref>/leads/", pages.leads, name="ocg_leads"),
    path("ocgs/<str:ref>/people/", pages.people, name="ocg_people"),
    path("ocgs/<str:ref>/links/", pages.links, name="ocg_links"),
    path("ocgs/<str:ref>/plan/", pages.plan, name="ocg_plan"),
    path("ocgs/<str:ref>/disruptions/", pages.disruptions, name="ocg_disruptions"),
    path("ocgs/<str:ref>/timeline/", pages.timeline, name="ocg_timeline"),
    path("ocgs/<str:ref>/tasking/", pages.tasking, name="ocg_tasking"),
    path("ocgs/<str:ref>/liaison/", pages.liaison, name="ocg_liaison"),
    path("ocgs/<str:ref>/deconfliction/", pages.deconfliction, name="ocg_deconfliction"),
    path("ocgs/<str:ref>/safeguarding/", pages.safeguarding, name="ocg_safeguarding"),
    path("ocgs/<str:ref>/handover/", pages.handover, name="ocg_handover"),
    path("ocgs/<str:ref>/who-can-see/", pages.who_can_see, name="ocg_who_can_see"),
]
