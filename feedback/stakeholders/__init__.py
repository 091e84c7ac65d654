"""Step 1: stakeholder groups, their sub-groups and segments."""
