"""The fields of a tracker's columns, and guesses from headings."""

import re
from collections.abc import Mapping, Sequence

from broadhurst.capabilities.imports.sheets import columns as people
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import OCGS, Sheet, spans

# Fields of the OCG. The same OCG has them in each of its rows, or in one of them.
OF_OCG = {
    "ocg_name": "Cover name of the OCG",
    "ocg_ref": "Reference of an OCG on the register, like OCG-7K3QF2",
    "national_ref": "National reference of the OCG",
    "kind": "Kind of threat",
    "threat_types": "Threat types (separated by ;)",
    "districts": "Districts (separated by ;)",
    "description": "Description of the OCG",
    "place": "Address or extent of a location",
    "group": "People at risk of a vulnerability",
    "owner": "Owning unit",
    "sio": "SIO",
    "lro": "LRO",
    "rationale": "Rationale for the scores",
    "plan_aim": "Aim of the 4P plan",
}
# Fields of an action of the plan: one in each row.
OF_ACTION = {
    "action": "Action of the 4P plan",
    "action_p": "P of the action (pursue, prevent, protect or prepare)",
    "action_objective": "Objective of the action",
    "action_unit": "Unit of the action",
    "action_due": "Due date of the action",
}
MEMBERS = "members"
FIELDS = {
    **OF_OCG,
    **OF_ACTION,
    MEMBERS: "Several people in one cell (separated by ;)",
    **people.FIELDS,
}
SCORE = "score_"  # begins the field of a criterion of the scoring scheme
PATTERNS = {
    "ocg_ref": r"(broadhurst|register) (ocg )?(reference|ref|id)|ocg reference on the register",
    "national_ref": r"(national|ncd|apms|urn|ocgm)( ocg)? ?(reference|ref|number|no|urn|id)?"
    r"|ocg (ref(erence)?|number|no|id|urn)",
    "ocg_name": r"ocgs?|(ocg |cover |group |operation )(cover )?name|name of( the)? ocg"
    r"|threat name",
    "kind": r"(kind|type) of (threat|ocg)|threat kind",
    "threat_types": r"(threats?|crimes?|primary)( types?| areas?)|threats?|criminality|offending"
    r"|threat types? .*",
    "districts": r"(ocg )?(districts?|areas?|boroughs?|locations?|bcus?)( .*)?",
    "description": r"description.*|summary|overview|background|intelligence summary",
    "place": r"(address|extent)( or extent)? of( a| the)? location",
    "group": r"people at risk.*|group at risk",
    "owner": r"own(er|ing)( unit| team)?|unit|team",
    "sio": r"(current )?(sio|senior investigating officer)( name)?",
    "lro": r"(current )?(lro|lead responsible officer)( name)?",
    "rationale": r"(score |scoring )?rationale.*",
    "plan_aim": r"(4 ?p )?(plan )?aim( of the( 4 ?p)? plan)?",
    "action": r"actions?( title)?( of the( 4 ?p)? plan)?",
    "action_p": r"4 ?ps?|strand|(4 ?)?p of the action.*",
    "action_objective": r"(plan )?objectives?( of the action)?",
    "action_unit": r"action (owner|unit|team)|unit of the action",
    "action_due": r"(action )?due( date| by| on)?( of the action)?|deadline",
    MEMBERS: r"members?|nominals?|people|subjects|suspects|several people.*",
    "phone": r"(mobile|phone|telephone|contact)( numbers?)?",
}
NEEDED = "Choose the column that holds the cover name or the reference of the OCG."
NEEDED_ON = (
    "Choose the column of the sheet “{}” that holds the cover name, the number or the reference "
    "of the OCG."
)
NAMES = {"name", "first", "middle", "surname"}
BY = ("ocg_ref", "ocg_name", "national_ref")  # the fields that another sheet names an OCG by


def guess(headings: list[str], criteria: Mapping[str, str]) -> list[str]:
    """Return a field for each heading, or "" for a column that is left out.

    `criteria` has the label of each criterion of the scoring scheme, by its key.
    """
    words = [_words(heading) for heading in headings]
    by_label = {_words(label): SCORE + key for key, label in criteria.items()}
    own_fields = [_own(text, by_label) for text in words]
    others = people.guess(
        ["" if field else heading for field, heading in zip(own_fields, headings, strict=True)]
    )
    guessed: list[str] = []
    for field in (mine or other for mine, other in zip(own_fields, others, strict=True)):
        is_taken = field in guessed and field not in people.SEVERAL
        guessed.append(LEFT_OUT if is_taken else field)
    # With a date of birth beside it, “Nominal” holds one person in each row.
    if MEMBERS in guessed and "born" in guessed and not NAMES & set(guessed):
        guessed[guessed.index(MEMBERS)] = "name"
    return guessed


def fields_with(criteria: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with one for each criterion of the scoring scheme."""
    return {**FIELDS, **{SCORE + key: f"Score: {label}" for key, label in criteria.items()}}


def guess_each(
    headings: list[str], criteria: Mapping[str, str], sheets: Sequence[Sheet]
) -> list[str]:
    """Return the guesses for the headings of several sheets."""
    guessed: list[str] = []
    for sheet, columns, _ in spans(sheets):
        sheet_headings = [heading.removeprefix(f"{sheet.title}: ") for heading in headings[columns]]
        fields = guess(sheet_headings, criteria)
        if sheet.kind == "actions" and "action_unit" not in fields:
            fields = ["action_unit" if field == "owner" else field for field in fields]
        guessed += fields
    return guessed


def objections_to_columns(
    chosen: list[str], labels: Mapping[str, str], sheets: Sequence[Sheet] = ()
) -> list[str]:
    """Require one column for each single field, and one that names the OCG, on each sheet."""
    if not sheets:
        return _twice(chosen, labels) + ([] if {"ocg_name", "ocg_ref"} & set(chosen) else [NEEDED])
    objections = []
    for sheet, columns, _ in spans(sheets):
        sheet_fields = chosen[columns]
        objections += [f"{sheet.title}: {problem}" for problem in _twice(sheet_fields, labels)]
        if sheet.kind == OCGS and not {"ocg_name", "ocg_ref"} & set(sheet_fields):
            objections.append(f"{sheet.title}: {NEEDED}")
        elif not set(BY) & set(sheet_fields):
            objections.append(NEEDED_ON.format(sheet.title))
    return objections


def _twice(chosen: list[str], labels: Mapping[str, str]) -> list[str]:
    return [
        f"More than one column is said to hold “{label}”. Choose one of them."
        for field, label in labels.items()
        if field not in people.SEVERAL and chosen.count(field) > 1
    ]


def _own(words: str, by_label: Mapping[str, str]) -> str:
    if (scored := words.removeprefix("score ")) in by_label:
        return by_label[scored]
    return next((name for name, at in PATTERNS.items() if re.fullmatch(at, words)), LEFT_OUT)


def _words(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", heading.lower()).strip()
