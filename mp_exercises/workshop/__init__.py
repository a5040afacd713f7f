"""Workshops: a room that people join on their phones, and a trainer who leads it through exercises.

``store/`` keeps everything that is said, ``web/`` serves it, and the modules beside them are pure.
Importing this package imports neither SQLAlchemy nor Tornado.
"""
