"""Step 3: how every group is reached, and which cells of the plan are still empty."""
