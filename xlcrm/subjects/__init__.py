"""One folder for each subject that a customer book can be asked about."""
