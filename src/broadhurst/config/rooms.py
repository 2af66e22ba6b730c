"""The rooms and the surfaces of the program. A room is registered here and nowhere else."""

ROOMS = (
    "establishment",
    "audit_log",
    "register",
    "following",
    "cover",
    "links",
    "scoring",
    "plans",
    "operations",
    "clearance",
    "commitments",
    "deconfliction",
    "duty_desks",
    "bulk_checks",
    "planned_events",
    "federation",
    "safeguarding",
    "members",
    "orders",
    "imports",
    "network",
    "liaison",
    "leads",
    "leavers",
    "disruptions",
    "tasking",
    "meetings",
    "funding",
    "transfers",
    "archiving",
    "lifecycle",
    "ocg_imports",
    "merging",
    "inspections",
    "inspectorate_register",
    "correspondence",
    "tracking",
    "finding_imports",
    "practice",
    "public_messages",
    "self_assessment",
    "letters",
    "public_site",
    "board_packs",
    "notes",
    "files",
    "succession",
)
# Rooms on one subject share a group of terminal commands. Every other room has one of its name.
SHARED_GROUPS = {
    **dict.fromkeys(("following", "members", "imports", "ocg_imports"), "register"),
    **dict.fromkeys(("archiving", "lifecycle", "merging"), "register"),
    **dict.fromkeys(("duty_desks", "bulk_checks", "planned_events"), "deconfliction"),
    "finding_imports": "inspections",
}
# Modules of rooms that add a part to the pages of other rooms' records.
RECORD_PARTS = ("transfers.queries.hit_page", "notes.queries.notes", "files.queries.files")
# Federation is in the program only where it is configured.
OPTIONAL = "federation"
SURFACES = (
    "home",
    "ocgs",
    "dossier",
    "overview",
    "search",
    "calendar",
    "insight",
    "oversight",
    "chief_officers",
    "published_funding",
    "public",
    "administration",
    "help",
    "demo",
)


def group_of(room: str) -> str:
    """Return the name of the group that has a room's terminal commands."""
    return SHARED_GROUPS.get(room, room.replace("_", "-"))
