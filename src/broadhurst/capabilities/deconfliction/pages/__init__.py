"""Pages of deconfliction, one for each command."""
