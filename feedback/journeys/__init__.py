"""Step 5: the journey, its stages and touchpoints, and the editor."""
