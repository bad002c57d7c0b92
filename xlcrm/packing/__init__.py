"""What `review` does: a pack for each chosen customer, in a folder of that customer, and the same as PDF."""

from xlcrm.packing.choice import Choice, choose
from xlcrm.packing.run import Packed, review

__all__ = ["Choice", "Packed", "choose", "review"]
