"""Every read of steps 4 and 5."""
