"""Every write of cases and alert rules."""
