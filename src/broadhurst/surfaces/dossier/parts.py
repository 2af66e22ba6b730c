"""The parts of the page of an OCG, in the order of its sub-navigation."""

PARTS = (
    ("Overview", "ocg"),
    ("Leads", "ocg_leads"),
    ("People", "ocg_people"),
    ("Links", "ocg_links"),
    ("Plan", "ocg_plan"),
    ("Disruptions", "ocg_disruptions"),
    ("Tasking", "ocg_tasking"),
    ("Liaison", "ocg_liaison"),
    ("Deconfliction", "ocg_deconfliction"),
    ("Safeguarding", "ocg_safeguarding"),
    ("Handover", "ocg_handover"),
    ("Timeline", "ocg_timeline"),
    ("Who can see", "ocg_who_can_see"),
)
# The parts for a reader who sees the OCG in part: the LRO from a partner organisation.
IN_PART = ("ocg", "ocg_leads", "ocg_plan", "ocg_liaison", "ocg_safeguarding")
