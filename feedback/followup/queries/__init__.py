"""Every read of cases and alert rules."""
