"""Steps of the commands of this room."""
