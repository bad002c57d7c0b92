"""The customer pyramid: who is active, and in which tier."""
