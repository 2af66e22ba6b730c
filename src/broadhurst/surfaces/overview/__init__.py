"""The overview of deconfliction: hits, events, bulk checks and receipts."""
