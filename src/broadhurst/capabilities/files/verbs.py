"""The verbs of files, at the API and the terminal."""

from broadhurst.capabilities.files.api import as_file
from broadhurst.capabilities.files.commands.correct_file import CorrectFileForm, correct_file
from broadhurst.capabilities.files.commands.withdraw_file import WithdrawFileForm, withdraw_file
from broadhurst.capabilities.files.queries.files import files
from broadhurst.foundation.doors.verbs import Subject, Verb

FILE = Subject("file", "/files/{ref}", lambda _actor: files())

VERBS = (
    Verb(
        "correct", CorrectFileForm, correct_file, FILE, "Correct the description of a file",
        as_file,
        says="The description of file {.ref} is corrected.".format,
    ),
    Verb(
        "withdraw", WithdrawFileForm, withdraw_file, FILE, "Withdraw a file", as_file,
        says="File {.ref} is withdrawn.".format,
    ),
)  # fmt: skip
