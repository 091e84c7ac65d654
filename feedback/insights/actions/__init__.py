"""Every write of steps 4 and 5."""
