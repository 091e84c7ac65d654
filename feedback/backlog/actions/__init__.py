"""Every write of the backlog."""
