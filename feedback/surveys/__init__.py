"""Step 3 of the method: asking. Questionnaires, surveys, the answering page and its results."""
