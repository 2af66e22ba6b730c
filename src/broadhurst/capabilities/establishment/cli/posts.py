"""Commands for the posts of chief officers and their appointments."""

from broadhurst.capabilities.establishment.cli.finding import (
    Finds,
    Verb,
    a_post,
    an_agency,
    an_appointment,
)
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

POST: Finds = {"post": a_post}
APPOINTMENT: Finds = {"appointment": an_appointment}
POSTS: tuple[Verb, ...] = (
    ("open-post", OpenPostForm, open_post, {"agency": an_agency}, ""),
    ("edit-post", EditPostForm, edit_post, POST, ""),
    ("close-post", ClosePostForm, close_post, POST, ""),
    ("withdraw-post", WithdrawPostForm, withdraw_post, POST, ""),
    ("appoint", AppointForm, appoint, POST, ""),
    ("end-appointment", EndAppointmentForm, end_appointment, APPOINTMENT, ""),
    ("correct-appointment", CorrectAppointmentForm, correct_appointment, APPOINTMENT, ""),
    ("withdraw-appointment", WithdrawAppointmentForm, withdraw_appointment, APPOINTMENT, ""),
)
