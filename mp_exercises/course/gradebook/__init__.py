"""nbgrader's gradebook: what is written in batches, and what we keep beside it in the same database."""
