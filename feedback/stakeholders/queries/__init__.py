"""Every read of step 1, a file per matter."""
