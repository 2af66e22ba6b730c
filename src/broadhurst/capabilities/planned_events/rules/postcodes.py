"""Rule on who loads postcodes. Pure."""

from collections.abc import Collection

from broadhurst.capabilities.deconfliction.rules.checking import objections_to_expire


def objections_to_load_postcodes(roles: Collection[str]) -> list[str]:
    """Only the system or an administrator loads postcodes."""
    return objections_to_expire(roles)
