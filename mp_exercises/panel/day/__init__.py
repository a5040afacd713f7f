"""The day: a page for each member's tablet, where scores are given apart and shared only when all are locked."""
