"""Step 2: what the company already knew."""
