"""Pages of the register, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.register.pages import ocgs

app_name = "register"
urlpatterns = [
    path("ocgs/register/", ocgs.register_page, name="register"),
    path("ocgs/name-leads/", ocgs.name_leads_page, name="name_leads"),
    path("ocgs/<str:ref>/edit/", ocgs.edit_page, name="edit_ocg"),
    path("ocgs/<str:ref>/name-lead/", ocgs.name_lead_page, name="name_lead"),
    path("ocgs/<str:ref>/assess/", ocgs.assess_page, name="assess"),
    path("assessments/<str:ref>/moderate/", ocgs.moderate_page, name="moderate"),
]
