"""Read the register, limited by row-level security. Nothing filters by actor."""
