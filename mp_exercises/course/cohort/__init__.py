"""Marking a cohort: records in, a gradebook and marked notebooks out, and no trainee's code runs."""
