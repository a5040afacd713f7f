"""One address, one process: the handbook at ``/``, the scenario app at ``/app/``, an assessment at ``/sit/``.

``run.py`` starts it, ``server.py`` is the Voila application, and the rest are its parts.
Importing this package imports neither Voila nor Tornado.
"""
