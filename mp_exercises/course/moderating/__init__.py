"""Moderating: a blind second mark on a sample of written answers, and what is settled before results go out."""
