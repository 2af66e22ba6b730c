"""Places on the ground: grid references, distances, areas and postcodes."""
