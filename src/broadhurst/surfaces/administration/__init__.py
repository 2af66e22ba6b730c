"""The end of a posting or an account, with the OCGs that the officer still leads."""
