"""What step 1 follows: what a group may be, and what a contact may be. Pure."""
