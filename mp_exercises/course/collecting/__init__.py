"""Collecting what trainees send: each record to its trainee, every attempt kept, the last in time to mark."""
