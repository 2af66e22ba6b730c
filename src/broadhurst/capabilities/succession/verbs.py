"""The verbs of succession, at the API and the terminal."""

from broadhurst.capabilities.succession.api import as_json
from broadhurst.capabilities.succession.cli import counts_line
from broadhurst.capabilities.succession.commands.carry_out import CarryOutForm, carry_out
from broadhurst.capabilities.succession.commands.plan_succession import (
    PlanSuccessionForm,
    plan_succession,
)
from broadhurst.capabilities.succession.commands.rehearse import RehearseForm, rehearse
from broadhurst.capabilities.succession.commands.withdraw_succession import (
    WithdrawSuccessionForm,
    withdraw_succession,
)
from broadhurst.capabilities.succession.queries import successions
from broadhurst.foundation.doors.verbs import Subject, Verb

SUCCESSION = Subject("succession", "/successions/{ref}", lambda _actor: successions())

VERBS = (
    Verb(
        "plan-succession", PlanSuccessionForm, plan_succession, None, "Plan a succession", as_json,
        status=201, address="/successions",
        says="Succession {.ref} is planned. Next, make a dry run.".format,
    ),
    Verb(
        "rehearse", RehearseForm, rehearse, SUCCESSION, "Make a dry run", as_json,
        says=counts_line
    ),
    Verb(
        "carry-out", CarryOutForm, carry_out, SUCCESSION, "Carry out a succession", as_json,
        says=counts_line
    ),
    Verb(
        "withdraw-succession", WithdrawSuccessionForm, withdraw_succession, SUCCESSION,
        "Withdraw a succession", as_json, address="/successions/{ref}/withdraw",
        says="Succession {.ref} is withdrawn.".format,
    ),
)  # fmt: skip
