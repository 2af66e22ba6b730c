"""Rules for published totals. Pure."""

from collections.abc import Collection

LOADERS = ("coordinator", "inspectorate_liaison", "policing_body", "chief_officer", "administrator")


def objections_to_load(roles: Collection[str]) -> list[str]:
    """Say why an actor cannot load published totals: they have no role that answers for figures."""
    if set(roles) & set(LOADERS):
        return []
    return [
        "Only an OCG coordinator, inspectorate liaison officer, policing body officer, chief "
        "officer or administrator of the service can do this."
    ]
