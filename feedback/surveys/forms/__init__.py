"""Forms of questionnaires and surveys."""
