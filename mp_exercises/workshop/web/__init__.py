"""Serving a workshop: routes for participants, the projector and the trainer, beside Voila in one process.

State is in the store alone; what is held here can be lost at any moment, and is read again.
"""
