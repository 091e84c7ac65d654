"""Forms of cases and alert rules."""
