"""Reports of an assessment: a page for each trainee, and for the cohort a technical report."""
