"""Real questions asked of the handbook's search and of Sphinx's, in one run, on the same built pages."""
