"""Commands for the actions of inspections, with the record that each is about."""

from types import ModuleType

import click

from broadhurst.capabilities.inspections.cli.finding import (
    ON_BOTH,
    ON_EVIDENCE,
    ON_FINDING,
    ON_PARAGRAPH,
    ON_REPORT,
    ON_RESPONSE,
    ON_SHARED,
)
from broadhurst.capabilities.inspections.commands import (
    add_evidence,
    address,
    answer,
    assign_finding,
    choose_paragraphs,
    clear,
    comment,
    correct_act,
    correct_elsewhere,
    correct_our_status,
    correct_response,
    draft,
    edit_finding,
    edit_paragraph,
    edit_report,
    invite_comments,
    open_response,
    publish,
    readdress_finding,
    record_act,
    record_elsewhere,
    record_finding,
    record_grade,
    record_report,
    record_sending,
    remove_finding,
    remove_report,
    return_for_changes,
    set_our_status,
    share_answer,
    withdraw_act,
    withdraw_evidence,
    withdraw_finding,
    withdraw_paragraph,
    withdraw_report,
    withdraw_response,
    withdraw_shared_answer,
    write_paragraph,
)
from broadhurst.foundation.doors import cli

ON_NOTHING: dict[str, cli.Find] = {}
ABOUT = (
    (ON_NOTHING, (record_report, write_paragraph)),
    (
        ON_REPORT,
        (record_finding, open_response, record_elsewhere, record_grade, edit_report,
         remove_report, withdraw_report),
    ),
    (
        ON_FINDING,
        (record_act, correct_act, withdraw_act, set_our_status, assign_finding, correct_our_status,
         edit_finding, readdress_finding, remove_finding, withdraw_finding),
    ),
    (
        ON_RESPONSE,
        (invite_comments, comment, address, draft, choose_paragraphs, clear,
         return_for_changes, publish,
         record_sending, correct_response, correct_elsewhere, withdraw_response),
    ),
    (ON_BOTH, (answer, add_evidence, share_answer)),
    (ON_SHARED, (withdraw_shared_answer,)),
    (ON_EVIDENCE, (withdraw_evidence,)),
    (ON_PARAGRAPH, (edit_paragraph, withdraw_paragraph)),
)  # fmt: skip


def _verb(module: ModuleType, finds: dict[str, cli.Find]) -> click.Command:
    """Return the command of a module.

    Its form and function are named after the module.
    """
    name = module.__name__.rpartition(".")[2]
    form = getattr(module, f"{name.title().replace('_', '')}Form")
    return cli.verb(name.replace("_", "-"), form, getattr(module, name), finds=finds, says=str)


VERBS = [_verb(module, finds) for finds, modules in ABOUT for module in modules]
