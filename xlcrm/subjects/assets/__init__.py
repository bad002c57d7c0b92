"""Asset reviews: holdings at each review, and what changed since the last."""
