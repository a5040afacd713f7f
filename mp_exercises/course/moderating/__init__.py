"""Moderating: a blind second mark on some written answers, and what is settled before results go out."""
