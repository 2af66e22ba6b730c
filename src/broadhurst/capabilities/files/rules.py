"""Rules of files: size and type, and who changes or downloads one. Pure."""

from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

SCANNER_IS_SILENT = "The virus scanner does not answer. Try again in a few minutes."
UNREADABLE = "The file could not be read from storage. Tell your administrator."
DIFFERS = (
    "The stored file is not the one that was added: its SHA-256 differs. Tell your administrator."
)


def objections_to_record(is_open: bool) -> list[str]:
    """Say that files are for those who see the whole record."""
    return [] if is_open else ["You can no longer see this record. Nothing was saved."]


def objections_to_file(size: int, most: int, *, is_program: bool) -> list[str]:
    """Say why a file cannot be added, before it is scanned."""
    if size > most:
        return at("file", f"The file must be {most // 1_000_000} MB or smaller.")
    if is_program:
        return at("file", "This file is a program. Add a document, picture or recording.")
    return []


def objections_to_virus(virus: str) -> list[str]:
    """Say that a file with a virus is not kept."""
    infected = f"The virus scanner found {virus} in this file. It was not saved."
    return at("file", infected) if virus else []


def objections_to_description(text: str) -> list[str]:
    """Say why a description cannot be saved."""
    return at("description", objections_to_text(text))


def objections_to_download(file: Any) -> list[str]:
    """Say that a withdrawn file cannot be downloaded."""
    return [f"This file was withdrawn: {file.withdrawn_because}"] if file.withdrawn_at else []


def objections_to_change(actor: Any, file: Any) -> list[str]:
    """Say why an actor cannot correct or withdraw a file."""
    if file.withdrawn_at:
        return ["This file was withdrawn already."]
    if file.added_by_id != actor.officer.pk and file.unit_id != actor.unit.pk:
        return ["Only the officer who added a file, or an officer of their unit, can do this."]
    return []


def objections_to_new_description(was: str, now: str) -> list[str]:
    """Say that a correction changes something."""
    return (
        at("description", "You have not changed the description. Change it, or go back.")
        if was == now
        else []
    )
