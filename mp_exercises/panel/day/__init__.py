"""The day: a page for each member's tablet; scores are given apart and shared when all are locked."""
