"""Drafts of forms: the answers that an officer has typed and not sent yet."""
