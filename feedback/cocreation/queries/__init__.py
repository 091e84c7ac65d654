"""Every read of the home page: cycles, the facts of the six steps, what changed."""
