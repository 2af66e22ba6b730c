"""The verbs of the posts of chief officers and their appointments."""

from broadhurst.capabilities.establishment.api.shapes import as_appointment, as_post
from broadhurst.capabilities.establishment.commands.appoint import AppointForm, appoint
from broadhurst.capabilities.establishment.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.establishment.commands.correct_appointment import (
    CorrectAppointmentForm,
    correct_appointment,
)
from broadhurst.capabilities.establishment.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.establishment.commands.end_appointment import (
    EndAppointmentForm,
    end_appointment,
)
from broadhurst.capabilities.establishment.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.establishment.commands.withdraw_appointment import (
    WithdrawAppointmentForm,
    withdraw_appointment,
)
from broadhurst.capabilities.establishment.commands.withdraw_post import (
    WithdrawPostForm,
    withdraw_post,
)
from broadhurst.capabilities.establishment.queries.administering import appointments_in, posts_in
from broadhurst.capabilities.establishment.verbs.organisations import AGENCY
from broadhurst.foundation.doors.verbs import Subject, Verb

POST = Subject("post", "/posts/{ref}", posts_in)
APPOINTMENT = Subject("appointment", "/appointments/{ref}", appointments_in)

POSTS = (
    Verb(
        "open-post", OpenPostForm, open_post, AGENCY, "Add a chief officer's post", as_post,
        status=201,
        says="Post {0.ref} ({0.title}) is saved. Appoint an officer to it.".format,
    ),
    Verb(
        "edit-post", EditPostForm, edit_post, POST, "Correct a post", as_post,
        address="/posts/{ref}/edit",
        says="Post {0.ref} ({0.title}) is corrected.".format,
    ),
    Verb(
        "close-post", ClosePostForm, close_post, POST, "End a post", as_post,
        address="/posts/{ref}/close",
        says="The last day of post {0.ref} ({0.title}) is saved.".format,
    ),
    Verb(
        "withdraw-post", WithdrawPostForm, withdraw_post, POST,
        "Withdraw a post recorded in error", as_post, address="/posts/{ref}/withdraw",
        says="Post {0.ref} ({0.title}) is withdrawn.".format,
    ),
    Verb(
        "appoint", AppointForm, appoint, POST, "Appoint a chief officer", as_appointment,
        status=201,
        says="Appointment {0.ref} of {0.officer} is saved.".format,
    ),
    Verb(
        "end-appointment", EndAppointmentForm, end_appointment, APPOINTMENT, "End an appointment",
        as_appointment, address="/appointments/{ref}/end",
        says="The last day of appointment {0.ref} of {0.officer} is saved.".format,
    ),
    Verb(
        "correct-appointment", CorrectAppointmentForm, correct_appointment, APPOINTMENT,
        "Correct an appointment", as_appointment, address="/appointments/{ref}/correct",
        says="Appointment {0.ref} of {0.officer} is corrected.".format,
    ),
    Verb(
        "withdraw-appointment", WithdrawAppointmentForm, withdraw_appointment, APPOINTMENT,
        "Withdraw an appointment recorded in error", as_appointment,
        address="/appointments/{ref}/withdraw",
        says="Appointment {0.ref} of {0.officer} is withdrawn.".format,
    ),
)  # fmt: skip
