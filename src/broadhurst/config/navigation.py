"""The main menu."""

# Each menu item: its text, its page and its kind of record. Partners and policing bodies do not see
# items about OCGs, unless they can see an OCG. An LRO from a partner sees the list of OCGs. Only
# officers who publish see messages and letters, and only auditors see the audit log.
NAVIGATION = (
    ("Home", "home:home"),
    ("OCGs", "ocgs:ocgs", "led"),
    ("Tasking", "tasking:boards", "ocg"),
    ("Transfers", "transfers:transfers", "ocg"),
    ("Actions", "calendar:unit_actions"),
    ("Referrals", "safeguarding:referrals", "referral"),
    ("Orders", "orders:orders", "ocg"),
    ("Deconfliction", "overview:deconfliction", "ocg"),
    ("Inspections", "inspections:reports"),
    ("Practice", "practice:notes"),
    ("Messages", "public_messages:messages", "message"),
    ("Letters", "letters:letters", "message"),
    ("Operations", "operations:operations"),
    ("Funding", "funding:funding", "funding"),
    ("Insight", "insight:insight"),
    ("Audit log", "audit_log:read_log", "log"),
    ("Notifications", "home:notices"),
)
NAVIGATION_OF_ADMINISTRATORS = (("Administration", "establishment:administration"),)
