"""Your tasks, drafts, recent changes on your OCGs, and notifications."""
