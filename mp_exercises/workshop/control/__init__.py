"""The control room: what a trainer sees and does, as a widget on the store. All state is in the store.

``desk.py`` answers what the front end asks, ``app.py`` is the widget, and the rest is what there is to say.
"""
