"""Follow-ups: contacts and promises."""
