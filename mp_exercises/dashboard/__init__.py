"""The dashboard: tables that somebody uploads, looked at in a browser; they are in one kernel's memory alone.

``desk.py`` answers what the front end asks, ``app.py`` is the widget, and ``web/`` serves its page.
"""
