"""Pages to follow up a request until it is answered and done."""

from broadhurst.capabilities.liaison.commands.add_note import AddNoteForm, add_note
from broadhurst.capabilities.liaison.commands.agree_extension import (
    AgreeExtensionForm,
    agree_extension,
)
from broadhurst.capabilities.liaison.commands.ask_extension import AskExtensionForm, ask_extension
from broadhurst.capabilities.liaison.commands.chase import ChaseForm, chase
from broadhurst.capabilities.liaison.commands.refuse_extension import (
    RefuseExtensionForm,
    refuse_extension,
)
from broadhurst.capabilities.liaison.commands.withdraw_extension import (
    WithdrawExtensionForm,
    withdraw_extension,
)
from broadhurst.capabilities.liaison.pages.requests import about
from broadhurst.foundation.doors import web

add_note_page = web.verb(
    AddNoteForm, add_note, about, "Add a progress note", "Add note", "The note is added."
)
chase_page = web.verb(
    ChaseForm,
    chase,
    about,
    "Chase this request",
    "Chase request",
    "The other lead is reminded.",
    intro="We notify the other lead. You can chase a request once a day.",
)
ask_extension_page = web.verb(
    AskExtensionForm,
    ask_extension,
    about,
    "Ask for more time",
    "Ask for more time",
    "You asked for more time. The deadline stays until the other lead agrees.",
)
agree_extension_page = web.verb(
    AgreeExtensionForm,
    agree_extension,
    about,
    "Agree to more time",
    "Agree to more time",
    "You agreed to more time. The deadline has moved.",
)
refuse_extension_page = web.verb(
    RefuseExtensionForm,
    refuse_extension,
    about,
    "Refuse more time",
    "Refuse more time",
    "You refused more time. The deadline stays.",
)
withdraw_extension_page = web.verb(
    WithdrawExtensionForm,
    withdraw_extension,
    about,
    "Stop asking for more time",
    "Stop asking",
    "You no longer ask for more time. The deadline stays.",
)
