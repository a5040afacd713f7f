"""The chair's room: who has locked what, calibration, differences and the decision, in a Voila page.

``desk.py`` answers what the front end asks, and nothing that may not be seen yet; ``app.py`` is the widget,
and ``server.py`` serves its page beside the members' own.
"""
