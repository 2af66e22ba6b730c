"""The verbs of court orders, at the API and the terminal."""

from broadhurst.capabilities.orders.api import as_entry, as_order
from broadhurst.capabilities.orders.cli import stage_of
from broadhurst.capabilities.orders.commands.close_breach import CloseBreachForm, close_breach
from broadhurst.capabilities.orders.commands.correct_order import CorrectOrderForm, correct_order
from broadhurst.capabilities.orders.commands.end_order import EndOrderForm, end_order
from broadhurst.capabilities.orders.commands.name_monitor import NameMonitorForm, name_monitor
from broadhurst.capabilities.orders.commands.record_breach import RecordBreachForm, record_breach
from broadhurst.capabilities.orders.commands.record_check import RecordCheckForm, record_check
from broadhurst.capabilities.orders.commands.record_order import RecordOrderForm, record_order
from broadhurst.capabilities.orders.commands.vary_order import VaryOrderForm, vary_order
from broadhurst.capabilities.orders.commands.withdraw_entry import WithdrawEntryForm, withdraw_entry
from broadhurst.capabilities.orders.commands.withdraw_order import WithdrawOrderForm, withdraw_order
from broadhurst.capabilities.orders.queries.orders import entries, orders
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
ORDER = Subject("order", "/orders/{ref}", lambda _actor: orders())
ENTRY = Subject("entry", "/order-entries/{ref}", lambda _actor: entries())

VERBS = (
    Verb(
        "record-order", RecordOrderForm, record_order, OCG, "Record a court order", as_order,
        status=201, says=stage_of
    ),
    Verb(
        "record-check", RecordCheckForm, record_check, ORDER, "Record a check of an order",
        as_order, says=stage_of
    ),
    Verb(
        "record-breach", RecordBreachForm, record_breach, ORDER, "Record a breach of an order",
        as_order, says=stage_of
    ),
    Verb(
        "vary-order", VaryOrderForm, vary_order, ORDER, "Record a variation of an order",
        as_order, says=stage_of
    ),
    Verb("end-order", EndOrderForm, end_order, ORDER, "End an order", as_order, says=stage_of),
    Verb(
        "name-monitor", NameMonitorForm, name_monitor, ORDER, "Name who monitors an order",
        as_order, says=stage_of
    ),
    Verb(
        "correct-order", CorrectOrderForm, correct_order, ORDER, "Correct an order", as_order,
        says=stage_of
    ),
    Verb(
        "withdraw-order", WithdrawOrderForm, withdraw_order, ORDER, "Withdraw an order", as_order,
        says=stage_of
    ),
    Verb(
        "close-breach", CloseBreachForm, close_breach, ENTRY, "Record the outcome of a breach",
        as_entry,
        says="The outcome of breach {.ref} is recorded.".format,
    ),
    Verb(
        "withdraw-entry", WithdrawEntryForm, withdraw_entry, ENTRY,
        "Withdraw an entry of an order", as_entry,
        says="Entry {.ref} is withdrawn.".format,
    ),
    VerbOnEach(
        "name-monitors", NameMonitorForm, name_monitor, "order", lambda _actor: orders(),
        "Name who monitors several orders", "/orders/name-monitors"
    ),
)  # fmt: skip
