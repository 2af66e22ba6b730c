"""Read a tracker: a spreadsheet of OCGs and their people. Pure."""
