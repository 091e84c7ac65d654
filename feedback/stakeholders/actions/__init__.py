"""Every write of step 1, a file per matter."""
