"""Marking again by a corrected key: who would change is shown first, and what was changed is kept."""
