"""A trainee's feedback page: where nbgrader's own would stand, without a notebook or a converter."""
