"""Sign-in, your own account, and administration."""

from django.urls import path

from broadhurst.capabilities.establishment.pages import (
    account,
    districts,
    jobs,
    officers,
    organisations,
    posts,
    sign_in,
)

ADMIN = "administration/"
AGENCY, UNIT = f"{ADMIN}organisations/<str:ref>/", f"{ADMIN}units/<str:ref>/"
DISTRICT, OFFICER = f"{ADMIN}districts/<str:ref>/", f"{ADMIN}officers/<str:ref>/"
POST, APPOINTMENT = f"{ADMIN}posts/<str:ref>/", f"{ADMIN}appointments/<str:ref>/"

app_name = "establishment"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("postings/", sign_in.postings, name="postings"),
    path("account/", account.account_page, name="account"),
    path("account/password/", account.change_password_page, name="change_password"),
    path("token/", account.token_page, name="token"),
    path("tokens/revoke/", account.revoke_tokens_page, name="revoke_tokens"),
    path("tokens/<str:ref>/revoke/", account.revoke_token_page, name="revoke_token"),
    path("sessions/<str:ref>/end/", account.end_session_page, name="end_session"),
    path(ADMIN, organisations.administration_page, name="administration"),
    path(f"{ADMIN}organisations/", organisations.organisations_page, name="organisations"),
    path(f"{ADMIN}open-organisation/", organisations.open_agency_page, name="open_agency"),
    path(AGENCY, organisations.organisation_page, name="organisation"),
    path(f"{AGENCY}edit/", organisations.edit_agency_page, name="edit_agency"),
    path(f"{AGENCY}close/", organisations.close_agency_page, name="close_agency"),
    path(f"{AGENCY}begin-oversight/", organisations.begin_oversight_page, name="begin_oversight"),
    path(f"{AGENCY}end-oversight/", organisations.end_oversight_page, name="end_oversight"),
    path(f"{AGENCY}join-region/", organisations.join_region_page, name="join_region"),
    path(f"{AGENCY}leave-region/", organisations.leave_region_page, name="leave_region"),
    path(f"{AGENCY}open-unit/", organisations.open_unit_page, name="open_unit"),
    path(f"{AGENCY}open-district/", districts.open_district_page, name="open_district"),
    path(f"{DISTRICT}edit/", districts.edit_district_page, name="edit_district"),
    path(f"{DISTRICT}close/", districts.close_district_page, name="close_district"),
    path(UNIT, organisations.unit_page, name="unit"),
    path(f"{UNIT}edit/", organisations.edit_unit_page, name="edit_unit"),
    path(f"{UNIT}close/", organisations.close_unit_page, name="close_unit"),
    path(f"{ADMIN}officers/", officers.officers_page, name="officers"),
    path(f"{ADMIN}enrol/", officers.enrol_page, name="enrol"),
    path(OFFICER, officers.officer_page, name="officer"),
    path(f"{OFFICER}edit/", officers.edit_officer_page, name="edit_officer"),
    path(f"{OFFICER}post/", officers.post_page, name="post"),
    path(f"{OFFICER}reopen/", officers.reopen_account_page, name="reopen_account"),
    path(f"{OFFICER}password/", officers.reset_password_page, name="reset_password"),
    path(f"{ADMIN}postings/<str:ref>/change/", officers.change_posting_page, name="change_posting"),
    path(f"{ADMIN}units/", organisations.units_page, name="units"),
    path(f"{ADMIN}posts/", posts.posts_page, name="posts"),
    path(f"{AGENCY}open-post/", posts.open_post_page, name="open_post"),
    path(f"{POST}edit/", posts.edit_post_page, name="edit_post"),
    path(f"{POST}close/", posts.close_post_page, name="close_post"),
    path(f"{POST}withdraw/", posts.withdraw_post_page, name="withdraw_post"),
    path(f"{POST}appoint/", posts.appoint_page, name="appoint"),
    path(f"{ADMIN}appointments/", posts.appointments_page, name="appointments"),
    path(f"{APPOINTMENT}end/", posts.end_appointment_page, name="end_appointment"),
    path(f"{APPOINTMENT}correct/", posts.correct_appointment_page, name="correct_appointment"),
    path(f"{APPOINTMENT}withdraw/", posts.withdraw_appointment_page, name="withdraw_appointment"),
    path(f"{ADMIN}tokens/", officers.tokens_page, name="tokens"),
    path(f"{ADMIN}jobs/", jobs.jobs_page, name="jobs"),
]
